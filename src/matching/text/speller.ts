import { BoundedMap } from '../../core/model/bounded-map.ts';
import { slipCost } from './slips.ts';
import { functionWords } from './text.ts';

/** Repairs unknown words, and words that the knowledge itself holds only as a misspelling. */
export interface Speller {
  /**
   * Returns the word that was most likely meant, or undefined where the word stands for itself.
   *
   * @param before the word before it in the message, and the word after it
   * @param mayBeName true for a word that may be a person's name: it is repaired only where a slip is likelier
   */
  repair(word: string, before?: string, after?: string, mayBeName?: boolean): string | undefined;
  /** Reads the words that were added. */
  follow(): void;
}

const shortestWord = 3;
/** Maximum number of occurrences of a word in the knowledge that may still be a slip: questions are stored as people type them. */
const rareWord = 2;
/** Minimum number of occurrences of a common word of the knowledge. */
const commonWord = 12;
/** Maximum cost of the slips in a word of at least so many letters, for any meant word and for one that is common in the knowledge. */
const mostCost = [
  { letters: 8, any: 2.5, common: 2.5 },
  { letters: 5, any: 1.5, common: 1.7 },
  { letters: 4, any: 1.3, common: 1.5 },
  { letters: 3, any: 0, common: 1 }
] as const;
/**
 * Maximum cost of the slips in a word that may be a name, for any meant word that is not rare and for one that is common: one slip, in a long word
 * two. "Gyde" and "Teemu" are names, "Giude" and "Temapltae" are slips.
 */
const mostInName = [
  { letters: 8, any: 1.5, common: 1.5 },
  { letters: 5, any: 0.8, common: 1 },
  { letters: 3, any: 0.8, common: 0.8 }
] as const;
/** Cost up to which a word differs by one slip; above it by two. */
const twoSlips = 1.4;
/** Cost taken off for each tenfold number of uses of the meant word. */
const commonness = 0.2;
/** Cost taken off for each neighbour of the word that the knowledge holds beside the meant word. */
const besideNeighbour = 0.4;
/** A word of this rank or commoner is everyday English and is not taken for a misspelling: "sad" is not "said". */
const everydayRank = 12_000;
/** A rarer word of the table is taken for a misspelling only of a word that stands so many times further up by frequency: `frist` for `first`. */
const farCommoner = 250;
/** Maximum number of candidates that are compared with the neighbours, and of words whose candidates are remembered. */
const mostMeant = 6;
const mostRemembered = 5000;

/** A word that may be meant, and the cost of choosing it: the lowest is chosen. */
interface Meant {
  word: string;
  cost: number;
  /** Cost of the slips alone. */
  slips: number;
}

/** Returns the letters of a word as bits. */
const lettersOf = (word: string): number => {
  let letters = 0;
  for (let i = 0; i < word.length; i++) letters |= 1 << ((word.charCodeAt(i) - 97) & 31);
  return letters;
};
/** Returns true where more than one or two bits of a number are set. */
const hasMore = (bits: number, most: 1 | 2): boolean => {
  const others = bits & (bits - 1);
  return (most === 1 ? others : others & (others - 1)) !== 0;
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
  /** Words and the letters of each, by length. */
  const byLength: { words: string[]; letters: number[] }[] = [];
  const remembered = new BoundedMap<string, readonly Meant[]>(mostRemembered);
  let read = 0;
  const add = (word: string): void => {
    if (word.length < shortestWord || /\d/.test(word)) return;
    byLength[word.length] ??= { words: [], letters: [] };
    const own = byLength[word.length]!;
    own.words.push(word);
    own.letters.push(lettersOf(word));
  };
  const readWords = (): void => {
    for (; read < words.length; read++) add(words[read]!);
  };
  readWords();
  for (const word of functionWords) if (countOf(word) === 0) add(word);

  const search = (word: string): readonly Meant[] => {
    const wordRank = rankOf(word);
    if (wordRank >= 0 && wordRank < everydayRank) return [];
    const limit = mostCost.find(({ letters }) => word.length >= letters)!;
    const isHeld = countOf(word) > 0;
    const letters = lettersOf(word);
    const most = isHeld ? 1 : limit.common;
    const edits = most < twoSlips ? 1 : 2;
    const found: Meant[] = [];
    for (let length = word.length - edits; length <= word.length + edits; length++) {
      const own = byLength[length];
      for (let i = 0; own && i < own.words.length; i++) {
        const others = own.letters[i]!;
        // Each slip takes away one letter at most, and brings in one at most.
        if (hasMore(letters & ~others, edits) || hasMore(others & ~letters, edits)) continue;
        const meant = own.words[i]!;
        if (meant === word) continue;
        const cost = slipCost(word, meant, most);
        if (cost > most) continue;
        const uses = countOf(meant);
        if (uses === 0 && !isKnown(meant) && !functionWords.has(meant)) continue;
        if ((cost > limit.any || isHeld) && uses < commonWord) continue;
        if (word.length === shortestWord && meant.length === shortestWord) continue;
        found.push({ word: meant, cost: cost - commonness * Math.log10(1 + uses), slips: cost });
      }
    }
    const isFarCommoner = (rank: number): boolean => rank >= 0 && wordRank >= farCommoner * (rank + 1);
    return found
      .filter(({ word: meant }) => wordRank < 0 || isFarCommoner(rankOf(meant)))
      .sort((a, b) => a.cost - b.cost)
      .slice(0, mostMeant);
  };

  /** Returns true where a word that may be a name is likelier a slip of another. */
  const isSlip = (word: string, { word: meant, slips }: Meant): boolean => {
    const limit = mostInName.find(({ letters }) => word.length >= letters)!;
    const uses = countOf(meant);
    return uses > rareWord && slips <= (uses < commonWord ? limit.any : limit.common);
  };

  return {
    follow() {
      readWords();
      remembered.clear();
    },
    repair(word, before, after, mayBeName = false) {
      if (word.length < shortestWord || /\d/.test(word)) return undefined;
      const uses = countOf(word);
      // Abbreviations of the synonyms are written out where they are read: no text holds them.
      if (uses > rareWord || (uses === 0 && isKnown(word))) return undefined;
      let found = remembered.get(word);
      if (!found) {
        found = search(word);
        remembered.set(word, found);
      }
      let best: string | undefined;
      let least = Number.POSITIVE_INFINITY;
      for (const one of found) {
        const { word: meant, cost } = one;
        if (mayBeName && !isSlip(word, one)) continue;
        const beside =
          Number(before !== undefined && isPair(before, meant)) + Number(after !== undefined && isPair(meant, after));
        if (cost - besideNeighbour * beside >= least) continue;
        least = cost - besideNeighbour * beside;
        best = meant;
      }
      return best;
    }
  };
}
