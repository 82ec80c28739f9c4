import { BoundedMap } from '../../core/model/bounded-map.ts';
import { oneSlipAway, slipCost } from './slips.ts';
import { functionWords } from './text.ts';

/** Repairs unknown words, and words that the knowledge itself holds only as a misspelling. */
export interface Speller {
  /**
   * Returns the word that was most likely meant, or undefined where the word stands for itself.
   *
   * @param before the word before it in the message, and the word after it
   */
  repair(word: string, before?: string, after?: string): string | undefined;
  /** Reads the words that were added. */
  follow(): void;
}

const shortestWord = 3;
/** Maximum number of words whose likely meanings are remembered. */
const mostRemembered = 5000;
/** Maximum number of occurrences of a word in the knowledge that may still be a slip: questions are stored as people type them. */
const rareWord = 2;
/** Minimum number of occurrences of a common word of the knowledge. */
const commonWord = 12;
/** Maximum cost of the slips in a word of at least so many letters, for any meant word and for one that is common in the knowledge. */
const mostCost = [
  { letters: 8, any: 2.5, common: 2.5 },
  { letters: 5, any: 1.5, common: 2 },
  { letters: 4, any: 1.3, common: 1.5 },
  { letters: 3, any: 0, common: 1 }
] as const;
/** Additional cost of another first letter, which is seldom mistyped, unless it was swapped with the second. */
const otherStart = 0.3;
/** Cost taken off for each tenfold number of uses of the meant word. */
const commonness = 0.2;
/** Additional cost of an English word that the knowledge does not hold. */
const ofKnowledge = 0.3;
/** Cost taken off for each neighbour of the word that the knowledge holds beside the meant word. */
const besideNeighbour = 0.4;
/** Maximum number of candidates that are compared with the neighbours. */
const mostMeant = 6;
/** Number of uses assumed of the commonest English word; a word's own is this divided by its rank (Zipf's law). */
const englishUses = 20_000;
/** A word of this rank or commoner is everyday English and is not taken for a misspelling. */
const everydayRank = 12_000;
/**
 * A rarer word of the table is taken for a misspelling only of a word that begins alike and stands so many times further up by
 * frequency (`frist` for `first`), or so many times where the knowledge holds that word beside the same neighbour. Of 55 words of the
 * table that were repaired in the golden questions without this, 51 were meant as written (`gran`, `font`, `stool`).
 */
const farCommoner = 250;
const farCommonerBeside = 60;
/** Minimum number of letters of a word that is repaired to an English word outside the knowledge, and of that English word. */
const shortestEnglish = 5;
const shortestMeant = 3;

/** The words of one length, each with the set of its letters as bits. */
interface Length {
  words: string[];
  letters: number[];
}

/** A word that may be meant, and the cost of choosing it: the lowest is chosen. */
interface Meant {
  word: string;
  cost: number;
}

const lettersOf = (word: string): number => {
  let letters = 0;
  for (let i = 0; i < word.length; i++) letters |= 1 << ((word.charCodeAt(i) - 97) & 31);
  return letters;
};
/** Counts the bits of a number that are set. */
const bits = (n: number): number => {
  const pairs = n - ((n >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

/**
 * Creates a speller.
 *
 * @param words of the knowledge, to which others may be added
 * @param countOf returns how often the knowledge holds a word as it is written
 * @param isKnown returns true for a word of the knowledge or its synonyms; others are those of removed documents
 * @param isPair returns true for two words that stand beside each other in the knowledge
 * @param rankOf returns the place of an English word by frequency, or -1
 */
export function createSpeller(
  words: readonly string[],
  countOf: (word: string) => number,
  isKnown: (word: string) => boolean,
  isPair: (first: string, second: string) => boolean,
  rankOf: (word: string) => number
): Speller {
  const lengths: Length[] = [];
  const remembered = new BoundedMap<string, readonly Meant[]>(mostRemembered);
  let read = 0;
  const add = (word: string): void => {
    lengths[word.length] ??= { words: [], letters: [] };
    const own = lengths[word.length]!;
    own.words.push(word);
    own.letters.push(lettersOf(word));
  };
  const readWords = (): void => {
    for (; read < words.length; read++)
      if (words[read]!.length >= shortestWord && !/\d/.test(words[read]!)) add(words[read]!);
  };
  readWords();
  for (const word of functionWords) if (word.length >= shortestWord && countOf(word) === 0) add(word);

  const search = (word: string): readonly Meant[] => {
    const limit = mostCost.find(({ letters }) => word.length >= letters)!;
    const own = countOf(word);
    const letters = lettersOf(word);
    const found: Meant[] = [];
    const costOf = (meant: string, most: number): number => {
      const cost = slipCost(word, meant, most);
      const starts = word[0] === meant[0] || (word[0] === meant[1] && word[1] === meant[0]);
      return cost + (starts ? 0 : otherStart);
    };
    const most = own > 0 ? 1 : limit.common;
    const edits = most < 1.4 ? 1 : 2;
    for (let length = word.length - edits; length <= word.length + edits; length++) {
      const near = lengths[length];
      if (!near) continue;
      for (let n = 0; n < near.words.length; n++) {
        const others = near.letters[n]!;
        // Each slip takes away one letter at most, and brings in one at most.
        if (bits(letters & ~others) > edits || bits(others & ~letters) > edits) continue;
        const meant = near.words[n]!;
        if (meant === word) continue;
        const cost = costOf(meant, most);
        if (cost > most) continue;
        const uses = countOf(meant);
        if (uses === 0 && !isKnown(meant) && !functionWords.has(meant)) continue;
        if ((cost > limit.any || own > 0) && uses < commonWord) continue;
        if (word.length === shortestWord && meant.length === shortestWord) continue;
        found.push({ word: meant, cost: cost - commonness * Math.log10(1 + uses) });
      }
    }
    if (own === 0 && word.length >= shortestEnglish && /^[a-z]+$/.test(word) && rankOf(word) < 0) {
      for (const meant of oneSlipAway(word)) {
        const rank = meant.length < shortestMeant ? -1 : rankOf(meant);
        if (rank < 0 || countOf(meant) > 0) continue;
        const uses = englishUses / (rank + 1);
        found.push({ word: meant, cost: costOf(meant, 2) + ofKnowledge - commonness * Math.log10(1 + uses) });
      }
    }
    return found.sort((a, b) => a.cost - b.cost).slice(0, mostMeant);
  };

  /** Abbreviations of the synonyms are written out where they are read: no text holds them. */
  const isAbbreviation = (word: string): boolean => countOf(word) === 0 && isKnown(word);
  const mayMean = (word: string, meant: string, isBeside: boolean): boolean => {
    const [rank, other] = [rankOf(word), rankOf(meant)];
    if (rank < 0) return true;
    const far = isBeside ? farCommonerBeside : farCommoner;
    return rank >= everydayRank && other >= 0 && rank >= far * (other + 1) && word[0] === meant[0];
  };

  return {
    follow() {
      readWords();
      remembered.clear();
    },
    repair(word, before, after) {
      if (word.length < shortestWord || /\d/.test(word) || isAbbreviation(word) || countOf(word) > rareWord)
        return undefined;
      let found = remembered.get(word);
      if (!found) {
        found = search(word);
        remembered.set(word, found);
      }
      let best: string | undefined;
      let least = Number.POSITIVE_INFINITY;
      for (const { word: meant, cost } of found) {
        const held =
          Number(before !== undefined && isPair(before, meant)) + Number(after !== undefined && isPair(meant, after));
        if (cost - besideNeighbour * held >= least || !mayMean(word, meant, held > 0)) continue;
        least = cost - besideNeighbour * held;
        best = meant;
      }
      return best;
    }
  };
}
