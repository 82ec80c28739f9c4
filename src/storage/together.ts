import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';

type Write = (tx: Transaction<Schema>) => Promise<void>;

interface Waiting {
  write: Write;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** Writes in one transaction, at most: so that none is held longer than a replica waits for a lock. */
const most = 100;

/**
 * Puts writes that come at the same time into one transaction: a disk syncs some hundred times a second, whatever is in
 * the commit. Each promise resolves when its own write is safe, and rejects with all of its transaction.
 */
export function createTogether(db: Kysely<Schema>): (write: Write) => Promise<void> {
  const queue: Waiting[] = [];
  let writing = false;

  const drain = async (): Promise<void> => {
    writing = true;
    for (let batch = queue.splice(0, most); batch.length > 0; batch = queue.splice(0, most)) {
      try {
        await db.transaction().execute(async (tx) => {
          for (const { write } of batch) await write(tx);
        });
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    writing = false;
  };

  return (write) =>
    new Promise((resolve, reject) => {
      queue.push({ write, resolve, reject });
      // Those that are asked for in the same turn of the event loop come along.
      if (!writing) setImmediate(() => (writing ? undefined : drain()));
    });
}
