import type { Index } from '../search-index.ts';
import { wordsOf } from '../text/text.ts';
import { areRelated, evidenceOf, relatedCounts } from './evidence.ts';
import type { Example } from './model.ts';
import { seededRandom } from './random.ts';

/** Number of questions of each sort the matcher asks itself at most; twice as many change nothing and take twice as long. */
const samples = { asked: 200, absent: 100, negative: 150 };
/** Share of real messages that each sort stands for, 0 to 1. Chosen on the validation halves of the public sets. */
const shares = { asked: 0.75, absent: 0.12, negative: 0.13 };
/** Number of examples the matcher's own experience counts as: each of the first hundred of its questions, and one in thirty of the others. */
const fullExperience = 100;
const further = 30;
/** Share of the negative examples asked with their whole group left out: subjects that nobody thought of come up too. */
const wholeGroupOut = 0.5;

type Sort = keyof typeof samples;

/**
 * Asks the matcher its own questions, each left out of the index (its own entry is right), with the whole entry left out
 * (nothing is right), and negative examples (nothing is right), worded as people write: with asides, words dropped and slips.
 */
export function askItself({ corpus, ranker, query, concepts, fields, training }: Index): Example[] {
  const random = seededRandom(5);
  const phrasings = (kind: 'entry' | 'negative') =>
    corpus.documents.flatMap((own, document) => {
      if ((own.entry !== undefined) !== (kind === 'entry')) return [];
      return corpus.asksOf(document).map((phrasing) => ({ document, phrasing }));
    });
  const pick = <T>(items: readonly T[], limit: number): T[] =>
    items.length <= limit
      ? [...items]
      : Array.from({ length: limit }, () => items[Math.floor(random() * items.length)]!);
  const rightness = (asked: number, found: number): number => {
    if (asked === found) return 1;
    const [a, b] = [corpus.documents[asked]!.entry, corpus.documents[found]!.entry];
    return a && b && areRelated(a, b) ? relatedCounts : 0;
  };
  const ask = (sort: Sort, document: number, phrasing: number, weight: number): Example => {
    const own = new Set(
      corpus.ids.items.subarray(corpus.featuresOf.items[phrasing]!, corpus.featuresOf.items[phrasing + 1]!)
    );
    const text = reworded(corpus.textOf(document, phrasing), training.asides, random);
    // A word that only the left-out question holds counts as unknown, as it would be had nobody written it.
    const knows = (id: number) => corpus.vocabulary.textsWith(id) > (own.has(id) ? 1 : 0);
    const asked = query(concepts.expand(wordsOf(text)), knows);
    const whole = sort === 'absent' || (sort === 'negative' && random() < wholeGroupOut);
    const ranked = ranker.rank(asked, whole ? { document } : { phrasing: { document, phrasing } });
    const evidence = evidenceOf(asked, ranked, corpus, fields.weightIn);
    const found = ranked.filter((r) => corpus.documents[r.document]!.entry).slice(0, evidence.candidates.length);
    const right = found.map((r) => (sort === 'asked' ? rightness(document, r.document) : 0));
    return { ...evidence, right, weight };
  };

  const asks = phrasings('entry');
  const experience = Math.min(asks.length, fullExperience + asks.length / further);
  const groups: [Sort, { document: number; phrasing: number }[]][] = [
    ['asked', pick(asks, samples.asked)],
    ['absent', pick(asks, samples.absent)],
    ['negative', pick(phrasings('negative'), samples.negative)]
  ];
  return groups.flatMap(([sort, own]) =>
    own.map(({ document, phrasing }) => ask(sort, document, phrasing, (shares[sort] * experience) / own.length))
  );
}

/** Rewords a question as people write: as it is, with an aside before or after it, words dropped, or a slip of the keyboard. */
function reworded(text: string, asides: readonly string[], random: () => number): string {
  const dice = random();
  const aside = () => asides[Math.floor(random() * asides.length)];
  if (dice < 0.5) return text;
  if (dice < 0.6 && asides.length > 0) return `${aside()}. ${text}`;
  if (dice < 0.65 && asides.length > 0) return `${text}. ${aside()}`;
  const words = text.split(' ');
  if (dice < 0.85) {
    const kept = words.filter(() => random() > 0.2);
    return kept.length > 0 ? kept.join(' ') : text;
  }
  return words.map((word) => (word.length > 4 && random() < 0.3 ? withSlip(word, random) : word)).join(' ');
}

/** Swaps two letters of a word, or drops one. */
function withSlip(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  if (random() < 0.5) return word.slice(0, at) + word.slice(at + 1);
  return word.slice(0, at) + word[at + 1]! + word[at]! + word.slice(at + 2);
}
