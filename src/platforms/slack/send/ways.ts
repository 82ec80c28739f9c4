import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import type { Card } from '../../../core/model/card.ts';
import type { Reply } from '../../../core/model/reply.ts';
import type { Logger } from '../../../observability/logger.ts';
import type { ReplyOutcome } from '../../../observability/platform-metrics.ts';
import type { BodyStyle } from '../render/message-body.ts';
import type { ShownTopic } from '../render/views.ts';
import { waitAsked } from '../transport/faults.ts';
import { type NextStep, nextStep, RefusedByUrlError, refusalName } from './refusals.ts';

/** What a reply is sent with. */
export interface Tools {
  client: WebClient;
  /** Reaches a response_url. */
  fetch: typeof fetch;
  logger: Logger;
  /** Told how each reply ended. */
  replied: (outcome: ReplyOutcome) => void;
  /** The topics that the look-up filters by. */
  topics: () => readonly ShownTopic[];
  /** Milliseconds since 1970. */
  now: () => number;
  /** How long to wait where Slack asks to slow down and does not say how long, in milliseconds. */
  unsaidWaitMs: number;
}

/** A card in the form in which one call sends it. */
export interface Draft {
  card: Card;
  style: BodyStyle;
  /** By which Slack may tell a repeat; absent once Slack refused it. */
  id?: string;
}

/** One way to show a card to the person who waits for it. */
export interface Way {
  /** For the log and the figures. */
  name: string;
  /** Ways of the same place are refused together, but for what is about one thread. */
  place: 'here' | 'alone' | 'card' | 'url' | 'above' | 'view' | 'direct' | 'home';
  send(draft: Draft): Promise<unknown>;
}

/** How often Slack's "slow down" is obeyed for one reply, and the longest wait in milliseconds. */
const patience = { times: 3, mostMs: 30_000 };

/**
 * Shows a card by the first way that Slack takes. After a refusal the same way is mended where the refusal is about what was
 * sent; else the next place is tried. After an unclear answer the same is sent once more, since a second copy harms less than
 * silence; once a reply, whatever the number of ways.
 *
 * @returns false where every way was refused; the log then says so, and the figure `lost` counts it
 */
export async function sendByWays(reply: Reply, ways: readonly Way[], id: string, tools: Tools): Promise<boolean> {
  const { logger, replied } = tools;
  const budget = { again: 1, waits: patience.times };
  const closed = new Set<Way['place']>();
  let tokenRefused = false;
  let tried = 0;
  for (const way of ways) {
    if (closed.has(way.place) || (tokenRefused && way.place !== 'url')) continue;
    tried += 1;
    try {
      await attempt(way, { card: reply.card, style: 'native', id }, budget, tools);
      replied(tried === 1 ? 'first' : 'other');
      if (tried > 1) logger.info('slack.reply.rerouted', { way: way.name, tried });
      return true;
    } catch (error) {
      const step = nextStep(error);
      logger.warn('slack.reply.refused', { way: way.name, reason: refusalName(error), step });
      if (step === 'no-token') tokenRefused = true;
      else if (step !== 'other-thread') closed.add(way.place);
    }
  }
  replied('lost');
  logger.error('slack.reply.lost', { tried });
  return false;
}

/** Sends by one way, mending what Slack refuses. Rejects with the last refusal. */
async function attempt(way: Way, first: Draft, budget: { again: number; waits: number }, tools: Tools): Promise<void> {
  let draft = first;
  for (;;) {
    try {
      await way.send(draft);
      return;
    } catch (error) {
      const step = nextStep(error);
      const mended = mend(draft, step);
      const wait = step === 'wait' ? waitAsked(error, tools.unsaidWaitMs) : undefined;
      if (wait !== undefined && wait <= patience.mostMs && budget.waits > 0) {
        budget.waits -= 1;
        await sleep(wait);
      } else if (step === 'again' && budget.again > 0) {
        budget.again -= 1;
      } else if (mended) {
        tools.logger.debug('slack.reply.mended', { way: way.name, reason: refusalName(error), step });
        draft = mended;
      } else {
        throw error;
      }
    }
  }
}

/** Returns the draft in the form that the refusal asks for; undefined where it has that form already. */
function mend(draft: Draft, step: NextStep): Draft | undefined {
  const { id, style, ...rest } = draft;
  if (step === 'without-id') return id === undefined ? undefined : { ...rest, style };
  if (step === 'plainer' && style === 'native') return { ...draft, style: 'classic' };
  if ((step === 'plainer' || step === 'text') && style !== 'text') return { ...draft, style: 'text' };
  return undefined;
}

/**
 * Sends a message to a response_url.
 *
 * @throws RefusedByUrlError where Slack does not take it; what the network throws
 */
export async function sendToUrl(url: string, message: object, send: typeof fetch): Promise<void> {
  const body = JSON.stringify(message);
  const response = await send(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  const said = await response.text();
  const reason = /^\s*\{/.test(said)
    ? /"error"\s*:\s*"([a-z_]+)"/.exec(said)?.[1]
    : /^([a-z_]{3,60})\s*$/.exec(said)?.[1];
  const refused = !response.ok || /^\s*\{\s*"ok"\s*:\s*false/.test(said);
  if (refused) throw new RefusedByUrlError(reason ?? 'no_reason', response.status);
}
