import { StoreError } from '../../core/model/errors.ts';
import { explainLibsql } from './faults.ts';

type Libsql = import('libsql').Database;

const closed = 'The store is closed: the program is stopping.';
/** How long anything waits for another process. */
export const patienceMs = 5000;

/**
 * What a commit survives (https://www.sqlite.org/pragma.html#pragma_synchronous). `FULL`: a power cut, at the price of one
 * sync, some milliseconds in which the process does nothing else. `NORMAL`: the end of the process, however sudden; a power
 * cut may undo the last commits, and never damages the file. It costs a hundredth.
 */
export type Synchronous = 'FULL' | 'NORMAL';

/** The transactions of one connection, one after another. */
export interface Transactions {
  /** Waits for its turn and takes the write lock at once. */
  begin(synchronous: Synchronous): Promise<void>;
  /** Ends the transaction. Where it throws, the transaction is still to be rolled back. */
  commit(): void;
  /** Ends it and undoes it, also where SQLite has done so by itself; never throws. */
  rollback(): void;
  /** Does something in the transaction under way. */
  within<T>(work: () => T): T;
  /** Does something outside of any transaction, when none is under way; `work` is tried again while it meets a lock. */
  between<T>(work: () => T): Promise<T>;
}

/** @param file as errors call it */
export function createTransactions(database: Libsql, file: string): Transactions {
  const queue: (() => void)[] = [];
  let taken = false;
  let level: Synchronous = 'FULL';

  const take = async (): Promise<void> => {
    if (taken) await new Promise<void>((resolve) => queue.push(resolve));
    taken = true;
  };
  const release = (): void => {
    const next = queue.shift();
    if (next) next();
    else taken = false;
  };

  /** Tries again while another process holds a lock. */
  const patiently = async <T>(work: () => T): Promise<T> => {
    const patience = Date.now() + patienceMs;
    for (;;) {
      // libsql ends the whole process when it is used after it was closed
      if (!database.open) throw new StoreError(closed);
      try {
        return work();
      } catch (error) {
        const busy = (error as { code?: string }).code?.startsWith('SQLITE_BUSY');
        if (!busy || Date.now() > patience) throw explainLibsql(error, file);
        await new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * 20));
      }
    }
  };

  const within = <T>(work: () => T): T => {
    if (!database.open) throw new StoreError(closed);
    if (!database.inTransaction)
      throw new StoreError('The store has undone the transaction: nothing of it is written.');
    try {
      return work();
    } catch (error) {
      throw explainLibsql(error, file);
    }
  };

  return {
    async begin(synchronous) {
      await take();
      try {
        // By `exec`, which leaves no statement behind that met a lock, and costs less than a prepared one.
        await patiently(() => {
          if (level !== synchronous) database.exec(`pragma synchronous = ${synchronous}`);
          level = synchronous;
          database.exec('begin immediate');
        });
      } catch (error) {
        release();
        throw error;
      }
    },
    commit() {
      within(() => database.exec('commit'));
      release();
    },
    within,
    rollback() {
      try {
        // SQLite has rolled back by itself when the disk is full: https://www.sqlite.org/lang_transaction.html
        if (database.open && database.inTransaction) database.exec('rollback');
      } catch {
        // The error before it is the one that tells.
      }
      release();
    },
    async between(work) {
      await take();
      try {
        return await patiently(work);
      } finally {
        release();
      }
    }
  };
}
