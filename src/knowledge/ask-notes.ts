import type { Entry, Knowledge } from '../core/model/entry.ts';
import { wordingKey } from './cross-check.ts';

/** Fewest phrasings with which an entry is found reliably; about twenty are plenty. */
const enough = 5;

/** Returns the longer words of a question, in a fixed order. */
const wordsOf = (ask: string): string =>
  [
    ...new Set(
      wordingKey(ask)
        .split(' ')
        .filter((word) => word.length > 3)
    )
  ]
    .sort()
    .join(' ');

/** Returns entries that are hard to find: with few phrasings, or with many that only reorder the same words. */
export function askNotes({ entries }: Knowledge): { entry: Entry; message: string }[] {
  return [...entries.values()].flatMap((entry) => {
    const { asks, id, status } = entry;
    if (status === 'draft') return [];
    if (asks.length < enough) {
      const message = `${asks.length} ${asks.length === 1 ? 'way' : 'ways'} of asking; people put it in many more. Add some to asks, or one a line to wordings/${id}.txt: about twenty are plenty.`;
      return [{ entry, message }];
    }
    const different = new Set(asks.map(wordsOf)).size;
    if (different * 2 > asks.length) return [];
    const message = `Of ${asks.length} ways of asking only ${different} differ in their words. Add some that put it otherwise.`;
    return [{ entry, message }];
  });
}
