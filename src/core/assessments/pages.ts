import type { Answers, Assessment } from '../model/assessment.ts';
import type { Card, Link } from '../model/card.ts';
import type { Knowledge } from '../model/entry.ts';
import { UserFacingError } from '../model/errors.ts';
import type { FormAnswer, Message } from '../model/message.ts';
import { type Reply, toAsker } from '../model/reply.ts';
import { maskPersonal } from '../privacy/index.ts';
import { dateAt } from '../time/calendar.ts';
import { fittingAnswers } from './answers.ts';
import { carryResult } from './answers-button.ts';
import { withLow } from './carry-over.ts';
import { type AssessmentCounts, countedStep } from './counts.ts';
import { resultDocument } from './document.ts';
import { toText } from './document-text.ts';
import { askToResume, type Drafts } from './drafts.ts';
import { documentParts, type FinishedAssessment } from './finished.ts';
import { changesSince, withChanges } from './kept-cards.ts';
import type { KeptResults } from './kept-results.ts';
import { resultCard } from './result-cards.ts';
import { teamAction } from './round-cards.ts';
import { startCard } from './start-cards.ts';
import {
  answersSoFar,
  isComplete,
  type Progress,
  pageForm,
  projectField,
  projectMax,
  readProgress,
  stepForm
} from './steps.ts';
import { begin, firstGap, isUnanswered, typedAnswers, withFaults } from './take-step.ts';
import type { Team } from './team.ts';

/** Parts from which the pages of the assessments are made. */
export interface PageParts {
  knowledge: () => Knowledge;
  /** Returns the addresses of a result as a file. */
  linksTo: (finished: FinishedAssessment) => readonly Link[];
  /** Assessments by a team, results that people keep, half-filled forms; absent where nothing can be stored. */
  team: Team | undefined;
  kept: KeptResults | undefined;
  drafts: Drafts | undefined;
  /** Counter of steps, without who took them; nobody waits for it, and a failure changes nothing for them. */
  counting: { counts: Pick<AssessmentCounts, 'add'>; onFailure: (error: unknown) => void } | undefined;
}

export const gone = 'This assessment is not there any more. Type `assess` to see those that are.';
const unknownForm = 'I do not know that form; it may be an old one. Open it again.';
const draftGone = 'What you gave before is not there any more: it is kept for a day. Please begin again.';
const keptNote = 'You can close this and go on within a day.';
const chooseOne = 'Choose one to go on.';
const gap = 'Something on this page is still needed for the plan.';
const changed =
  'The questions have changed since you began. What still fits is kept; please look at each answer again.';

/** Returns an assessment by its id. @throws UserFacingError where there is none any more */
export function findAssessment(id: string, { knowledge }: PageParts): Assessment {
  const found = knowledge().assessments.get(id);
  if (!found) throw new UserFacingError(gone);
  return found;
}

/** Counts a page that was shown first, or the end. Never rejects. */
async function count(
  kind: 'page' | 'end',
  { id }: Assessment,
  page: number,
  now: number,
  { counting }: PageParts
): Promise<void> {
  try {
    await counting?.counts.add(id, countedStep(kind, page), dateAt(now));
  } catch (error) {
    counting?.onFailure(error);
  }
}

function page(assessment: Assessment, progress: Progress, answers: Answers, parts: PageParts, note = ''): Reply {
  const { knowledge, drafts } = parts;
  const form = withLow(pageForm(assessment, progress, answers), assessment, progress.low ?? '', knowledge());
  const text = [note, form.text, progress.page === 0 && drafts ? keptNote : ''].filter(Boolean).join('\n\n');
  return {
    ...toAsker(startCard(assessment, knowledge())),
    form: { ...form, text, ...(drafts && { keeps: true }) }
  };
}

/** Opens the first page, or asks somebody who has begun before whether to go on. */
export async function openPages(
  assessment: Assessment,
  anew: Progress,
  message: Message,
  now: number,
  parts: PageParts
): Promise<Reply> {
  const draft = await parts.drafts?.find(message, assessment, anew.round, now);
  if (draft) return { ...page(assessment, anew, {}, parts), form: askToResume(assessment, draft, anew) };
  void count('page', assessment, 1, now, parts);
  return page(assessment, anew, {}, parts);
}

/** Goes on with what somebody gave before, or begins again, as they chose. */
export async function resumePages(message: FormAnswer, now: number, parts: PageParts): Promise<Reply> {
  const anew = readProgress(message.value);
  if (!anew) throw new UserFacingError(unknownForm);
  const assessment = findAssessment(anew.assessment, parts);
  const draft = message.back ? undefined : await parts.drafts?.find(message, assessment, anew.round, now);
  if (!draft) {
    await parts.drafts?.settle(message, anew, now);
    void count('page', assessment, 1, now, parts);
    return page(assessment, anew, {}, parts, message.back ? '' : draftGone);
  }
  const { progress, answers } = draft;
  if (!draft.changed) return page(assessment, progress, answers, parts);
  return page(assessment, { ...anew, quick: progress.quick, project: progress.project }, answers, parts, changed);
}

/** Returns a result as text, to copy. */
export function resultText(finished: FinishedAssessment, now: number, { knowledge }: PageParts): string {
  const { assessment, answers } = finished;
  return toText(resultDocument(assessment, answers, documentParts(finished, knowledge(), now)));
}

/** Adds the button that asks the whole channel, where there is one and the assessment supports it. */
export function withTeam(
  card: Card,
  { assessment, quick = false, project = '' }: Pick<FinishedAssessment, 'assessment'> & Partial<FinishedAssessment>,
  message: Message,
  { team }: PageParts
): Card {
  if (!team || assessment.kind !== 'rated' || message.conversation.direct) return card;
  return { ...card, actions: [...(card.actions ?? []), teamAction(assessment, quick, project)] };
}

/**
 * Returns the result card, with what has changed since a result that the person kept. A plan's words fit on no button:
 * without a file to download they are shown at once, as the person's own words.
 */
async function finish(finished: FinishedAssessment, message: Message, now: number, parts: PageParts): Promise<Card> {
  const { kept, knowledge } = parts;
  const links = parts.linksTo(finished);
  const { assessment, answers } = finished;
  const before = await kept?.answered(finished, message, now);
  const drawn = resultCard({ ...finished, knowledge: knowledge(), links });
  const compared =
    before && assessment.kind === 'rated' ? withChanges(drawn, changesSince(before, assessment, answers)) : drawn;
  const again = kept?.offer(finished, carryResult(finished), message) ?? [];
  const actions = [...(compared.actions ?? []), ...again];
  const card = withTeam({ ...compared, ...(actions.length > 0 && { actions }) }, finished, message, parts);
  return assessment.kind === 'plan' && links.length === 0 ? { ...card, quote: resultText(finished, now, parts) } : card;
}

/** Reads a page's form: where the person is, and all answers so far. */
function readStep(message: FormAnswer, parts: PageParts) {
  const progress = message.form === stepForm ? readProgress(message.value) : undefined;
  if (!progress) throw new UserFacingError(unknownForm);
  const assessment = findAssessment(progress.assessment, parts);
  const project = maskPersonal((message.fields[projectField] ?? progress.project).trim().slice(0, projectMax)).text;
  const before = answersSoFar(assessment, progress);
  const typed = typedAnswers(assessment, message, progress, before);
  return { assessment, progress, project, before, typed, ...fittingAnswers(assessment, { ...before, ...typed }) };
}

/** Takes a page that was sent: shows the next one, the same with its faults, or the result. */
export async function takePage(message: FormAnswer, now: number, parts: PageParts): Promise<Reply> {
  const { drafts, team } = parts;
  const { assessment, progress, project, before, typed, answers, lost } = readStep(message, parts);
  const seen = Math.max(progress.seen ?? 0, progress.page + 1);
  const goOn = async (to: Progress, note = ''): Promise<Reply> => {
    await drafts?.keep(message, to, answers, false, now);
    return page(assessment, to, answers, parts, note);
  };
  if (progress.version !== assessment.version) {
    // The answers of a team are counted by the questions that it was asked.
    if (progress.round !== undefined) await team?.openRound({ ...message, value: progress.round });
    return goOn({ ...progress, ...begin(assessment, progress.quick), project, seen }, changed);
  }
  if (message.back) return goOn({ ...progress, project, page: Math.max(0, progress.page - 1), seen });
  const again = page(assessment, { ...progress, project }, { ...answers, ...typed }, parts);
  const faulty = again.form && withFaults(assessment, again.form, typed);
  if (faulty) {
    await drafts?.keep(message, { ...progress, project }, answers, false, now);
    return { ...again, form: faulty };
  }
  if (isUnanswered(assessment, progress, before, typed)) return page(assessment, progress, answers, parts, chooseOne);
  const shown = progress.page + 2;
  const next = { ...progress, project, page: progress.page + 1, seen: Math.max(seen, shown) };
  if (!isComplete(assessment, next, answers)) {
    if (shown > seen) void count('page', assessment, shown, now, parts);
    return goOn(next, lost ? changed : '');
  }
  const needed = firstGap(assessment, answers);
  if (needed !== undefined) return goOn({ ...next, page: needed }, gap);
  const together = next.round === undefined ? undefined : await team?.answer(next.round, answers, message, now);
  await drafts?.settle(message, next, now);
  void count('end', assessment, seen, now, parts);
  return together ?? toAsker(await finish({ assessment, answers, quick: next.quick, project }, message, now, parts));
}

/** Keeps what stands on a page that is open or was closed. */
export async function keepPage(message: FormAnswer, now: number, parts: PageParts): Promise<void> {
  if (message.form !== stepForm || !parts.drafts) return;
  const { assessment, progress, project, answers } = readStep(message, parts);
  if (Object.keys(message.fields).length === 0 || progress.version !== assessment.version) return;
  await parts.drafts.keep(message, { ...progress, project }, answers, true, now);
}
