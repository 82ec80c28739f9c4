import type { Engine } from './engine.ts';
import { clauseEnd } from './text/reading.ts';

/**
 * Removes the clauses of a message that are more like what people say around a question (`data/asides.txt`) than like any entry:
 * "the kettle's broken, who pays from April".
 *
 * @returns the clauses that are left, joined, and those that were removed; undefined where nothing is left or removed
 */
export function withoutAsides(
  { corpus, query, ranker, read }: Engine,
  text: string
): { bare: string; asides: readonly string[] } | undefined {
  const clauses = text.split(clauseEnd).filter((clause) => /\p{L}/u.test(clause));
  if (clauses.length < 2) return undefined;
  const isAside = (clause: string): boolean => {
    const { words } = read(clause);
    const likely = ranker.rank(query(words), {}, true).map(({ document }) => corpus.documents[document]!);
    return likely.find(({ entry, isAside }) => entry || isAside)?.isAside === true;
  };
  const asides = clauses.filter(isAside);
  if (asides.length === 0 || asides.length === clauses.length) return undefined;
  return { bare: clauses.filter((clause) => !asides.includes(clause)).join(' '), asides };
}
