import type { Knowledge } from '../core/model/entry.ts';
import { createIndex } from './search-index.ts';
import { normalise } from './text/text.ts';

/** Two entries that stand in each other's way, with the question that shows it. */
export interface Confusion {
  a: string;
  b: string;
  ask: string;
  why: 'same-question' | 'near-question' | 'indistinct';
}

/** Minimum cosine over words, pairs and concepts of two questions that count as the same. */
const nearQuestion = 0.93;
/** Two entries cannot be told apart when at least this share of one's questions, each left out, finds the other. */
const indistinctShare = 0.5;
const fewestQuestions = 4;

/**
 * Lists the entries that the matcher cannot tell apart, and questions that stand in two entries, the same or nearly.
 *
 * @returns each pair and question once, in the order of the entries
 */
export function findConfusions(knowledge: Knowledge): Confusion[] {
  const { corpus, query, read, ranker } = createIndex({ knowledge });
  const found: Confusion[] = [];
  const isEntry = (d: number) => corpus.documents[d]!.entry !== undefined;
  corpus.documents.forEach((document, a) => {
    if (!isEntry(a)) return;
    const taken = new Map<number, number>();
    let asked = 0;
    let example = '';
    for (const [i, text] of document.asks.entries()) {
      asked++;
      const left = { document: a, phrasing: document.names.length + i };
      const ranked = ranker.rank(query(read(text).words), { phrasing: left });
      const best = ranked.filter((r) => isEntry(r.document));
      for (const { document: b, phrasing, parts } of best.slice(0, 3)) {
        const { names, asks } = corpus.documents[b]!;
        const other = asks[phrasing - names.length];
        if (b <= a || other === undefined) continue;
        const why = normalise(text) === normalise(other) ? 'same-question' : 'near-question';
        if (why === 'near-question' && parts.nearestQuestion < nearQuestion) continue;
        found.push({ a: document.id, b: corpus.documents[b]!.id, ask: text, why });
      }
      const winner = best[0]?.document;
      if (winner !== undefined && winner !== a) {
        taken.set(winner, (taken.get(winner) ?? 0) + 1);
        example = text;
      }
    }
    for (const [b, count] of taken) {
      if (asked >= fewestQuestions && count / asked >= indistinctShare) {
        found.push({ a: document.id, b: corpus.documents[b]!.id, ask: example, why: 'indistinct' });
      }
    }
  });
  return found;
}
