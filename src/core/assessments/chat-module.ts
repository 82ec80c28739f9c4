import type { Answers, Assessment } from '../model/assessment.ts';
import type { Card, Link } from '../model/card.ts';
import type { ChatModule } from '../model/chat-module.ts';
import type { Knowledge } from '../model/entry.ts';
import { UserFacingError } from '../model/errors.ts';
import type { FormAnswer, Message } from '../model/message.ts';
import { type Reply, toAsker } from '../model/reply.ts';
import { maskPersonal } from '../privacy/index.ts';
import { dateOf, dayMs } from '../time/calendar.ts';
import { fittingAnswers } from './answers.ts';
import { carryResult, readCarried } from './answers-button.ts';
import { teamForm } from './ask-form.ts';
import { withLow } from './carry-over.ts';
import { type AssessmentCounts, countedStep } from './counts.ts';
import { resultDocument } from './document.ts';
import { toText } from './document-text.ts';
import { askToResume, createDrafts, type DraftParts, resumeForm } from './drafts.ts';
import { documentParts, type FinishedAssessment } from './finished.ts';
import { changesSince, withChanges } from './kept-cards.ts';
import { createKeptResults, type KeptResultParts } from './kept-results.ts';
import { resultCard } from './result-cards.ts';
import { teamAction } from './round-cards.ts';
import { listCard, startCard } from './start-cards.ts';
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
import { begin, firstGap, isUnanswered, named, typedAnswers, withFaults } from './take-step.ts';
import { createTeam, type TeamParts } from './team.ts';

export interface AssessmentParts {
  knowledge: () => Knowledge;
  /** Returns the addresses of a result as a file; none where the server has no public address. */
  linksTo?: (finished: FinishedAssessment) => readonly Link[];
  /** Dependencies for assessments by a team; absent where nothing can be stored. */
  together?: Omit<TeamParts, 'knowledge'>;
  /** Results that people keep to be asked again; absent where nothing can be stored. */
  kept?: KeptResultParts;
  /** Store of half-filled forms; absent where nothing can be stored. */
  drafts?: DraftParts;
  /** Counter of steps, without who took them; nobody waits for it, and a failure changes nothing for them. */
  counting?: { counts: Pick<AssessmentCounts, 'add'>; onFailure: (error: unknown) => void };
}

/** Answer to somebody who wants nothing of theirs kept. */
const forgotten = {
  title: 'Forgotten',
  text: 'What you began and did not send is deleted, and every result that you kept, with its reminder.'
};

const gone = 'This assessment is not there any more. Type `assess` to see those that are.';
const unknownForm = 'I do not know that form; it may be an old one. Open it again.';
const draftGone = 'What you gave before is not there any more: it is kept for a day. Please begin again.';
const keptNote = 'You can close this and go on within a day.';
const chooseOne = 'Choose one to go on.';
const gap = 'Something on this page is still needed for the plan.';
const changed =
  'The questions have changed since you began. What still fits is kept; please look at each answer again.';

/** Creates the guided assessments: the list, the pages of each form, and the result. */
export function createAssessments(parts: AssessmentParts): ChatModule {
  const { knowledge, linksTo = () => [], together, counting } = parts;
  const team = together && createTeam({ ...together, knowledge });
  const drafts = parts.drafts && createDrafts(parts.drafts);
  const kept = parts.kept && createKeptResults({ ...parts.kept, knowledge });

  const find = (id: string): Assessment => {
    const found = knowledge().assessments.get(id);
    if (!found) throw new UserFacingError(gone);
    return found;
  };

  const count = async (kind: 'page' | 'end', { id }: Assessment, page: number, now: number): Promise<void> => {
    try {
      await counting?.counts.add(id, countedStep(kind, page), dateOf(Math.floor(now / dayMs)));
    } catch (error) {
      counting?.onFailure(error);
    }
  };

  const page = (assessment: Assessment, progress: Progress, answers: Answers, note = ''): Reply => {
    const form = withLow(pageForm(assessment, progress, answers), assessment, progress.low ?? '', knowledge());
    const text = [note, form.text, progress.page === 0 && drafts ? keptNote : ''].filter(Boolean).join('\n\n');
    return {
      ...toAsker(startCard(assessment, knowledge())),
      form: { ...form, text, ...(drafts && { keeps: true }) }
    };
  };

  /** Opens the first page, or asks somebody who has begun before whether to go on. */
  const open = async (assessment: Assessment, anew: Progress, message: Message, now: number): Promise<Reply> => {
    const draft = await drafts?.find(message, assessment, anew.round, now);
    if (draft) return { ...page(assessment, anew, {}), form: askToResume(assessment, draft, anew) };
    void count('page', assessment, 1, now);
    return page(assessment, anew, {});
  };

  /** Goes on with what somebody gave before, or begins again, as they chose. */
  const resume = async (message: FormAnswer, now: number): Promise<Reply> => {
    const anew = readProgress(message.value);
    if (!anew) throw new UserFacingError(unknownForm);
    const assessment = find(anew.assessment);
    const draft = message.back ? undefined : await drafts?.find(message, assessment, anew.round, now);
    if (!draft) {
      await drafts?.settle(message, anew, now);
      void count('page', assessment, 1, now);
      return page(assessment, anew, {}, message.back ? '' : draftGone);
    }
    const { progress, answers, changed: differs } = draft;
    if (differs)
      return page(assessment, { ...anew, quick: progress.quick, project: progress.project }, answers, changed);
    return page(assessment, progress, answers);
  };

  const textOf = (finished: FinishedAssessment, now: number): string => {
    const { assessment, answers } = finished;
    return toText(resultDocument(assessment, answers, documentParts(finished, knowledge(), now)));
  };

  /** Adds the button that asks the whole channel, where there is one and the assessment supports it. */
  const withTeam = (card: Card, assessment: Assessment, message: Message, quick = false, project = ''): Card =>
    team && assessment.kind === 'rated' && !message.conversation.direct
      ? { ...card, actions: [...(card.actions ?? []), teamAction(assessment, quick, project)] }
      : card;
  const shown = (assessment: Assessment, message: Message, low = ''): Card =>
    withTeam(startCard(assessment, knowledge(), low), assessment, message);

  /**
   * Returns the result card, with what has changed since a result that the person kept. A plan's words fit on no button:
   * without a file to download they are shown at once, as the person's own words.
   */
  const finish = async (finished: FinishedAssessment, message: Message, now: number): Promise<Card> => {
    const links = linksTo(finished);
    const { assessment, answers, quick, project } = finished;
    const before = await kept?.answered(finished, message, now);
    const drawn = resultCard({ ...finished, knowledge: knowledge(), links });
    const compared =
      before && assessment.kind === 'rated' ? withChanges(drawn, changesSince(before, assessment, answers)) : drawn;
    const again = kept?.offer(finished, carryResult(finished), message) ?? [];
    const actions = [...(compared.actions ?? []), ...again];
    const card = withTeam({ ...compared, ...(actions.length > 0 && { actions }) }, assessment, message, quick, project);
    return assessment.kind === 'plan' && links.length === 0 ? { ...card, quote: textOf(finished, now) } : card;
  };

  /** Reads a page's form: where the person is, and all answers so far. */
  const readStep = (message: FormAnswer) => {
    const progress = message.form === stepForm ? readProgress(message.value) : undefined;
    if (!progress) throw new UserFacingError(unknownForm);
    const assessment = find(progress.assessment);
    const project = maskPersonal((message.fields[projectField] ?? progress.project).trim().slice(0, projectMax)).text;
    const before = answersSoFar(assessment, progress);
    const typed = typedAnswers(assessment, message, progress, before);
    return { assessment, progress, project, before, typed, ...fittingAnswers(assessment, { ...before, ...typed }) };
  };

  return {
    name: 'assess',

    async command(message, now) {
      const { rest } = message;
      if (/^forget(?: me)?$/i.test(rest)) {
        await drafts?.forget(message);
        await kept?.forget(message, now);
        return toAsker(forgotten);
      }
      if (/^(?:again|kept)$/i.test(rest) && kept) return toAsker(await kept.list(message));
      const wanted = named(rest, knowledge());
      return toAsker(wanted ? shown(wanted, message) : listCard(knowledge(), rest));
    },

    async press(message, now) {
      const { action, value } = message;
      const together = await team?.press(message, now);
      if (together) return together;
      const ofKept = await kept?.press(message, now);
      if (ofKept) return ofKept;
      switch (action) {
        case 'assess.list':
          return toAsker(listCard(knowledge()));
        case 'assess.show': {
          const [id = '', low] = value.split(' ');
          return toAsker(shown(find(id), message, low));
        }
        case 'assess.start': {
          const [id = '', how, low] = value.split(' ');
          const assessment = find(id);
          return open(assessment, { ...begin(assessment, how === 'quick'), ...(low && { low }) }, message, now);
        }
        case 'assess.redo': {
          if (!kept) throw new UserFacingError(gone);
          const { kept: before, assessment } = await kept.mine(message);
          return open(assessment, { ...begin(assessment, before.quick), project: before.project }, message, now);
        }
        case 'assess.answer': {
          if (!team) throw new UserFacingError(gone);
          const { round, assessment } = await team.openRound(message);
          return open(assessment, { ...begin(assessment, round.quick), round: round.id }, message, now);
        }
        case 'assess.take': {
          const carried = readCarried(value, knowledge());
          if (!carried) throw new UserFacingError(gone);
          return toAsker({ title: 'To copy and keep', text: '', quote: textOf(carried, now) });
        }
        default:
          throw new UserFacingError('I do not know that button; the card may be an old one.');
      }
    },

    async submit(message, now) {
      if (message.form === resumeForm) return resume(message, now);
      if (message.form === teamForm && team) return team.begin(message, now);
      const { assessment, progress, project, before, typed, answers, lost } = readStep(message);
      const seen = Math.max(progress.seen ?? 0, progress.page + 1);
      const goOn = async (to: Progress, note = ''): Promise<Reply> => {
        await drafts?.keep(message, to, answers, false, now);
        return page(assessment, to, answers, note);
      };
      if (progress.version !== assessment.version) {
        // The answers of a team are counted by the questions that it was asked.
        if (progress.round !== undefined) await team?.openRound({ ...message, value: progress.round });
        const first = { ...progress, ...begin(assessment, progress.quick), project, seen };
        return goOn(first, changed);
      }
      if (message.back) return goOn({ ...progress, project, page: Math.max(0, progress.page - 1), seen });
      const again = page(assessment, { ...progress, project }, { ...answers, ...typed });
      const faulty = again.form && withFaults(assessment, again.form, typed);
      if (faulty) {
        await drafts?.keep(message, { ...progress, project }, answers, false, now);
        return { ...again, form: faulty };
      }
      if (isUnanswered(assessment, progress, before, typed)) return page(assessment, progress, answers, chooseOne);
      const shown = progress.page + 2;
      const next = {
        ...progress,
        project,
        page: progress.page + 1,
        seen: Math.max(seen, shown)
      };
      if (!isComplete(assessment, next, answers)) {
        if (shown > seen) void count('page', assessment, shown, now);
        return goOn(next, lost ? changed : '');
      }
      const needed = firstGap(assessment, answers);
      if (needed !== undefined) return goOn({ ...next, page: needed }, gap);
      if (next.round !== undefined && team) {
        const taken = await team.answer(next.round, answers, message, now);
        await drafts?.settle(message, next, now);
        void count('end', assessment, seen, now);
        return taken;
      }
      await drafts?.settle(message, next, now);
      void count('end', assessment, seen, now);
      return toAsker(await finish({ assessment, answers, quick: next.quick, project }, message, now));
    },

    async keep(message, now) {
      if (message.form !== stepForm || !drafts) return;
      const { assessment, progress, project, answers } = readStep(message);
      if (Object.keys(message.fields).length === 0 || progress.version !== assessment.version) return;
      await drafts.keep(message, { ...progress, project }, answers, true, now);
    }
  };
}
