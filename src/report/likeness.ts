import type { Reading, Sense } from './readings.ts';

/** Features of a wording that are compared. Vectors are of length 1, or all zero if the word table has none of the words. */
export interface Comparable {
  senses: readonly WeighedSense[];
  /** Weight of each word by its rarity among the wordings. */
  terms: ReadonlyMap<string, number>;
  /** Shares of the entries and outside subjects near it, those near few wordings first; the squares add up to 1. */
  near: ReadonlyMap<string, number>;
  /** Its words by weight, together, compared with the mean of all wordings. */
  whole: Float32Array;
  /** The whole wording, compared with the mean of all wordings. */
  sentence: Float32Array;
}

/** One word of a wording; `share` is its weight beside the others. */
type WeighedSense = Sense & { share: number };

/** Cosine of two words of the table above which they are related. */
const unrelated = 0.2;
/** Likeness of words joined by a synonym of the knowledge. */
const joined = 0.9;
/** Power by which the shares of what is near fall with its score. */
const nearPower = 3;
/**
 * Parts of the likeness, which add up to 1: a logistic regression over the pairs of `test/fixtures/gaps/chosen-on.yaml`,
 * `earlier.yaml` and every second meaning of `fresh.yaml`. Runs of letters got no weight beside these.
 */
const shares = { words: 0.25, whole: 0.3, near: 0.27, sentence: 0.18 };
/** Least likeness at which two wordings ask for the same, chosen on the same wordings. */
const alike = 0.2;
/**
 * The crowd of a wording is the others from `first` to `last` in order of likeness, counted from 0: nearer ones may mean the
 * same. Where fewer are known each missing one counts as `usual`. A pair must stand out from the crowds of both by 1 / `steepness`.
 * Chosen on the same wordings, on `sixty-chosen-on.yaml` and on public intents mixed (docs/decisions/0051-likeness-beside-the-crowd.md).
 */
const crowd = { first: 4, last: 15, usual: 0.5, steepness: 2.5 };

/** Weights by how rare a thing is among the wordings, and the means of the wordings' vectors. */
export interface Rarity {
  ofTerm(term: string): number;
  ofNear(id: string): number;
  /** Returns the weight of a word in the knowledge; of one that it does not hold, the largest. */
  inKnowledge(sense: Sense): number;
  whole: Float32Array;
  sentence: Float32Array;
}

/**
 * Number of wordings that the mean of the knowledge's own counts for beside those that are grouped: of a few wordings the mean is
 * what they ask.
 */
const typicalCounts = 20;

/**
 * Measures what is rare among the wordings.
 *
 * @param typical mean of the vectors of the knowledge's wordings
 */
export function measureRarity(readings: readonly Reading[], typical?: Float32Array): Rarity {
  const weightsOf = (held: readonly (readonly string[])[]): ((feature: string) => number) => {
    const holders = new Map<string, number>();
    for (const one of held) for (const feature of new Set(one)) holders.set(feature, (holders.get(feature) ?? 0) + 1);
    return (feature) => Math.log(1 + (held.length + 1) / (holders.get(feature) ?? 1));
  };
  const largest = readings.reduce((most, { senses }) => Math.max(most, ...senses.map(({ weight }) => weight)), 1);
  const inKnowledge = ({ weight }: Sense): number => weight || largest;
  return {
    ofTerm: weightsOf(readings.map(termsOf)),
    ofNear: weightsOf(readings.map(({ near }) => [...near.keys()])),
    inKnowledge,
    whole: meanOf(
      readings.flatMap((reading) => wholeOf(reading, inKnowledge) ?? []),
      typical
    ),
    sentence: meanOf(
      readings.flatMap(({ vector }) => vector ?? []),
      typical
    )
  };
}

/** Returns the features of a wording for comparison. */
export function comparable(reading: Reading, rarity: Rarity): Comparable {
  const terms = new Map(termsOf(reading).map((term) => [term, rarity.ofTerm(term)]));
  return {
    senses: reading.senses.map((sense) => ({ ...sense, share: terms.get(sense.term)! * rarity.inKnowledge(sense) })),
    terms,
    near: scaled(new Map([...reading.near].map(([id, score]) => [id, score ** nearPower * rarity.ofNear(id)]))),
    whole: apartFrom(rarity.whole, wholeOf(reading, rarity.inKnowledge)),
    sentence: apartFrom(rarity.sentence, reading.vector)
  };
}

const termsOf = ({ terms, senses }: Reading): string[] => [...new Set([...terms, ...senses.map(({ term }) => term)])];

/** Returns the words of a wording together, the telling ones most; undefined if none has a vector. */
function wholeOf({ senses }: Reading, inKnowledge: Rarity['inKnowledge']): Float32Array | undefined {
  const known = senses.flatMap((sense) =>
    sense.vector ? [{ vector: sense.vector, by: inKnowledge(sense) ** 2 }] : []
  );
  if (!known[0]) return undefined;
  const sum = new Float32Array(known[0].vector.length);
  for (const { vector, by } of known) addTo(sum, vector, by);
  return unit(sum);
}

function meanOf(vectors: readonly Float32Array[], typical: Float32Array | undefined): Float32Array {
  const mean = new Float32Array(vectors[0]?.length ?? 0);
  const count = vectors.length + (typical ? typicalCounts : 0);
  if (typical) addTo(mean, typical, typicalCounts / count);
  for (const vector of vectors) addTo(mean, vector, 1 / count);
  return mean;
}

/** Returns the direction from the mean to a vector; all zero for none. */
function apartFrom(mean: Float32Array, vector: Float32Array | undefined): Float32Array {
  const apart = new Float32Array(mean.length);
  if (!vector) return apart;
  addTo(apart, vector, 1);
  addTo(apart, mean, -1);
  return unit(apart);
}

/** Returns how like two wordings are in meaning; 1 and more is alike. */
export function likenessInMeaning(a: Comparable, b: Comparable): number {
  return (
    (shares.words * wordsShared(a.senses, b.senses) +
      shares.whole * product(a.whole, b.whole) +
      shares.near * shared(a.near, b.near) +
      shares.sentence * product(a.sentence, b.sentence)) /
    alike
  );
}

/**
 * Returns how near the crowd of a wording is.
 *
 * @param likenesses to the other wordings, in any order
 */
export function crowdOf(likenesses: readonly number[]): number {
  const count = crowd.last + 1 - crowd.first;
  const around = [...likenesses].sort((a, b) => b - a).slice(crowd.first, crowd.last + 1);
  return around.reduce((sum, likeness) => sum + likeness, crowd.usual * (count - around.length)) / count;
}

/**
 * Returns the likeness of a pair as far as it stands out: among many wordings of one field all are somewhat alike.
 *
 * @param crowdA of the one, as {@link crowdOf} returns it
 * @param crowdB of the other
 * @returns at most the likeness; 1 and more is alike
 */
export const standingOut = (likeness: number, crowdA: number, crowdB: number): number =>
  Math.min(likeness, crowd.steepness * (likeness - (crowdA + crowdB) / 2));

/** Returns the share of a wording's weight that the other contains too, in the same or in related words: the mean of both. */
function wordsShared(a: readonly WeighedSense[], b: readonly WeighedSense[]): number {
  const nearestOf = new Float64Array(b.length);
  let [said, all] = [0, 0];
  for (const one of a) {
    let nearest = 0;
    for (const [i, other] of b.entries()) {
      const related = relation(one, other);
      if (related > nearest) nearest = related;
      if (related > nearestOf[i]!) nearestOf[i] = related;
    }
    all += one.share;
    said += one.share * nearest;
  }
  let [saidBack, allBack] = [0, 0];
  for (const [i, { share }] of b.entries()) {
    allBack += share;
    saidBack += share * nearestOf[i]!;
  }
  return ((all && said / all) + (allBack && saidBack / allBack)) / 2;
}

function relation(a: Sense, b: Sense): number {
  if (a.term === b.term) return 1;
  for (const feature of a.features) if (b.features.has(feature)) return joined;
  if (!a.vector || !b.vector) return 0;
  return Math.max(0, product(a.vector, b.vector) - unrelated) / (1 - unrelated);
}

function product(a: Float32Array, b: Float32Array): number {
  const count = Math.min(a.length, b.length);
  let sum = 0;
  for (let d = 0; d < count; d++) sum += a[d]! * b[d]!;
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
