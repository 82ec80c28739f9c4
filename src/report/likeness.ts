import type { Reading, Sense } from './readings.ts';

/** Features of a wording that are compared. Vectors are of length 1, or empty if the word table has none of the words. */
export interface Comparable {
  senses: readonly CompareSense[];
  /** Weight of each word by its rarity among the wordings. */
  terms: ReadonlyMap<string, number>;
  /** Shares of the entries and outside subjects near it; the squares add up to 1. */
  near: ReadonlyMap<string, number>;
  /** Its words by weight, together. */
  whole: Float32Array;
  /** The whole wording, compared with the mean of all wordings. */
  sentence: Float32Array;
  /** Weight of each run of three or four letters; the squares add up to 1. */
  letters: ReadonlyMap<string, number>;
}

/** One word with its vector at length 1. */
type CompareSense = Pick<Sense, 'term' | 'features' | 'vector'>;

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
/** Power by which the shares of what is near fall with its score. */
const nearPower = 3;
/** Parts of the likeness, which add up to 1. */
const shares = { words: 0.55, whole: 0.1, letters: 0.15, near: 0.12, sentence: 0.08 };
/**
 * Least likeness at which two wordings ask for the same. Like the figures above it was chosen on wordings that staff of a
 * trust might ask: `test/fixtures/gaps/chosen-on.yaml` and every second meaning of `fresh.yaml`.
 */
const alike = 0.23;

/** Weights of words and of letter runs by how rare they are among the wordings, and the mean of the wordings' vectors. */
export interface Rarity {
  ofTerm(term: string): number;
  ofLetters(run: string): number;
  mean: Float32Array;
}

/** Measures how rare words and letter runs are among the wordings. */
export function measureRarity(readings: readonly Reading[]): Rarity {
  const weightsOf = (held: readonly (readonly string[])[]): ((feature: string) => number) => {
    const holders = new Map<string, number>();
    for (const one of held) for (const feature of new Set(one)) holders.set(feature, (holders.get(feature) ?? 0) + 1);
    return (feature) => Math.log(1 + (held.length + 1) / (holders.get(feature) ?? 1));
  };
  const vectors = readings.flatMap(({ vector }) => (vector ? [unit(vector)] : []));
  const mean = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) addTo(mean, vector, 1 / vectors.length);
  return { ofTerm: weightsOf(readings.map(termsOf)), ofLetters: weightsOf(readings.map(letterRuns)), mean };
}

/** Returns the features of a wording for comparison. */
export function comparable(reading: Reading, rarity: Rarity): Comparable {
  const terms = new Map(termsOf(reading).map((term) => [term, rarity.ofTerm(term)]));
  const counts = new Map<string, number>();
  for (const run of letterRuns(reading)) counts.set(run, (counts.get(run) ?? 0) + rarity.ofLetters(run));
  const whole = new Float32Array(rarity.mean.length);
  for (const sense of reading.senses) if (sense.vector) addTo(whole, sense.vector, weightOf(sense, terms));
  const sentence = new Float32Array(rarity.mean.length);
  if (reading.vector) {
    addTo(sentence, unit(reading.vector), 1);
    addTo(sentence, rarity.mean, -1);
  }
  return {
    senses: reading.senses.map(({ vector, ...sense }) => ({ ...sense, ...(vector && { vector: unit(vector) }) })),
    terms,
    near: scaled(new Map([...reading.near].map(([id, score]) => [id, score ** nearPower]))),
    whole: unit(whole),
    sentence: unit(sentence),
    letters: scaled(counts)
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

const weightOf = ({ term }: CompareSense, terms: ReadonlyMap<string, number>): number =>
  (terms.get(term) ?? 1) * (general.has(term) ? generalShare : 1);

/** Returns how like two wordings are in meaning; 1 and more is alike. */
export function likenessInMeaning(a: Comparable, b: Comparable): number {
  const words = (share(a, b) + share(b, a)) / 2;
  return (
    (shares.words * words +
      shares.whole * product(a.whole, b.whole) +
      shares.letters * shared(a.letters, b.letters) +
      shares.near * shared(a.near, b.near) +
      shares.sentence * product(a.sentence, b.sentence)) /
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

function relation(a: CompareSense, b: CompareSense): number {
  if (a.term === b.term) return 1;
  for (const feature of a.features) if (b.features.has(feature)) return joined;
  if (!a.vector || !b.vector) return 0;
  return Math.max(0, product(a.vector, b.vector) - unrelated) / (1 - unrelated);
}

function product(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let d = 0; d < Math.min(a.length, b.length); d++) sum += a[d]! * b[d]!;
  return sum;
}

function shared(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [key, weight] of a) sum += weight * (b.get(key) ?? 0);
  return sum;
}

function addTo(sum: Float32Array, vector: Float32Array, weight: number): void {
  for (let d = 0; d < sum.length; d++) sum[d]! += weight * vector[d]!;
}

/** Returns a vector at length 1; all zero stays so. */
function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector) || 1;
  return vector.map((number) => number / length);
}

/** Returns weights whose squares add up to 1. */
function scaled(weights: ReadonlyMap<string, number>): Map<string, number> {
  const length = Math.hypot(...weights.values()) || 1;
  return new Map([...weights].map(([key, weight]) => [key, weight / length]));
}
