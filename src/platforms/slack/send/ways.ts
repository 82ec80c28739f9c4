import type { WebClient } from '@slack/web-api';
import type { Card } from '../../../core/model/card.ts';
import type { Reply } from '../../../core/model/reply.ts';
import type { Logger } from '../../../observability/logger.ts';
import type { ReplyOutcome } from '../../../observability/platform-metrics.ts';
import type { BodyStyle } from '../render/render.ts';
import type { ShownTopic } from '../render/views.ts';
import { errorCodes, type NextStep } from '../transport/error-codes.ts';
import { waitAsked } from '../transport/faults.ts';
import type { Echoes } from './echoes.ts';
import { nextStep, notSlack, RefusedByUrlError, refusalName } from './refusals.ts';

/** Dependencies of sending a reply. */
export interface Tools {
  client: WebClient;
  /** Sends to a response_url. */
  fetch: typeof fetch;
  logger: Logger;
  /** Called with the outcome of each reply. */
  replied: (outcome: ReplyOutcome) => void;
  /** Returns what the bot is called, for the windows that hold an answer. */
  name: () => string;
  /** The topics that the look-up filters by. */
  topics: () => readonly ShownTopic[];
  /** Milliseconds since 1970. */
  now: () => number;
  /** Wait in milliseconds where Slack limits the rate without naming a time. */
  unsaidWaitMs: number;
  /** The longest wait in milliseconds for one way, while others are left. */
  wayWaitMs: number;
  /** Waits for a rate limit, beside the limit of requests under way. */
  rest: (ms: number) => Promise<void>;
  posted: Echoes['posted'];
}

/** A card in the form of one call. */
export interface Draft {
  card: Card;
  style: BodyStyle;
  /** Id by which Slack may recognise a repeat; absent once Slack refused it. */
  id?: string;
  /** True where Slack refused the message itself in the place that it was meant for. */
  unfit?: true;
  /** True where it may have arrived in the place that it was meant for. */
  unclear?: true;
}

/** One way to show a card to its asker. */
export interface Way {
  /** Name for the log and the figures. */
  name: string;
  /** Place of the way: ways of the same place are refused together, except for refusals of one thread. */
  place: 'here' | 'alone' | 'card' | 'url' | 'above' | 'view' | 'direct' | 'home';
  send(draft: Draft): Promise<unknown>;
}

/**
 * Maximum number of rate limit waits in one try of all ways, and of further such tries, which wait an hour at most over
 * all: an answer that is late is better than none.
 */
const patience = { times: 3, tries: 5, lastMs: 60 * 60_000 };

/**
 * Shows a card by the first way that Slack accepts. After a refusal of the message's form the same way is tried in a
 * plainer form; otherwise the next place is tried. After an unclear answer the same is sent once more, since a second
 * copy does less harm than none; once a reply, whatever the number of ways. Where Slack limits the rate of the last way
 * left too, all are tried again after that time.
 *
 * @param ways returns the ways, the best first
 * @returns false where every way was refused, which is logged and counted as `lost`
 */
export async function sendByWays(reply: Reply, ways: () => Iterable<Way>, id: string, tools: Tools): Promise<boolean> {
  const { logger, replied, rest } = tools;
  const budget = { again: 1, waits: 0 };
  let waited = 0;
  for (let tries = 0; ; tries += 1) {
    budget.waits = patience.times;
    const { shown, tried, waitMs } = await tryWays(reply, ways, id, tools, budget);
    if (shown) return true;
    if (waitMs === undefined || tries === patience.tries || waited + waitMs > patience.lastMs) {
      replied('lost');
      logger.error('slack.reply.lost', { tried });
      return false;
    }
    logger.warn('slack.reply.delayed', { waitMs });
    waited += waitMs;
    await rest(waitMs);
  }
}

/** Repeats of one reply that are left after an unclear answer, and waits that are left in one try of all ways. */
interface Budget {
  again: number;
  waits: number;
}

/** Tries every way once; `waitMs` is the shortest wait that Slack asked for where it would take the reply later. */
async function tryWays(
  reply: Reply,
  ways: () => Iterable<Way>,
  id: string,
  tools: Tools,
  budget: Budget
): Promise<{ shown: boolean; tried: number; waitMs?: number }> {
  const { logger, replied } = tools;
  const waits: number[] = [];
  const closed = new Set<Way['place']>();
  let tokenRefused = false;
  let unfit = false;
  let unclear = false;
  let tried = 0;
  for (const way of ways()) {
    if (closed.has(way.place) || (tokenRefused && way.place !== 'url')) continue;
    tried += 1;
    try {
      await attempt(
        way,
        { card: reply.card, style: 'native', id, ...(unfit && { unfit }), ...(unclear && { unclear }) },
        budget,
        tools
      );
      replied(tried === 1 ? 'first' : 'other');
      if (tried > 1) logger.info('slack.reply.rerouted', { way: way.name, tried });
      return { shown: true, tried };
    } catch (error) {
      const step = nextStep(error);
      if (step === 'wait') waits.push(waitAsked(error, tools.unsaidWaitMs) ?? tools.unsaidWaitMs);
      const [reason, fix] = [refusalName(error), errorCodes[refusalName(error)]?.fix];
      logger.warn('slack.reply.refused', { way: way.name, reason, step, ...(fix && { fix }) });
      unfit ||= step === 'plainer' || step === 'text';
      unclear ||= step === 'again';
      if (step === 'no-token') tokenRefused = true;
      else if (step !== 'other-thread') closed.add(way.place);
    }
  }
  return { shown: false, tried, ...(waits.length > 0 && { waitMs: Math.min(...waits) }) };
}

/** Sends by one way, fixing what Slack refuses. Rejects with the last refusal. */
async function attempt(way: Way, first: Draft, budget: Budget, tools: Tools): Promise<void> {
  let draft = first;
  let unclear = false;
  for (;;) {
    try {
      await way.send(draft);
      return;
    } catch (error) {
      const step = nextStep(error);
      // The copy that was sent before arrived after all.
      if (unclear && refusalName(error) === 'duplicate_client_msg_id') return;
      const mended = mend(draft, step);
      // A trigger opens a window within three seconds, and not after a wait.
      const wait = step === 'wait' && way.place !== 'above' ? waitAsked(error, tools.unsaidWaitMs) : undefined;
      if (wait !== undefined && wait <= tools.wayWaitMs && budget.waits > 0) {
        budget.waits -= 1;
        await tools.rest(wait);
      } else if (step === 'again' && budget.again > 0) {
        budget.again -= 1;
        unclear = true;
      } else if (mended) {
        tools.logger.debug('slack.reply.mended', { way: way.name, reason: refusalName(error), step });
        draft = mended;
      } else {
        throw error;
      }
    }
  }
}

/** Returns the draft in the form that the refusal requires; undefined where it has that form already. */
function mend(draft: Draft, step: NextStep): Draft | undefined {
  const { id, style, ...rest } = draft;
  if (step === 'without-id') return id === undefined ? undefined : { ...rest, style };
  if (step === 'plainer' && style === 'native') return { ...draft, style: 'classic' };
  if ((step === 'plainer' || step === 'text') && style !== 'text') return { ...draft, style: 'text' };
  return undefined;
}

/** Matches what a response_url says of a message that it took: `ok`, or the same as JSON. */
const tookIt = /^\s*(?:$|ok\b|\{\s*"ok"\s*:\s*true)/;

/**
 * Sends a message to a response_url.
 *
 * @throws RefusedByUrlError where Slack refuses it, or something else answered, such as a proxy with a page of its own;
 * network errors as they are
 */
export async function sendToUrl(url: string, message: object, send: typeof fetch): Promise<void> {
  const body = JSON.stringify(message);
  const response = await send(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  const said = await response.text();
  if (response.ok && tookIt.test(said)) return;
  const isSlacks = /^\s*\{\s*"ok"\s*:\s*false/.test(said);
  const reason = /^\s*\{/.test(said)
    ? /"error"\s*:\s*"([a-z_]+)"/.exec(said)?.[1]
    : /^([a-z_]{3,60})\s*$/.exec(said)?.[1];
  throw new RefusedByUrlError(reason ?? (response.ok && !isSlacks ? notSlack : 'no_reason'), response.status);
}
