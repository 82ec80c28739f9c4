import { setImmediate } from 'node:timers/promises';
import type { Matcher } from '../core/model/matcher.ts';
import { functionWords, stem, wordsOf } from '../matching/text/text.ts';

/** Meaning of a wording, as far as grouping needs it. */
export interface Reading {
  /** Its words in normalised spelling: equal for equal wordings. */
  key: string;
  /** True if the current knowledge answers it for sure. */
  settled: boolean;
  /** The words that carry its meaning, endings cut. */
  terms: readonly string[];
  /** The same words with the matcher's features of each; empty if it has none. */
  senses: readonly Sense[];
  /** Direction of all its words together in the word table; absent if the table has none of them. */
  vector?: Float32Array;
  /** The entries and outside subjects near it, with a score for each. */
  near: ReadonlyMap<string, number>;
  /** The nearest entry; absent if there is none. */
  nearest?: { id: string; title: string; confidence: number };
}

/** One word of a wording, and its meaning. */
export interface Sense {
  /** Stem of the word. */
  term: string;
  /** Features of the knowledge that it activates. */
  features: ReadonlySet<number>;
  /** Weight of the word in the knowledge by its rarity; 0 where the knowledge does not hold it. */
  weight: number;
  /** Its direction in the word table. */
  vector?: Float32Array;
}

/** Least confidence at which the nearest entry indicates the meaning. */
const tells = 0.2;
/** Number of wordings read before yielding to other work; reading one takes some milliseconds. */
const atOnce = 4;

/**
 * Readings by matcher, kept while the same knowledge serves: reading is the costly part of a report, and a digest is
 * redrawn at each press.
 */
const known = new WeakMap<Matcher, Map<string, Reading>>();

function knownTo(matcher: Matcher): Map<string, Reading> {
  const readings = known.get(matcher) ?? new Map<string, Reading>();
  known.set(matcher, readings);
  return readings;
}

/** Returns the key under which wordings are the same. */
export const keyOf = (text: string): string => wordsOf(text).join(' ') || text.trim();

/** Reads a wording, or returns its earlier reading. */
export function readingOf(text: string, matcher: Matcher): Reading {
  const readings = knownTo(matcher);
  const before = readings.get(text);
  if (before) return before;
  const { matches, explanation, outcome } = matcher.find(text);
  const [best] = matches;
  const words = wordsOf(explanation.read || text).filter((word) => !functionWords.has(word));
  const meaning = matcher.meaning?.(text);
  const reading: Reading = {
    key: keyOf(text),
    settled: outcome === 'answer',
    terms: [...new Set(words.map(stem))],
    senses: sensesOf(meaning?.words ?? [], matcher),
    near: meaning?.near ?? new Map(),
    ...(meaning?.vector && { vector: meaning.vector }),
    ...(best &&
      best.confidence >= tells && {
        nearest: { id: best.entry.id, title: best.entry.title, confidence: best.confidence }
      })
  };
  readings.set(text, reading);
  return reading;
}

/** Returns the matcher's features of each word. */
function sensesOf(words: readonly string[], matcher: Matcher): Sense[] {
  return [...new Set(words)].map((word) => {
    const { features, vector } = matcher.meaning!(word);
    const weight = Math.max(0, ...features.values());
    return { term: stem(word), features: new Set(features.keys()), weight, ...(vector && { vector }) };
  });
}

/**
 * Reads wordings a few at a time, so that a report made while the bot runs delays no answers. Earlier readings that are
 * not among them are dropped: no words stay in memory that the store has deleted.
 */
export async function readAhead(texts: readonly string[], matcher: Matcher): Promise<void> {
  const wanted = new Set(texts);
  const readings = knownTo(matcher);
  for (const text of readings.keys()) if (!wanted.has(text)) readings.delete(text);
  let fresh = 0;
  for (const text of wanted) {
    if (readings.has(text)) continue;
    readingOf(text, matcher);
    fresh += 1;
    if (fresh % atOnce === 0) await setImmediate();
  }
}
