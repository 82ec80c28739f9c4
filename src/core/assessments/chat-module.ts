import type { Assessment } from '../model/assessment.ts';
import type { Card, Link } from '../model/card.ts';
import type { ChatModule } from '../model/chat-module.ts';
import type { Knowledge } from '../model/entry.ts';
import { UserFacingError } from '../model/errors.ts';
import type { ActionPress, Message } from '../model/message.ts';
import { type Reply, toAsker } from '../model/reply.ts';
import { readCarried } from './answers-button.ts';
import { teamForm } from './ask-form.ts';
import { createDrafts, type DraftParts, resumeForm } from './drafts.ts';
import type { FinishedAssessment } from './finished.ts';
import { createKeptResults, type KeptResultParts } from './kept-results.ts';
import {
  findAssessment,
  gone,
  keepPage,
  openPages,
  type PageParts,
  resultText,
  resumePages,
  takePage,
  withTeam
} from './pages.ts';
import { listCard, startCard } from './start-cards.ts';
import { begin, named } from './take-step.ts';
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
  counting?: PageParts['counting'];
}

/** Answer to somebody who wants nothing of theirs kept. */
const forgotten = {
  title: 'Forgotten',
  text: 'What you began and did not send is deleted, and every result that you kept, with its reminder.'
};

/** Creates the guided assessments: the list, the pages of each form, and the result. */
export function createAssessments(parts: AssessmentParts): ChatModule {
  const { knowledge, linksTo = () => [], together, counting } = parts;
  const team = together && createTeam({ ...together, knowledge });
  const drafts = parts.drafts && createDrafts(parts.drafts);
  const kept = parts.kept && createKeptResults({ ...parts.kept, knowledge });
  const pages: PageParts = { knowledge, linksTo, team, kept, drafts, counting };

  const shown = (assessment: Assessment, message: Message, low = ''): Card =>
    withTeam(startCard(assessment, knowledge(), low), { assessment }, message, pages);

  const pressed = async (message: ActionPress, now: number): Promise<Reply> => {
    const { action, value } = message;
    switch (action) {
      case 'assess.list':
        return toAsker(listCard(knowledge()));
      case 'assess.show': {
        const [id = '', low] = value.split(' ');
        return toAsker(shown(findAssessment(id, pages), message, low));
      }
      case 'assess.start': {
        const [id = '', how, low] = value.split(' ');
        const assessment = findAssessment(id, pages);
        const anew = { ...begin(assessment, how === 'quick'), ...(low && { low }) };
        return openPages(assessment, anew, message, now, pages);
      }
      case 'assess.redo': {
        if (!kept) throw new UserFacingError(gone);
        const { kept: before, assessment } = await kept.mine(message);
        const anew = { ...begin(assessment, before.quick), project: before.project };
        return openPages(assessment, anew, message, now, pages);
      }
      case 'assess.answer': {
        if (!team) throw new UserFacingError(gone);
        const { round, assessment } = await team.openRound(message);
        const anew = { ...begin(assessment, round.quick), round: round.id };
        return openPages(assessment, anew, message, now, pages);
      }
      case 'assess.take': {
        const carried = readCarried(value, knowledge());
        if (!carried) throw new UserFacingError(gone);
        return toAsker({ title: 'To copy and keep', text: '', quote: resultText(carried, now, pages) });
      }
      default:
        throw new UserFacingError('I do not know that button; the card may be an old one.');
    }
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

    press: async (message, now) =>
      (await team?.press(message, now)) ?? (await kept?.press(message, now)) ?? pressed(message, now),

    async submit(message, now) {
      if (message.form === resumeForm) return resumePages(message, now, pages);
      if (message.form === teamForm && team) return team.begin(message, now);
      return takePage(message, now, pages);
    },

    keep: (message, now) => keepPage(message, now, pages)
  };
}
