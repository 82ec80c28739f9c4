import { type Corpus, phrasingText } from '../corpus/corpus.ts';
import type { Query } from '../ranking/query.ts';
import type { Ranked, Ranker } from '../ranking/ranker.ts';
import { wordsOf } from '../text/text.ts';
import { evidenceOf } from './confidence-features.ts';
import type { Scope } from './domain-classifier.ts';
import { fitLogistic, type Logistic, probability } from './logistic.ts';
import { seededRandom } from './random.ts';
import { foldOf, heldFold } from './training-rows.ts';

/** Probabilities, 0 to 1: that the question is of the field, the best entry right, one of the best four right. */
export interface Likelihood {
  field: number;
  top: number;
  shown: number;
}

/** Calibrated probabilities for a ranking. */
export interface Confidence {
  of(query: Query, ranked: readonly Ranked[]): Likelihood;
}

/** What was learnt: one model for each likelihood; `top` and `shown` given that the question is of the field. */
export type ConfidenceModels = Readonly<Record<keyof Likelihood, Logistic>>;

/** How many questions of each sort the fit asks itself; twice as many change nothing and take twice as long. */
const samples = { asked: 1000, absent: 350, background: 1000 };
/** A large knowledge asks itself a third of that, since each question takes longer. */
const large = { documents: 2000, share: 1 / 3 };
/**
 * Penalty on the models' numbers, for each question asked. The pieces of evidence say much the same as one another: with
 * hardly any penalty the draw of the samples decided which of them counted, and 71 to 81 % of the golden questions were
 * answered outright; with 0.1 it was 71 to 72 %, but less was said than was right.
 */
const penalty = 0.05;
/** What share of real messages each sort stands for. */
const shares = { asked: 0.77, absent: 0.03, background: 0.2 };
/** How far an entry that the asked one refers to counts as right: most questions have more than one good answer. */
const relatedCounts = 0.8;
/** Share of the background questions asked with their whole group left out: subjects that nobody thought of come up too. */
const wholeGroupOut = 0.5;
export const choiceLimit = 4;
/**
 * What people ask is easier than what the matcher asks itself with words left out and its own wording hidden: on the tuning
 * half of the golden questions of the first entries given with 0.71 there were 0.84 right, of 0.89 0.97, of 0.37 0.37. So the
 * log odds are stretched.
 */
const easier = { slope: 1.4, shift: 0.3 };

/**
 * Learns from the knowledge alone what a right answer looks like. It asks itself: questions of entries, each left out
 * of the index (right when its own entry comes first); the same with the whole entry left out (then nothing is right);
 * and background questions, each left out (nothing is right).
 */
export function fitConfidence(parts: {
  corpus: Corpus;
  /** Ranker and scope that have not learnt from the held fold. */
  untaught: { ranker: Ranker; scope: Scope };
  holds(document: number, feature: number): number;
  query(words: readonly string[], knows: (id: number) => boolean): Query;
  expand(words: string[]): string[];
  /** What people say around a question. */
  asides: readonly string[];
}): ConfidenceModels {
  const { corpus, untaught } = parts;
  const isEntry = (document: number) => corpus.documents[document]!.entry !== undefined;
  const asks: { document: number; phrasing: number }[] = [];
  const background: { document: number; phrasing: number }[] = [];
  corpus.documents.forEach((_, document) => {
    const first = corpus.phrasingsOf[document]! + corpus.namesOf[document]!;
    for (let phrasing = first; phrasing < corpus.phrasingsOf[document + 1]!; phrasing++) {
      if (foldOf(phrasing) !== heldFold) continue;
      (isEntry(document) ? asks : background).push({ document, phrasing });
    }
  });

  const rightness = (asked: number, found: number): number => {
    if (asked === found) return 1;
    const [a, b] = [corpus.documents[asked]!.entry, corpus.documents[found]!.entry];
    return a && b && (a.see.includes(b.id) || b.see.includes(a.id)) ? relatedCounts : 0;
  };
  const random = seededRandom(5);
  const examples: { evidence: number[]; sort: keyof typeof samples; top: number; shown: number }[] = [];
  const ask = (sort: keyof typeof samples, document: number, phrasing: number) => {
    const own = new Set(corpus.ids.subarray(corpus.featuresOf[phrasing]!, corpus.featuresOf[phrasing + 1]!));
    const text = reworded(phrasingText(corpus, document, phrasing), parts.asides, random);
    const query = parts.query(parts.expand(wordsOf(text)), (id) => corpus.occurrences[id]! > (own.has(id) ? 1 : 0));
    const absent = sort === 'absent' || (sort === 'background' && random() < wholeGroupOut);
    const ranked = untaught.ranker.rank(query, absent ? { document } : { phrasing: { document, phrasing } });
    const found = ranked.filter((r) => isEntry(r.document)).slice(0, choiceLimit);
    const right = absent ? [] : found.map((r) => rightness(document, r.document));
    examples.push({
      evidence: evidenceOf(query, ranked, corpus, parts.holds, untaught.scope.oddsOf(query)),
      sort,
      top: right[0] ?? 0,
      shown: Math.max(0, ...right)
    });
  };
  const share = corpus.documents.length > large.documents ? large.share : 1;
  const pick = <T>(items: readonly T[], sort: keyof typeof samples): T[] => {
    const limit = Math.round(samples[sort] * share);
    if (items.length <= limit) return [...items];
    return Array.from({ length: limit }, () => items[Math.floor(random() * items.length)]!);
  };
  const asked = pick(asks, 'asked');
  for (const { document, phrasing } of asked) ask('asked', document, phrasing);
  for (const { document, phrasing } of asked.slice(0, Math.round(samples.absent * share)))
    ask('absent', document, phrasing);
  for (const { document, phrasing } of pick(background, 'background')) ask('background', document, phrasing);

  const learn = (sorts: readonly (keyof typeof samples)[], truth: (example: (typeof examples)[number]) => number) => {
    const used = examples.filter(({ sort }) => sorts.includes(sort));
    const count = (sort: string) => Math.max(1, used.filter((example) => example.sort === sort).length);
    const share = sorts.reduce((sum, sort) => sum + shares[sort], 0);
    return fitLogistic(
      used.map(({ evidence }) => evidence),
      used.map(truth),
      used.map(({ sort }) => ((shares[sort] / share) * used.length) / count(sort)),
      penalty * used.length
    );
  };
  return {
    field: learn(['asked', 'background'], ({ sort }) => (sort === 'asked' ? 1 : 0)),
    top: learn(['asked', 'absent'], ({ top }) => top),
    shown: learn(['asked', 'absent'], ({ shown }) => shown)
  };
}

/** The confidence of a corpus with models that were learnt from it. */
export function createConfidence(
  models: ConfidenceModels,
  parts: { corpus: Corpus; scope: Scope; holds(document: number, feature: number): number }
): Confidence {
  return {
    of(query, ranked) {
      const evidence = evidenceOf(query, ranked, parts.corpus, parts.holds, parts.scope.oddsOf(query));
      const field = probability(models.field, evidence);
      const top = stretched(field * probability(models.top, evidence));
      return { field, top, shown: Math.max(top, field * probability(models.shown, evidence)) };
    }
  };
}

/** A probability between 0 and 1, moved as `easier` says; 0 and 1 stay. */
function stretched(p: number): number {
  if (p <= 0 || p >= 1) return p;
  return 1 / (1 + Math.exp(-(easier.slope * Math.log(p / (1 - p)) + easier.shift)));
}

/** Real messages are less tidy than the questions of the entries: most get an aside or lose words. */
function reworded(text: string, asides: readonly string[], random: () => number): string {
  const dice = asides.length > 0 ? random() : 1;
  const aside = () => asides[Math.floor(random() * asides.length)]!;
  if (dice < 0.4) return text;
  if (dice < 0.55) return `${aside()}. ${text}`;
  if (dice < 0.65) return `${text}. ${aside()}`;
  if (dice < 0.72) return `${aside()}. ${aside()}. ${text}`;
  const words = text.split(' ').filter(() => random() > 0.25);
  return words.length > 0 ? words.join(' ') : text;
}
