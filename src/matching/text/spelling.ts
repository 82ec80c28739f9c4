import Fuse from 'fuse.js';
import type { KinFinder } from './similar-words.ts';

/** Repairs words that nothing knows, and words that the knowledge itself has only by a slip of the pen. */
export interface Speller {
  /** The known word that was most likely meant, or undefined. */
  repair(word: string): string | undefined;
}

const shortestWord = 3;
/** Words of this length may be two slips away, shorter ones one. */
const longWord = 8;
/** From this length two slips are put right too, when the first letter stands and the word meant is a common one here. */
const middlingWord = 5;
const commonWord = 12;
/** A word the knowledge has this seldom may be a slip there too: questions are written down as people type them. */
const rareWord = 2;
/** Letter groups pick this many words for fuse.js: over the whole vocabulary it would take a hundred times as long. */
const shortlist = 24;

/**
 * @param count how often the knowledge holds a word; of two equally near the commoner is taken
 */
export function createSpeller(kin: KinFinder, count: (word: string) => number): Speller {
  const remembered = new Map<string, string | undefined>();
  const mayStand = (word: string, meant: string, slips: number): boolean => {
    if (count(word) > 0) return meant !== word && slips < 2 && count(meant) >= commonWord;
    if (word.length === shortestWord) return slips <= 1 && meant.length > shortestWord && count(meant) >= commonWord;
    if (slips < 2 || word.length >= longWord) return slips <= (word.length >= longWord ? 2.5 : 1.5);
    return slips === 2 && count(meant) >= commonWord;
  };
  return {
    repair(word) {
      if (word.length < shortestWord || /\d/.test(word) || count(word) > rareWord) return undefined;
      if (remembered.has(word)) return remembered.get(word);
      const most = word.length >= middlingWord ? 2 : 1;
      const near = kin.nearWords(word, shortlist).filter((other) => Math.abs(other.length - word.length) <= most);
      const fuse = new Fuse(near, { includeScore: true, threshold: 0.5, distance: 20 });
      const found = fuse
        .search(word)
        .map(({ item }) => ({ item, slips: slipsBetween(word, item, most) + (item[0] === word[0] ? 0 : 0.5) }))
        .filter(({ item, slips }) => mayStand(word, item, slips))
        .sort((a, b) => a.slips - b.slips || count(b.item) - count(a.item));
      if (remembered.size > 5000) remembered.clear();
      remembered.set(word, found[0]?.item);
      return found[0]?.item;
    }
  };
}

/** Optimal string alignment distance: letters dropped, added, changed or swapped; `most` + 1 when further apart. */
export function slipsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      let best = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, beforeLast[j - 2]! + 1);
      row.push(best);
    }
    if (Math.min(...row) > most) return most + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
