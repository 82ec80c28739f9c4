import { ConversationGoneError, MessageRefusedError, RetryLaterError, UnknownOutcomeError } from '../model/errors.ts';
import { hash } from '../model/hash.ts';
import type { Claim, DeliveryOutcome } from './ledger.ts';
import type { Timings } from './timings.ts';

/** Outcome of a request to the remote API and of the delivery. */
export interface Failure {
  outcome: DeliveryOutcome;
  /** Time for which the remote API asked the whole tenant to wait, in milliseconds. */
  pauseMs?: number;
  /** True if the conversation is permanently closed. */
  gone?: boolean;
}

/** Returns a wait that doubles with each attempt, half of it varied by a hash of the delivery id instead of chance. */
function backOff(deliveryId: string, attempts: number, { retry, retryMost }: Timings): number {
  const whole = Math.min(retry * 2 ** Math.min(attempts, 20), retryMost);
  return Math.round(whole / 2 + (whole / 2) * (hash(`${deliveryId} ${attempts}`) / 2 ** 32));
}

/** Returns an error's kind for the ledger: never its text, which may hold a person's words. */
function kindOf(error: unknown): string {
  const { name = 'Error', code } = (error ?? {}) as { name?: string; code?: unknown };
  return typeof code === 'string' ? `${name} ${code}` : name;
}

/**
 * Returns the state to store after a failed request. Refused for now: retry later. Refused permanently: final. No
 * response: list the remote API's messages (`schedule`), repeat once with the same key where that is allowed, or leave
 * it as `unsure`.
 *
 * @param repeat whether a post without a response may be repeated once
 */
export function failureOf(
  error: unknown,
  { delivery }: Claim,
  way: 'post' | 'schedule',
  repeat: boolean,
  now: number,
  timings: Timings
): Failure {
  if (error instanceof RetryLaterError) {
    const tryAt = Math.ceil(now + error.afterMs + (hash(delivery.id) % 2000));
    return { outcome: { state: 'planned', tryAt, reason: 'asked to wait' }, pauseMs: error.afterMs };
  }
  if (error instanceof ConversationGoneError)
    return { outcome: { state: 'refused', reason: error.message }, gone: true };
  if (error instanceof UnknownOutcomeError) {
    const reason = 'no answer came';
    if (way === 'schedule') {
      const latest = Math.max(now, delivery.dueAt - timings.cutoff - timings.unknown);
      return { outcome: { state: 'asked', tryAt: Math.min(now + timings.unknown, latest), reason } };
    }
    // Claimed as `asked`, it has been repeated already.
    if (repeat && delivery.state === 'planned')
      return { outcome: { state: 'asked', tryAt: now + timings.unknown, reason } };
    return { outcome: { state: 'unsure', reason } };
  }
  const tryAt = now + backOff(delivery.id, delivery.attempts, timings);
  // An administrator's rule may be lifted within the day, and the channel's tips go on in any case.
  const reason = error instanceof MessageRefusedError ? error.message : kindOf(error);
  return { outcome: { state: 'planned', tryAt, reason } };
}
