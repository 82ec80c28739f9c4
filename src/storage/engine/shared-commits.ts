import type { CompiledQuery, QueryResult } from 'kysely';
import type { Statements } from './statements.ts';
import type { Synchronous, Transactions } from './transactions.ts';

interface Waiting {
  query: CompiledQuery;
  resolve: (result: QueryResult<unknown>) => void;
  reject: (error: unknown) => void;
}

/**
 * Writes that are asked for at the same time are one commit: beginning, committing and writing the journal cost more than
 * the statements. Each is as good as by itself: it resolves when it is safe, and one that fails takes no other with it.
 */
export function createSharedCommits(
  transactions: Transactions,
  statements: Statements,
  synchronous: Synchronous
): (query: CompiledQuery) => Promise<QueryResult<unknown>> {
  const waiting: Waiting[] = [];

  /** All or nothing, with the fault where it is nothing. */
  const attempt = (group: readonly Waiting[]): { fault: unknown } | undefined => {
    try {
      const results = group.map(({ query }) => transactions.within(() => statements.of(query)()));
      transactions.commit();
      for (const [index, { resolve }] of group.entries()) resolve(results[index]!);
      return undefined;
    } catch (error) {
      transactions.rollback();
      return { fault: error };
    }
  };

  const commit = async (asked: Waiting[]): Promise<void> => {
    try {
      await transactions.begin(synchronous);
    } catch (error) {
      for (const { reject } of asked.splice(0)) reject(error);
      return;
    }
    const group = asked.splice(0);
    const failed = attempt(group);
    if (!failed) return;
    if (group.length === 1) group[0]!.reject(failed.fault);
    else for (const one of group) await commit([one]);
  };

  return (query) =>
    new Promise((resolve, reject) => {
      // After all that this turn of the event loop asks for.
      if (waiting.push({ query, resolve, reject }) === 1) process.nextTick(commit, waiting);
    });
}
