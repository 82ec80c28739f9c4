import type { RatedAssessment } from '../model/assessment.ts';
import type { Card } from '../model/card.ts';
import type { Knowledge } from '../model/entry.ts';
import {
  ConversationGoneError,
  errorName,
  RetryLaterError,
  refusalFacts,
  UnknownOutcomeError
} from '../model/errors.ts';
import type { Messenger } from '../model/messenger.ts';
import { longestMs } from './ask-form.ts';
import { changedCard, groupCard, tooFewCard } from './round-cards.ts';
import type { NextStep, Round, RoundStore } from './rounds.ts';
import { lastBefore, numbersOf } from './team.ts';

const hour = 3_600_000;
/** Maximum number of rounds per run; further ones wait for the next. */
const most = 20;
/** Wait before a card that did not arrive is sent again, in milliseconds. */
const retryMs = hour;

/** Outcome of sending a card: it may have arrived, its channel is permanently closed, or the next attempt. */
type Sent = 'sent' | 'gone' | NextStep;

export interface RoundRunParts {
  rounds: RoundStore;
  knowledge: () => Knowledge;
  /** Messengers by platform. */
  messengers: ReadonlyMap<string, Messenger>;
  log: (event: string, fields: Record<string, unknown>) => void;
  warn: (event: string, fields: Record<string, unknown>) => void;
}

/**
 * Creates the run that closes due rounds, each at most once over all replicas and restarts: a step is claimed in the
 * store, and its card recorded there as sent before it is. A process that dies before leaves the step to another; one
 * with an unknown outcome is not repeated. The button of the round's card shows a result that did not arrive.
 */
export function createRoundRun({ rounds, knowledge, messengers, log, warn }: RoundRunParts) {
  const send = async (round: Round, what: NextStep['what'], card: Card, now: number): Promise<Sent> => {
    const messenger = messengers.get(round.conversation.platform);
    if (!messenger) return { what, at: now + retryMs };
    try {
      await messenger.send(round.conversation, card, `assessment/${round.id}/${what}`);
      log('assessment.sent', { what });
    } catch (error) {
      warn('assessment.unsent', { what, kind: errorName(error), ...refusalFacts(error) });
      if (error instanceof RetryLaterError) return { what, at: now + error.afterMs };
      if (error instanceof ConversationGoneError) return 'gone';
      if (!(error instanceof UnknownOutcomeError)) return { what, at: now + retryMs };
    }
    return 'sent';
  };

  /** Sends the last card of a round in hand, and then deletes the round, or ends its step where it is to stay. */
  const finish = async (round: Round, card: Card, stays: boolean, now: number): Promise<void> => {
    if (!(await rounds.posting(round.id, now))) return;
    const sent = await send(round, 'close', card, now);
    if (typeof sent === 'object') return rounds.settle(round.id, sent);
    await (stays ? rounds.settle(round.id, undefined) : rounds.erase(round.id));
  };

  const close = async (round: Round, assessment: RatedAssessment, now: number): Promise<void> => {
    const numbers = round.numbers ?? numbersOf(assessment, round, await rounds.answers(round.id));
    const closedNow = await rounds.close(round.id, now, numbers, 'to-post');
    const closed = await rounds.find(round.id);
    // Closed meanwhile by its opener, who sees the result.
    if (!closed || (!closedNow && round.closedAt === undefined)) return rounds.settle(round.id, undefined);
    const card = closed.numbers
      ? groupCard(assessment, closed, knowledge(), await lastBefore(rounds, closed))
      : tooFewCard(assessment);
    await finish(closed, card, closed.numbers !== undefined, now);
  };

  return async (now: number): Promise<void> => {
    for (const round of await rounds.due(now, most)) {
      const what = round.next?.what;
      if (!what || !(await rounds.begin(round.id, what, now))) continue;
      const assessment = knowledge().assessments.get(round.assessment);
      const rated = assessment?.kind === 'rated' ? assessment : undefined;
      if (rated?.version === round.version) await close(round, rated, now);
      // A replica that does not know the questions yet leaves it to one that does, as long as answers may be kept.
      else if ((!rated || rated.version < round.version) && now < round.openedAt + longestMs)
        await rounds.settle(round.id, { what, at: Math.min(now + retryMs, round.openedAt + longestMs) });
      else await finish(round, changedCard(rated), false, now);
    }
  };
}
