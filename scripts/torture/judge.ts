import type { Delivery } from '../../src/core/tips/ledger.ts';
import type { TipRule } from '../../src/core/tips/rule.ts';
import { defaultRule } from '../../src/core/tips/wish.ts';
import { day } from '../../test/support/tips-world.ts';
import { type Ledger, tortureStart, tortureTimings } from './plan.ts';

/** A tip a day at 09:00. */
const tortureRule = { ...defaultRule('Etc/UTC'), frequency: 'daily' as const };

/** Returns the rule of a ledger: tips by the day, reminders on a list of days; the slots are the same. */
export function ruleOf(ledger: Ledger): TipRule {
  if (ledger === 'tips') return tortureRule;
  const dates = Array.from({ length: 300 }, (_, index) =>
    new Date(tortureStart + index * day).toISOString().slice(0, 10)
  );
  return { ...tortureRule, dates };
}

export interface Verdict {
  /** Slots that came. */
  tips: number;
  /** Seen more than once by people. */
  doubled: number;
  /** Not seen, and not on the list of those that nobody can be sure of. */
  lost: number;
  /** Seen or not, and on that list. */
  unsure: number;
  /** Left out because they were more than a day late, and reported so. Counted as lost, too. */
  late: number;
  /** Slots of which the report says what did not happen: posted and never seen, or left out and seen. */
  misreported: number;
}

/**
 * Compares slots with what was seen. The slots are worked out here, not taken from the ledger.
 *
 * @param ids of the subscriptions
 * @param keys of the tips people saw, one for each time
 * @param end of the trial, in torture time
 */
export function judge(
  ids: readonly string[],
  keys: readonly string[],
  rows: readonly Delivery[],
  end: number,
  ledger: Ledger
): Verdict {
  const word = ledger === 'tips' ? 'tip' : 'again';
  const seen = new Map<string, number>();
  for (const key of keys) seen.set(key, (seen.get(key) ?? 0) + 1);
  const states = new Map(rows.map(({ id, state }) => [`${word}/${id}`, state]));
  let [tips, lost, misreported] = [0, 0, 0];
  for (let at = tortureStart + tortureRule.time * 60_000; at + tortureTimings.spread < end; at += day) {
    const date = new Date(at).toISOString().slice(0, 10);
    for (const id of ids) {
      tips += 1;
      const key = `${word}/${id}/${date}`;
      const state = states.get(key);
      if (!seen.has(key) && state !== 'unsure') lost += 1;
      if (state !== 'unsure' && (state === 'sent') !== seen.has(key)) misreported += 1;
    }
  }
  const doubled = [...seen.values()].filter((times) => times > 1).length;
  const count = (wanted: Delivery['state']) => rows.filter(({ state }) => state === wanted).length;
  return { tips, doubled, lost, misreported, unsure: count('unsure'), late: count('skipped') };
}
