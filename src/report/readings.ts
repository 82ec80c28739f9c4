import { setImmediate } from 'node:timers/promises';
import type { Matcher } from '../core/model/matcher.ts';
import { stem } from '../matching/text/stem.ts';
import { isFunctionWord, wordsOf } from '../matching/text/text.ts';

/** What a wording asks for, as far as grouping needs to know. */
export interface Reading {
  /** Its words in one spelling: the same for those who write the same. */
  key: string;
  /** Whether what the knowledge says now answers it for sure. */
  settled: boolean;
  /** The words that carry its meaning, endings cut. */
  terms: readonly string[];
  /** The same words with what the matcher knows of each; empty where it cannot say. */
  senses: readonly Sense[];
  /** Entries that may be meant, with the confidence of each. */
  likely: ReadonlyMap<string, number>;
  /** The entry that comes nearest; absent where nothing does. */
  nearest?: { id: string; title: string; confidence: number };
}

/** One word of a wording, and what it means. */
export interface Sense {
  /** Its stem. */
  term: string;
  /** Features of the knowledge that it holds. */
  features: ReadonlySet<number>;
  vector?: Float32Array;
}

/** Below this confidence the nearest entry says nothing about what is meant. */
const tells = 0.2;
/** A wording is read in some milliseconds; so many are read at once before others have their turn. */
const atOnce = 4;

/** Kept while the same knowledge serves: reading is the costly part of a report, and a digest is drawn anew at each press. */
const known = new WeakMap<Matcher, Map<string, Reading>>();

function knownTo(matcher: Matcher): Map<string, Reading> {
  const readings = known.get(matcher) ?? new Map<string, Reading>();
  known.set(matcher, readings);
  return readings;
}

/** The key under which wordings are the same. */
export const keyOf = (text: string): string => wordsOf(text).join(' ') || text.trim();

/** Reads a wording, or remembers how it was read. */
export function readingOf(text: string, matcher: Matcher): Reading {
  const readings = knownTo(matcher);
  const before = readings.get(text);
  if (before) return before;
  const { matches, explanation, outcome } = matcher.find(text);
  const [best] = matches;
  const words = wordsOf(explanation.read || text).filter((word) => !isFunctionWord(word));
  const reading: Reading = {
    key: keyOf(text),
    settled: outcome === 'answer',
    terms: [...new Set(words.map(stem))],
    senses: sensesOf(text, matcher),
    likely: new Map(matches.map(({ entry, confidence }) => [entry.id, confidence])),
    ...(best &&
      best.confidence >= tells && {
        nearest: { id: best.entry.id, title: best.entry.title, confidence: best.confidence }
      })
  };
  readings.set(text, reading);
  return reading;
}

/** Returns what the matcher knows of each word of a text. */
function sensesOf(text: string, matcher: Matcher): Sense[] {
  const words = new Set(matcher.meaning?.(text).words);
  return [...words].map((word) => {
    const { features, vector } = matcher.meaning!(word);
    return { term: stem(word), features: new Set(features.keys()), ...(vector && { vector }) };
  });
}

/**
 * Reads wordings a few at a time, so that a report that is made while the bot runs holds up nobody's answer. What was
 * read before and is not among them is forgotten: no words stay in memory that the store has let go.
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
