import type { QuestionStore } from '../core/model/store.ts';
import { dayMs } from '../core/time/calendar.ts';

/** Period over which answers are counted, in milliseconds. */
const countedMs = 90 * dayMs;
const keptMs = 60 * 60_000;

/**
 * Creates a counter of how often each entry was the answer in the last 90 days, updated at most once an hour, so that
 * lists begin with what people use.
 *
 * @param now milliseconds since 1970
 * @returns a function that returns the count by entry id
 */
export function createUses(
  questions: Pick<QuestionStore, 'since'>,
  now: () => number
): () => Promise<ReadonlyMap<string, number>> {
  let counted: { at: number; counts: Promise<ReadonlyMap<string, number>> } | undefined;
  const count = async (): Promise<ReadonlyMap<string, number>> => {
    const counts = new Map<string, number>();
    for (const { outcome, entryId } of await questions.since(now() - countedMs)) {
      if (outcome === 'answer' && entryId !== undefined) counts.set(entryId, (counts.get(entryId) ?? 0) + 1);
    }
    return counts;
  };
  return () => {
    if (!counted || Math.abs(now() - counted.at) > keptMs) {
      const fresh = { at: now(), counts: count() };
      counted = fresh;
      fresh.counts.catch(() => {
        if (counted === fresh) counted = undefined;
      });
    }
    return counted.counts;
  };
}
