import type { Entry, GoldenQuestion } from '../../core/model/entry.ts';
import type { Index } from '../search-index.ts';
import { evidenceOf } from './evidence.ts';
import type { Example } from './model.ts';

/** A golden question's evidence with the entries that it speaks for, in the order of the candidates. */
export interface GoldenExample extends Example {
  entries: readonly Entry[];
}

/** At most this many are asked, spread evenly over the list; twice as many change nothing. */
const mostAsked = 400;
/** Share of them without an answer, where there are such, 0 to 1: as for the prior. */
const outsideShare = 0.35;

/**
 * Asks the golden questions of a knowledge base. They only tell how sure to be: no entry ranks higher for them.
 *
 * @param golden without what frames them: greetings, courtesies
 */
export function askGolden(index: Index, golden: readonly GoldenQuestion[]): GoldenExample[] {
  const { corpus, fields, ranker, query, read } = index;
  const step = Math.max(1, golden.length / mostAsked);
  const asked = Array.from({ length: Math.floor(golden.length / step) }, (_, i) => golden[Math.floor(i * step)]!);
  const outside = asked.filter(({ expect }) => expect.length === 0).length;
  const inside = asked.length - outside;
  const total = asked.length;
  const share = outside === 0 ? 0 : inside === 0 ? 1 : outsideShare;
  return asked.map(({ ask, expect }) => {
    const own = query(read(ask).words);
    const ranked = ranker.rank(own);
    const evidence = evidenceOf(own, ranked, corpus, fields.weightIn);
    const found = ranked.flatMap(({ document }) => corpus.documents[document]!.entry ?? []);
    const entries = found.slice(0, evidence.candidates.length);
    return {
      ...evidence,
      entries,
      right: entries.map(({ id }) => (expect.includes(id) ? 1 : 0)),
      weight: expect.length === 0 ? (total * share) / outside : (total * (1 - share)) / inside
    };
  });
}
