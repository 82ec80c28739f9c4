import { ConversationGoneError, RetryLaterError, UnknownOutcomeError } from '../model/errors.ts';
import { hash } from '../model/hash.ts';
import type { Claim, DeliveryOutcome } from './ledger.ts';
import type { Timings } from './timings.ts';

/** What became of asking the far side, and of the delivery. */
export interface Failure {
  outcome: DeliveryOutcome;
  /** The far side asked the whole tenant to wait this many milliseconds. */
  pauseMs?: number;
  /** The conversation is closed for good. */
  gone?: boolean;
}

/** Doubling waits with half of each left to chance, as told by the delivery and not by a die. */
export function backOff(deliveryId: string, attempts: number, { retry, retryMost }: Timings): number {
  const whole = Math.min(retry * 2 ** Math.min(attempts, 20), retryMost);
  return Math.round(whole / 2 + (whole / 2) * (hash(`${deliveryId} ${attempts}`) / 2 ** 32));
}

/** An error's kind for the ledger: never its text, which may hold what a person wrote. */
function kindOf(error: unknown): string {
  const { name = 'Error', code } = (error ?? {}) as { name?: string; code?: unknown };
  return typeof code === 'string' ? `${name} ${code}` : name;
}

/**
 * What to write after a failed request. Refused for now: again later. Refused for good: the end. No answer: ask the far
 * side what it holds (`schedule`), ask once more with the same key where that is allowed, or leave it at "not sure".
 *
 * @param repeat whether a post without an answer may be sent once more
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
    // Claimed as `asked`, it has been sent once more already.
    if (repeat && delivery.state === 'planned')
      return { outcome: { state: 'asked', tryAt: now + timings.unknown, reason } };
    return { outcome: { state: 'unsure', reason } };
  }
  const tryAt = now + backOff(delivery.id, delivery.attempts, timings);
  return { outcome: { state: 'planned', tryAt, reason: kindOf(error) } };
}
