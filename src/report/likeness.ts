import type { Sense } from './readings.ts';

/** Features of a wording that are compared. */
export interface Comparable {
  senses: readonly Sense[];
  /** Weight of each word by its rarity among the wordings. */
  terms: ReadonlyMap<string, number>;
  likely: ReadonlyMap<string, number>;
}

/** Words that occur in most questions of the field, whatever their meaning. They count little. */
const general = new Set(
  'project projects improv qualiti qi work help need want find get make use do hospit ward team servic'.split(' ')
);
const generalShare = 0.15;
/** Cosine of two words of the table above which they are related. */
const unrelated = 0.2;
/** Likeness of words joined by a synonym of the knowledge. */
const joined = 0.9;
/** Likeness added if both have the same likely entries. */
const byEntries = 0.3;
/**
 * Least likeness at which two wordings ask for the same. Like the figures above it was chosen on 43 wordings of 11
 * meanings; those of `test/report/meaning.test.ts` decided between settings that were equal there.
 */
const alike = 0.3;

/** Returns how like two wordings are in meaning; 1 and more is alike. */
export function likenessInMeaning(a: Comparable, b: Comparable): number {
  let near = 0;
  for (const [id, confidence] of a.likely) near += Math.min(confidence, b.likely.get(id) ?? 0);
  return ((share(a, b) + share(b, a)) / 2 + byEntries * Math.min(1, near)) / alike;
}

/** Returns the share of a wording's weight that the other wording contains too, in the same or in related words. */
function share({ senses, terms }: Comparable, other: Comparable): number {
  let [said, all] = [0, 0];
  for (const sense of senses) {
    const weight = (terms.get(sense.term) ?? 1) * (general.has(sense.term) ? generalShare : 1);
    all += weight;
    said += weight * Math.max(0, ...other.senses.map((one) => relation(sense, one)));
  }
  return all === 0 ? 0 : said / all;
}

function relation(a: Sense, b: Sense): number {
  if (a.term === b.term) return 1;
  for (const feature of a.features) if (b.features.has(feature)) return joined;
  if (!a.vector || !b.vector) return 0;
  let cosine = 0;
  for (let d = 0; d < a.vector.length; d++) cosine += a.vector[d]! * b.vector[d]!;
  return Math.max(0, cosine - unrelated) / (1 - unrelated);
}
