import type { Query } from './ranking/query.ts';
import type { Ranked } from './ranking/ranker.ts';
import type { Index } from './search-index.ts';
import { wordsOf } from './text/text.ts';

/** Weights of a logistic regression that tells messages of danger from others, fitted as docs/decisions/0059 says. */
const weights = { words: 4.51, meaning: 9.4, none: 0.26 };
/** Minimum probability; at 0.6 two more of 60 messages of danger are told, and half as many again of short ordinary ones that are no examples. */
const leastProbable = 0.7;
/** Probability from which a message tells of danger however sure an entry is: "i want to disappear" is near one about ideas that do. */
const overrules = 0.9;
/** Minimum probability at which a clause alone tells of danger, whatever else the message asks: of 1,369 golden questions in the field none reaches it. */
const surely = 0.97;
/** Minimum number of words of such a clause, unless it is an example: "not here" says too little. */
const fewestWords = 3;
/** Highest lead of the nearest example of danger that is thought of before it is looked for, which takes longest. */
const mostNearer = 0.45;
/** Count of a word in a negative example beside 1 in one that only sounds like danger, and the count of a word that no example holds. */
const negativeCounts = 0.3;
const unseenCounts = 0.3;
/** Words that count along in every message, with a little evidence against danger: one word alone says little. */
const doubt = { words: 2, evidence: -1 };

export interface Danger {
  /** Returns true where a message tells of danger more likely than any entry is right, whose probability is `any`. */
  tells(query: Pick<Query, 'words' | 'dense'>, ranked: readonly Ranked[], any: number): boolean;
  /** Returns true where the words of a clause are an example of danger, or tell of it by themselves: "… also somebody has just collapsed". */
  isSure(words: readonly string[]): boolean;
}

/**
 * Reads the examples of danger and of what only sounds so, and returns what tells whether a message tells of danger to somebody's life or
 * safety: by the odds of its words and pairs of words (naive Bayes), and by which side has the nearest example.
 */
export function createDanger({ corpus: { documents }, concepts, training, vectorOf }: Index): Danger {
  const { danger = { told: [], soundsSo: [] }, negativeExamples, asides } = training;
  const read = (text: string): readonly string[] => concepts.expand(wordsOf(text));
  const counts = new Map<string, { told: number; other: number }>();
  const sums = { told: 0, other: 0 };
  const count = (texts: readonly string[], side: keyof typeof sums, by: number): void => {
    for (const word of texts.flatMap((text) => [...withPairs(read(text))])) {
      const own = counts.get(word) ?? { told: unseenCounts, other: unseenCounts };
      own[side] += by;
      sums[side] += by;
      counts.set(word, own);
    }
  };
  count(danger.told, 'told', 1);
  count(danger.soundsSo, 'other', 1);
  for (const asks of [...negativeExamples.map((each) => each.asks), asides]) count(asks, 'other', negativeCounts);
  const every = unseenCounts * counts.size;
  const usual = (sums.told + every) / (sums.other + every);
  const [told, soundsSo, around] = [danger.told, danger.soundsSo, asides].map((texts) =>
    texts.flatMap((text) => vectorOf(read(text)) ?? [])
  );

  const examples = new Set(danger.told.map((text) => read(text).join(' ')));
  const evidenceOf = (words: readonly string[]): number => {
    let [evidence, known] = [doubt.evidence, doubt.words];
    for (const word of withPairs(words)) {
      const own = counts.get(word);
      if (!own) continue;
      evidence += Math.log(own.told / own.other / usual);
      known++;
    }
    return evidence / known;
  };
  const probabilityOf = (evidence: number, nearer: number): number =>
    1 / (1 + Math.exp(-(weights.words * evidence + weights.meaning * nearer + weights.none)));

  return {
    tells({ words, dense }, ranked, any) {
      const least = Math.max(leastProbable, Math.min(overrules, any));
      const evidence = evidenceOf(words);
      let [near, other] = [0, 0];
      for (const { document, parts } of ranked) {
        if (documents[document]!.talk === 'crisis') near = Math.max(near, parts.meaning);
        else other = Math.max(other, parts.meaning);
      }
      // most messages are not, however near an example may be
      if (!dense || probabilityOf(evidence, 1 - other) < least) return probabilityOf(evidence, near - other) > least;
      return probabilityOf(evidence, nearest(dense, told!, near) - nearest(dense, soundsSo!, other)) > least;
    },
    isSure(words) {
      if (examples.has(words.join(' '))) return true;
      const evidence = words.length < fewestWords ? -1 : evidenceOf(words);
      if (probabilityOf(evidence, mostNearer) < surely) return false;
      const dense = vectorOf(words);
      if (!dense) return false;
      const other = nearest(dense, around!, nearest(dense, soundsSo!, 0));
      return probabilityOf(evidence, nearest(dense, told!, 0) - other) >= surely;
    }
  };
}

/** Returns the words and the pairs of neighbours, each once. */
function withPairs(words: readonly string[]): Set<string> {
  const all = new Set(words);
  for (let i = 1; i < words.length; i++) all.add(`${words[i - 1]} ${words[i]}`);
  return all;
}

/** Returns the highest cosine of a vector with others, at least `least`. */
function nearest(vector: Float32Array, others: readonly Float32Array[], least: number): number {
  let best = least;
  for (const other of others) {
    let [a, b] = [0, 0];
    for (let i = 0; i < vector.length; i += 2) {
      a += other[i]! * vector[i]!;
      b += other[i + 1]! * vector[i + 1]!;
    }
    if (a + b > best) best = a + b;
  }
  return best;
}
