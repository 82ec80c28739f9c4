import type { Messenger, ScheduledMessenger } from '../model/messenger.ts';
import { type Contents, emptyReason } from './contents.ts';
import type { Claim, DeliveryOutcome, TipStore } from './ledger.ts';
import { failureOf } from './outcome.ts';
import type { Pace } from './pace.ts';
import type { Timings } from './timings.ts';

export interface DeliveryParts {
  store: TipStore;
  contents: Contents;
  messengers: ReadonlyMap<string, Messenger | ScheduledMessenger>;
  /** Platforms on which a post without a response is repeated once: at least once, instead of at most once. */
  repeatOnUnknown: ReadonlySet<string>;
  pace: (platform: string) => Pace;
  timings: Timings;
  /** Called when a conversation is permanently closed to the bot. */
  gone: (claim: Claim, reason: string, now: number) => Promise<void>;
  /** Called for each error; the error holds no text written by people. */
  onFailure: (claim: Claim, error: unknown) => void;
}

function canSchedule(messenger: Messenger | ScheduledMessenger): messenger is ScheduledMessenger {
  return 'schedule' in messenger;
}

/**
 * Maximum number of attempts whose worker died before recording the outcome; after them the post is left as `unsure`.
 */
const mostAttempts = 5;

const tenantOf = ({ subscription: { conversation } }: Claim): string => conversation.tenant ?? conversation.address;

async function fail(
  claim: Claim,
  way: 'post' | 'schedule',
  error: unknown,
  now: number,
  parts: DeliveryParts
): Promise<DeliveryOutcome> {
  const { platform } = claim.subscription.conversation;
  const failure = failureOf(error, claim, way, parts.repeatOnUnknown.has(platform), now, parts.timings);
  parts.onFailure(claim, error);
  if (failure.pauseMs !== undefined) parts.pace(platform).pause(tenantOf(claim), failure.pauseMs);
  if (failure.gone) await parts.gone(claim, failure.outcome.reason ?? '', now);
  return failure.outcome;
}

/** Returns the time of the next check of a scheduled message: before its slot, and once after. */
function nextCheck(due: number, now: number, { checks, confirm }: Timings): number {
  const before = checks.map((ms) => due - ms).filter((at) => at > now);
  return Math.min(...before, due + confirm);
}

/** Sends a delivery, or has it scheduled, where it is time and the tenant's allowance permits it. */
async function ask(
  claim: Claim,
  messenger: Messenger | ScheduledMessenger,
  clock: () => number,
  parts: DeliveryParts
): Promise<DeliveryOutcome | undefined> {
  const { contents, timings } = parts;
  const { delivery, subscription } = claim;
  const { conversation } = subscription;
  const content = await contents.contentOf(claim);
  if (!content) return { state: 'skipped', reason: emptyReason };
  const tip = content.id;
  const key = `${contents.name}/${delivery.id}`;
  const ahead = delivery.dueAt - clock();
  const early = canSchedule(messenger) && ahead >= timings.cutoff;
  if (!early && ahead > 0) return { state: delivery.state, tryAt: delivery.dueAt, tip };
  const wait = Math.ceil(parts.pace(conversation.platform).reserve(tenantOf(claim), delivery.id));
  if (wait > 0) return { state: delivery.state, tryAt: clock() + wait, tip };

  const way = early ? 'schedule' : 'post';
  if (!(await parts.store.begin(claim, way, tip))) return undefined;
  try {
    const card = await content.card();
    if (early) {
      const remoteId = await messenger.schedule(conversation, card, key, delivery.dueAt);
      return { state: 'scheduled', remoteId, tryAt: nextCheck(delivery.dueAt, clock(), timings) };
    }
    return { state: 'sent', remoteId: await messenger.send(conversation, card, key) };
  } catch (error) {
    return fail(claim, way, error, clock(), parts);
  }
}

/**
 * Reconciles the messages scheduled at the remote API for this slot: keeps one, deletes the rest, schedules a missing
 * one.
 */
async function reconcile(
  claim: Claim,
  messenger: ScheduledMessenger,
  clock: () => number,
  parts: DeliveryParts
): Promise<DeliveryOutcome> {
  const { contents, timings } = parts;
  const { delivery, subscription } = claim;
  const { dueAt } = delivery;
  try {
    const waiting = await messenger.scheduled(subscription.conversation);
    const now = clock();
    const [first, ...extras] = waiting.filter(({ at }) => at === dueAt);
    const mendable = dueAt - now > timings.cutoff / 2;
    if (!first) {
      if (mendable) return { state: 'planned', tryAt: now };
      // Near its time a message is missing because it was lost or has just been posted: wait for the next check.
      if (now < dueAt + timings.confirm) return { state: delivery.state, tryAt: dueAt + timings.confirm };
      if (delivery.state === 'scheduled') return { state: 'sent' };
      return { state: 'unsure', reason: 'it may have been scheduled' };
    }
    if (mendable) {
      const withdrawn = (await contents.contentOf(claim))?.id !== delivery.tip;
      for (const { id } of withdrawn ? [first, ...extras] : extras) {
        await messenger.unschedule(subscription.conversation, id);
      }
      if (withdrawn) return { state: 'planned', tryAt: now };
    }
    if (now > dueAt + 15 * timings.confirm) return { state: 'unsure', reason: 'the far side still holds it' };
    const tryAt = now < dueAt ? nextCheck(dueAt, now, timings) : now + timings.confirm;
    return { state: 'scheduled', remoteId: first.id, tryAt };
  } catch (error) {
    return unreconciled(claim, error, clock(), parts);
  }
}

/** Returns the outcome where the remote API could not be asked for its scheduled messages. */
async function unreconciled(
  claim: Claim,
  error: unknown,
  now: number,
  { timings, onFailure, gone }: DeliveryParts
): Promise<DeliveryOutcome> {
  const { state, dueAt } = claim.delivery;
  const failure = failureOf(error, claim, 'schedule', false, now, timings);
  onFailure(claim, error);
  if (failure.gone) await gone(claim, failure.outcome.reason ?? '', now);
  if (failure.outcome.state === 'refused') return failure.outcome;
  if (now > dueAt + timings.catchUp) return { state: 'unsure', reason: 'the far side could not be asked' };
  const tryAt = failure.outcome.tryAt ?? now + timings.unknown;
  return { state, tryAt: now < dueAt ? Math.min(tryAt, nextCheck(dueAt, now, timings)) : tryAt };
}

async function step(claim: Claim, clock: () => number, parts: DeliveryParts): Promise<DeliveryOutcome | undefined> {
  const { timings } = parts;
  const { delivery, subscription } = claim;
  const { platform } = subscription.conversation;
  const messenger = parts.messengers.get(platform);
  const now = clock();
  if (delivery.state === 'planned') {
    if (subscription.state !== 'active') return { state: 'skipped', reason: subscription.state };
    if (now - delivery.dueAt > timings.catchUp) return { state: 'skipped', reason: delivery.reason ?? 'too late' };
    if (!messenger) return { state: 'planned', tryAt: now + timings.retryMost, reason: 'platform not connected' };
    return ask(claim, messenger, clock, parts);
  }
  if (!messenger) return { state: delivery.state, tryAt: now + timings.retryMost };
  if (delivery.way === 'schedule' && canSchedule(messenger)) return reconcile(claim, messenger, clock, parts);
  // The worker sent the request and died before recording the response.
  const mayRepeat = parts.repeatOnUnknown.has(platform) && delivery.attempts < mostAttempts;
  if (mayRepeat && now - delivery.dueAt <= timings.catchUp) return ask(claim, messenger, clock, parts);
  return { state: 'unsure', reason: delivery.reason ?? 'no answer came' };
}

/** Creates the function that takes a claimed delivery one step further. */
export function createDelivery(parts: DeliveryParts) {
  const { store } = parts;
  /** Outcomes that could not be stored yet. Held until the store accepts them, as no other process knows them. */
  const kept: { claim: Claim; outcome: DeliveryOutcome }[] = [];

  return {
    /**
     * Takes a claimed delivery one step further.
     *
     * @returns the delivery's new state; undefined when another worker has taken it over
     */
    async advance(claim: Claim, clock: () => number): Promise<DeliveryOutcome['state'] | undefined> {
      const outcome = await step(claim, clock, parts);
      if (!outcome) return undefined;
      try {
        return (await store.settle(claim, outcome)) ? outcome.state : undefined;
      } catch (error) {
        kept.push({ claim, outcome });
        throw error;
      }
    },
    /** Stores the held outcomes. Rejects while the store is still unavailable. */
    async settleKept(): Promise<void> {
      for (let next = kept[0]; next; next = kept[0]) {
        await store.settle(next.claim, next.outcome);
        kept.shift();
      }
    }
  };
}
