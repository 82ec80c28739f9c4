import type { Entry, Knowledge } from '../core/model/entry.ts';
import { wordingKey } from './settle-asks.ts';

/**
 * Of 100 questions of public sets that an entry answers, for how many it came first, and how many were declined, by the number of
 * ways of asking an entry had: `npm run bench -- --public DIR --curve`.
 */
const learningCurve = [
  { ways: 1, first: 53, declined: 30 },
  { ways: 2, first: 56, declined: 27 },
  { ways: 3, first: 62, declined: 19 },
  { ways: 5, first: 66, declined: 18 },
  { ways: 7, first: 70, declined: 16 },
  { ways: 10, first: 74, declined: 14 }
] as const;
/** Fewer ways of asking are told. */
const enough = 8;

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
export function askNotes({ entries, reworded = [] }: Knowledge): { entry: Entry; message: string }[] {
  return [...entries.values()].flatMap((entry) => {
    const { asks, id, status } = entry;
    // A contact for topics is found by its topic; an entry whose questions a later layer took needs none.
    if (status === 'draft' || entry.for || (asks.length === 0 && reworded.includes(id))) return [];
    if (asks.length < enough) {
      const seen = learningCurve.findLast(({ ways }) => ways <= Math.max(1, asks.length))!;
      const many = learningCurve.at(-1)!;
      const ways = asks.length === 0 ? 'No way' : `${asks.length} ${asks.length === 1 ? 'way' : 'ways'}`;
      const message = `${ways} of asking. On public question sets, with ${seen.ways} an entry, the right entry came first for ${seen.first} in 100 questions and ${seen.declined} were declined; with ${many.ways}, ${many.first} and ${many.declined}. Add some to asks, or one a line to wordings/${id}.txt.`;
      return [{ entry, message }];
    }
    const different = new Set(asks.map(wordsOf)).size;
    if (different * 2 > asks.length) return [];
    const message = `Of ${asks.length} ways of asking only ${different === 1 ? '1 differs in its' : `${different} differ in their`} words. Add some that put it otherwise.`;
    return [{ entry, message }];
  });
}
