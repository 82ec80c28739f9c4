import { foldOf, heldFold } from './classifier.ts';
import type { Corpus } from './corpus.ts';
import { evidenceOf } from './evidence.ts';
import { fitLogistic } from './logistic.ts';
import { createQuery, type Query } from './query.ts';
import { seededRandom } from './random.ts';
import type { Ranked, Ranker } from './ranker.ts';
import type { Scope } from './scope.ts';
import { wordsOf } from './text.ts';

/** Calibrated probabilities for a ranking. */
export interface Confidence {
  /** That the best entry is the one asked for, and that it is among the best four. */
  of(query: Query, ranked: readonly Ranked[]): { top: number; shown: number };
}

/** How many questions of each sort the fit asks itself. Enough for ten numbers, little enough for a quick start. */
const samples = { asked: 450, absent: 220, background: 260 };
/** What share of real messages each sort stands for. */
const shares = { asked: 0.76, absent: 0.08, background: 0.16 };
/** How far an entry that the asked one refers to counts as right: most questions have more than one good answer. */
const relatedCounts = 0.8;
export const choiceLimit = 4;

/**
 * Learns from the knowledge alone what a right answer looks like. It asks itself: questions of entries, each left out
 * of the index (right when its own entry comes first); the same with the whole entry left out (then nothing is right);
 * and background questions, each left out (nothing is right).
 */
export function fitConfidence(parts: {
  corpus: Corpus;
  ranker: Ranker;
  holds(document: number, feature: number): number;
  query(words: readonly string[], knows: (id: number) => boolean): Query;
  expand(words: string[]): string[];
  scope: Scope;
}): Confidence {
  const { corpus, ranker } = parts;
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
  const rows: number[][] = [];
  const top: number[] = [];
  const shown: number[] = [];
  const weights: number[] = [];
  const test = (sample: readonly { document: number; phrasing: number }[], share: number, absent: boolean) => {
    for (const { document, phrasing } of sample) {
      const own = new Set(corpus.features.subarray(corpus.featuresOf[phrasing]!, corpus.featuresOf[phrasing + 1]!));
      const query = parts.query(
        parts.expand(wordsOf(corpus.textOf(phrasing))),
        (id) => corpus.occurrences[id]! > (own.has(id) ? 1 : 0)
      );
      const ranked = ranker.rank(
        query,
        absent ? { document, held: true } : { phrasing: { document, phrasing }, held: true }
      );
      const entries = ranked.filter((r) => isEntry(r.document)).slice(0, choiceLimit);
      rows.push(evidenceOf(query, ranked, corpus, parts.holds, parts.scope.oddsOf(query, true)));
      const right = absent ? [] : entries.map((r) => rightness(document, r.document));
      top.push(right[0] ?? 0);
      shown.push(Math.max(0, ...right));
      weights.push(share / sample.length);
    }
  };
  const random = seededRandom(5);
  const pick = <T>(items: readonly T[], limit: number): T[] =>
    items.length <= limit
      ? [...items]
      : Array.from({ length: limit }, () => items[Math.floor(random() * items.length)]!);
  const asked = pick(asks, samples.asked);
  test(asked, shares.asked, false);
  test(asked.slice(0, samples.absent), shares.absent, true);
  test(pick(background, samples.background), shares.background, false);

  const scale = rows.length;
  const scaled = weights.map((w) => w * scale);
  const topModel = fitLogistic(rows, top, scaled);
  const shownModel = fitLogistic(rows, shown, scaled);
  return {
    of(query, ranked) {
      const row = evidenceOf(query, ranked, corpus, parts.holds, parts.scope.oddsOf(query));
      const sure = topModel.probability(row);
      return { top: sure, shown: Math.max(sure, shownModel.probability(row)) };
    }
  };
}
