import type { Reading, Sense } from './readings.ts';

/** Features of a wording that are compared. */
export interface Comparable {
  senses: readonly Sense[];
  /** Weight of each word by its rarity among the wordings. */
  terms: ReadonlyMap<string, number>;
  likely: ReadonlyMap<string, number>;
  /** Unit vector of its words by weight; empty if the word table has none of them. */
  whole: Float32Array;
  /** Weight of each run of three or four letters; the squares add up to 1. */
  letters: ReadonlyMap<string, number>;
}

/** Words that occur in most questions of a workplace, whatever their meaning. They count little. */
const general = new Set(
  `project projects improv qualiti qi work help need want find get make use do hospit ward team servic staff trust
  patient nhs health care peopl can could would who where how what long much mani take put run show new good tell
  like know go come give let sai best someth anyth someon anyon thing date`.split(/\s+/)
);
const generalShare = 0.15;
/** Cosine of two words of the table above which they are related. */
const unrelated = 0.2;
/** Likeness of words joined by a synonym of the knowledge. */
const joined = 0.9;
/** Parts of the likeness: word beside word, all words together, letters (they add up to 1), and the likely entries. */
const shares = { words: 0.5, whole: 0.25, letters: 0.25, entries: 0.15 };
/**
 * Least likeness at which two wordings ask for the same. Like the figures above it was chosen on 67 wordings of 24
 * meanings that staff of a trust might ask (`test/fixtures/gaps/chosen-on.yaml`) and on samples of the validation
 * halves of CLINC150 and HWU64.
 */
const alike = 0.23;

/** Weights of words and of letter runs, by how rare they are among the wordings. */
export interface Rarity {
  ofTerm(term: string): number;
  ofLetters(run: string): number;
}

/** Measures how rare words and letter runs are among the wordings. */
export function measureRarity(readings: readonly Reading[]): Rarity {
  const weightsOf = (held: readonly (readonly string[])[]): ((feature: string) => number) => {
    const holders = new Map<string, number>();
    for (const one of held) for (const feature of new Set(one)) holders.set(feature, (holders.get(feature) ?? 0) + 1);
    return (feature) => Math.log(1 + (held.length + 1) / (holders.get(feature) ?? 1));
  };
  return { ofTerm: weightsOf(readings.map(termsOf)), ofLetters: weightsOf(readings.map(letterRuns)) };
}

/** Returns the features of a wording for comparison. */
export function comparable(reading: Reading, rarity: Rarity): Comparable {
  const terms = new Map(termsOf(reading).map((term) => [term, rarity.ofTerm(term)]));
  const counts = new Map<string, number>();
  for (const run of letterRuns(reading)) counts.set(run, (counts.get(run) ?? 0) + rarity.ofLetters(run));
  const length = Math.hypot(...counts.values()) || 1;
  const dim = reading.senses.find(({ vector }) => vector)?.vector?.length ?? 0;
  const whole = new Float32Array(dim);
  for (const sense of reading.senses) {
    const weight = weightOf(sense, terms);
    for (let d = 0; d < (sense.vector ? dim : 0); d++) whole[d]! += weight * sense.vector![d]!;
  }
  const size = Math.hypot(...whole) || 1;
  return {
    senses: reading.senses,
    terms,
    likely: reading.likely,
    whole: whole.map((number) => number / size),
    letters: new Map([...counts].map(([run, weight]) => [run, weight / length]))
  };
}

const termsOf = ({ terms, senses }: Reading): string[] => [...new Set([...terms, ...senses.map(({ term }) => term)])];

/** Returns all runs of three and four letters of a wording's words, each word between marks: `_wa war ard rd_ …`. */
function letterRuns({ senses }: Reading): string[] {
  return senses.flatMap(({ word }) => {
    const marked = `_${word}_`;
    return [3, 4].flatMap((size) =>
      Array.from({ length: Math.max(0, marked.length - size + 1) }, (_, at) => marked.slice(at, at + size))
    );
  });
}

const weightOf = ({ term }: Sense, terms: ReadonlyMap<string, number>): number =>
  (terms.get(term) ?? 1) * (general.has(term) ? generalShare : 1);

/** Returns how like two wordings are in meaning; 1 and more is alike. */
export function likenessInMeaning(a: Comparable, b: Comparable): number {
  let [near, letters, whole] = [0, 0, 0];
  for (const [id, confidence] of a.likely) near += Math.min(confidence, b.likely.get(id) ?? 0);
  for (const [run, weight] of a.letters) letters += weight * (b.letters.get(run) ?? 0);
  for (let d = 0; d < Math.min(a.whole.length, b.whole.length); d++) whole += a.whole[d]! * b.whole[d]!;
  const words = (share(a, b) + share(b, a)) / 2;
  return (
    (shares.words * words + shares.whole * whole + shares.letters * letters + shares.entries * Math.min(1, near)) /
    alike
  );
}

/** Returns the share of a wording's weight that the other wording contains too, in the same or in related words. */
function share({ senses, terms }: Comparable, other: Comparable): number {
  let [said, all] = [0, 0];
  for (const sense of senses) {
    const weight = weightOf(sense, terms);
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
