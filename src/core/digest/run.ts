import type { Card } from '../model/card.ts';
import { errorName, isFinalRefusal, RetryLaterError, refusalFacts, UnknownOutcomeError } from '../model/errors.ts';
import type { Zones } from '../time/zones.ts';
import type { DigestLine, DigestStore } from './ledger.ts';
import { type DigestWeek, weekDue } from './week.ts';

const minute = 60_000;
/** Maximum delay of a digest, in milliseconds; a later one is skipped, and the next one reports it. */
const lateMs = 24 * 60 * minute;
/**
 * Time after which a replica still sending a digest is assumed dead, in milliseconds. Longer than any request takes.
 */
const handMs = 10 * minute;
/** First wait after a failure, in milliseconds; it doubles. */
const retryMs = 5 * minute;
const retryMostMs = 60 * minute;

export interface DigestRunParts {
  digests: DigestStore;
  zones: Zones;
  /** Returns the week's digest; undefined if there is nothing to report. */
  draw: (week: DigestWeek, now: number) => Promise<Card | undefined>;
  /** Sends to the editors' channel; throws as a Messenger does. */
  send: (card: Card, key: string) => Promise<void>;
  log: (event: string, fields: Record<string, unknown>) => void;
  /** Logs a digest that was not sent. */
  warn: (event: string, fields: Record<string, unknown>) => void;
}

/** Returns the time of the next attempt after a digest that did not arrive. */
function retryAt(error: unknown, attempts: number, now: number): number {
  if (error instanceof RetryLaterError) return now + error.afterMs;
  return now + Math.min(retryMs * 2 ** Math.min(attempts, 10), retryMostMs);
}

/**
 * Creates the run that sends a due digest once over all replicas and restarts: it is claimed in the store before it is
 * sent, and a claim whose process died, or whose outcome is unknown, is never repeated. A digest that did not arrive is
 * retried for a day.
 */
export function createDigestRun({ digests, zones, draw, send, log, warn }: DigestRunParts) {
  const deliver = async (week: DigestWeek, card: Card, attempts: number, now: number): Promise<void> => {
    if (!(await digests.take(week.id, now))) return;
    try {
      await send(card, `digest/${week.id}`);
    } catch (error) {
      const fields = {
        week: week.id,
        kind: errorName(error),
        // The platform's reason for an unusable channel holds no personal data.
        ...(isFinalRefusal(error) && { reason: error.message }),
        ...refusalFacts(error)
      };
      if (error instanceof UnknownOutcomeError) {
        await digests.settle(week.id, 'sending', 'unsure', now);
        warn('digest.unsure', fields);
      } else {
        const tryAt = retryAt(error, attempts, now);
        await digests.settle(week.id, 'sending', 'failed', now, tryAt);
        warn('digest.deferred', { ...fields, attempts: attempts + 1, tryAt: new Date(tryAt).toISOString() });
      }
      return;
    }
    await digests.settle(week.id, 'sending', 'sent', now);
    log('digest.sent', { week: week.id });
  };

  const tooLate = async (week: DigestWeek, line: DigestLine | undefined, now: number): Promise<void> => {
    const state = line || (await draw(week, now)) ? 'skipped' : 'silent';
    if ((await digests.settle(week.id, line?.state, state, now)) && state === 'skipped') {
      warn('digest.skipped', { week: week.id, dueAt: new Date(week.dueAt).toISOString() });
    }
  };

  return async (now: number): Promise<void> => {
    const week = weekDue(now, zones);
    const line = await digests.find(week.id);
    if (line?.state === 'sending' && now - line.at > handMs) {
      if (await digests.settle(week.id, 'sending', 'unsure', now)) warn('digest.unsure', { week: week.id });
      return;
    }
    if (line && line.state !== 'failed') return;
    if (now - week.dueAt > lateMs) return tooLate(week, line, now);
    if (line?.tryAt !== undefined && line.tryAt > now) return;
    const card = await draw(week, now);
    if (card) await deliver(week, card, line?.attempts ?? 0, now);
    else await digests.settle(week.id, line?.state, 'silent', now);
  };
}
