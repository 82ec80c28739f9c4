import type { Answers, Assessment } from '../model/assessment.ts';
import type { Card, Link } from '../model/card.ts';
import type { ChatModule } from '../model/chat-module.ts';
import type { Knowledge } from '../model/entry.ts';
import { UserFacingError } from '../model/errors.ts';
import type { FormAnswer, Message } from '../model/message.ts';
import { type Reply, toAsker, toEveryone } from '../model/reply.ts';
import { maskPersonal } from '../privacy/index.ts';
import { dateOf } from '../time/calendar.ts';
import { fittingAnswers } from './answers.ts';
import { readCarried } from './answers-button.ts';
import { type AssessmentCounts, countedStep } from './counts.ts';
import { resultDocument } from './document.ts';
import { toText } from './document-text.ts';
import { documentParts, type FinishedAssessment } from './finished.ts';
import { resultCard } from './result-cards.ts';
import { teamAction } from './round-cards.ts';
import { listCard, startCard } from './start-cards.ts';
import {
  answersSoFar,
  isComplete,
  type Progress,
  packProgress,
  pageForm,
  projectField,
  projectMax,
  readProgress,
  stepForm
} from './steps.ts';
import { createTeam, type TeamParts } from './team.ts';
import { walkTree } from './tree-walk.ts';

export interface AssessmentParts {
  knowledge: () => Knowledge;
  /** Returns the addresses of a result as a file; none where the server has no public address. */
  linksTo?: (finished: FinishedAssessment) => readonly Link[];
  /** Dependencies for assessments by a team; absent where nothing can be stored. */
  together?: Omit<TeamParts, 'knowledge'>;
  /** Where steps are counted, without who took them; nobody waits for it, and a failure changes nothing for them. */
  counting?: { counts: Pick<AssessmentCounts, 'add'>; onFailure: (error: unknown) => void };
}

const dayMs = 86_400_000;

const gone = 'This assessment is not there any more. Type `assess` to see those that are.';
const chooseOne = 'Choose one to go on.';
const changed =
  'The questions have changed since you began. What still fits is kept; please look at each answer again.';

/** Creates the guided assessments: the list, the pages of each form, and the result. */
export function createAssessments({ knowledge, linksTo = () => [], together, counting }: AssessmentParts): ChatModule {
  const team = together && createTeam({ ...together, knowledge });

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
    const form = pageForm(assessment, progress, answers);
    return {
      ...toAsker(startCard(assessment, knowledge())),
      form: note === '' ? form : { ...form, text: `${note} ${form.text ?? ''}` }
    };
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
  const shown = (assessment: Assessment, message: Message): Card =>
    withTeam(startCard(assessment, knowledge()), assessment, message);

  /**
   * Returns the result card. A plan's words fit on no button: without a file to download they are shown at once, as the
   * person's own words.
   */
  const finish = (finished: FinishedAssessment, message: Message, now: number): Card => {
    const links = linksTo(finished);
    const { assessment, quick, project } = finished;
    const drawn = resultCard({ ...finished, knowledge: knowledge(), links });
    const card = withTeam(drawn, assessment, message, quick, project);
    return finished.assessment.kind === 'plan' && links.length === 0 ? { ...card, quote: textOf(finished, now) } : card;
  };

  return {
    name: 'assess',

    async command(message) {
      const { rest } = message;
      const wanted = named(rest, knowledge());
      return toEveryone(wanted ? shown(wanted, message) : listCard(knowledge(), rest));
    },

    async press(message, now) {
      const { action, value } = message;
      const together = await team?.press(message, now);
      if (together) return together;
      switch (action) {
        case 'assess.list':
          return toEveryone(listCard(knowledge()));
        case 'assess.show':
          return toEveryone(shown(find(value), message));
        case 'assess.start': {
          const [id = '', how] = value.split(' ');
          const assessment = find(id);
          void count('page', assessment, 1, now);
          return page(assessment, begin(assessment, how === 'quick'), {});
        }
        case 'assess.answer': {
          if (!team) throw new UserFacingError(gone);
          const { round, assessment } = await team.openRound(message);
          void count('page', assessment, 1, now);
          return page(assessment, { ...begin(assessment, round.quick), round: round.id }, {});
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
      const progress = message.form === stepForm ? readProgress(message.value) : undefined;
      if (!progress) throw new UserFacingError('I do not know that form; it may be an old one. Open it again.');
      const assessment = find(progress.assessment);
      const project = maskPersonal((message.fields[projectField] ?? progress.project).trim().slice(0, projectMax)).text;
      const seen = Math.max(progress.seen ?? 0, progress.page + 1);
      const before = answersSoFar(assessment, progress);
      const typed = typedAnswers(assessment, message, before);
      const { answers, lost } = fittingAnswers(assessment, { ...before, ...typed });
      if (progress.version !== assessment.version) {
        const { round } = progress;
        const anew = { ...begin(assessment, progress.quick), project, seen, ...(round !== undefined && { round }) };
        return page(assessment, anew, answers, changed);
      }
      if (message.back) return page(assessment, { ...stepBack(assessment, progress, before), project, seen }, answers);
      if (isUnanswered(assessment, before, typed)) return page(assessment, progress, answers, chooseOne);
      const shown = progress.page + 2;
      const next = {
        ...progress,
        project,
        page: progress.page + 1,
        seen: Math.max(seen, shown),
        packed: packProgress(assessment, answers)
      };
      if (!isComplete(assessment, next, answers)) {
        if (shown > seen) void count('page', assessment, shown, now);
        return page(assessment, next, answers, lost ? changed : '');
      }
      if (next.round !== undefined && team) {
        const taken = await team.answer(next.round, answers, message, now);
        void count('end', assessment, seen, now);
        return taken;
      }
      void count('end', assessment, seen, now);
      return toAsker(finish({ assessment, answers, quick: next.quick, project }, message, now));
    }
  };
}

const begin = ({ id, version }: Assessment, quick: boolean): Progress => ({
  assessment: id,
  version,
  quick,
  page: 0,
  packed: '',
  project: ''
});

/** Goes back a page; of a tree, the last answer is removed so that its question is asked again. */
function stepBack(assessment: Assessment, progress: Progress, answers: Answers): Progress {
  const page = Math.max(0, progress.page - 1);
  return {
    ...progress,
    page,
    packed: assessment.kind === 'tree' ? progress.packed.slice(0, page) : packProgress(assessment, answers)
  };
}

/** Reads the submitted answers. Flags without a tick are an answer too: none of them is true. */
function typedAnswers(assessment: Assessment, { fields }: FormAnswer, before: Answers): Answers {
  const { [projectField]: _, ...answers } = fields;
  if (assessment.kind !== 'tree' || !walkTree(assessment, before).outcome) return answers;
  return { flags: fields.flags ?? '' };
}

/** Returns true if a question of a tree was submitted without a choice. */
function isUnanswered(assessment: Assessment, before: Answers, typed: Answers): boolean {
  if (assessment.kind !== 'tree') return false;
  const { next } = walkTree(assessment, before);
  return next !== undefined && typed[next.id] === undefined;
}

/** Finds an assessment by its id, or by a word of its title. */
function named(rest: string, { assessments }: Knowledge): Assessment | undefined {
  const wanted = plain(rest);
  if (wanted === '') return undefined;
  const all = [...assessments.values()];
  return (
    all.find(({ id }) => plain(id) === wanted) ??
    all.find(({ title, modalTitle }) => [title, modalTitle].some((name) => plain(name).includes(wanted)))
  );
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
