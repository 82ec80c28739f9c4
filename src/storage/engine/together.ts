import type { WriteTurn } from './write-turns.ts';

/** Items in one statement, at most: with seven values each, below the 32,766 that SQLite takes. */
const most = 500;

interface Waiting<T> {
  item: T;
  resolve: (written: boolean) => void;
  reject: (error: unknown) => void;
}

/**
 * How long a write may wait for others, in milliseconds. `turn`: any of them, also those a reply waits for, while writes come
 * thick; with ten, 100 questions a second take half the commits and 200 a third. The others are for writes that nobody waits
 * for, and a turn may be added. A process that is killed loses at most so much of them; one that is stopped loses nothing.
 * `answered`: until then what was answered is not known to be, and may be answered again after a kill. `counted`: what was
 * asked and shown, for the figures and for follow-ups.
 */
export const behindMs = { turn: 10, answered: 40, counted: 240 } as const;

/**
 * Writes that may wait where losing one costs a figure or a follow-up, and no more: a hundred seconds at full load, a few
 * megabytes. Beyond it the oldest are dropped, so that a database that hangs does not fill the memory.
 */
export const mostBehind = 10_000;

/** When a write comes, and what becomes of it when too many wait. */
interface When {
  /** How long the first one may wait for others besides, in milliseconds; 0 when not given. */
  waitMs?: number;
  /** How many may wait; beyond it the oldest is dropped. Not given where none may be: claims, and what was answered. */
  bound?: number;
  /** The next turn of the event loop when not given. */
  turn?: WriteTurn | undefined;
}

/** A part of the store that writes some milliseconds late. */
export interface Behind {
  /** Resolves when nothing waits to be written. */
  idle(): Promise<void>;
}

/** Writes that wait for each other. */
export interface Together<T> extends Behind {
  /** Writes one, with others; resolves with whether `write` named its key, when it is safe. Rejects when it was dropped. */
  put(item: T): Promise<boolean>;
}

/**
 * Puts writes that are asked for at the same time into one statement: a disk syncs some hundred times a second, and a
 * server is asked some thousand times, whatever is in one go. Each promise settles when its own write is safe.
 *
 * @param write writes many, at once or not at all
 * @param keyOf tells items apart
 */
export function createTogether<T>(
  write: (items: readonly T[]) => Promise<ReadonlySet<string>>,
  keyOf: (item: T) => string,
  { waitMs = 0, bound = Number.POSITIVE_INFINITY, turn = setImmediate }: When = {}
): Together<T> {
  const queue: Waiting<T>[] = [];
  let writing: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const drain = async (): Promise<void> => {
    for (let batch = queue.splice(0, most); batch.length > 0; batch = queue.splice(0, most)) {
      try {
        const written = await write(batch.map(({ item }) => item));
        for (const { item, resolve } of batch) resolve(written.has(keyOf(item)));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    writing = undefined;
  };
  const now = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    if (queue.length > 0) writing ??= drain();
    return writing ?? Promise.resolve();
  };

  return {
    put: (item) =>
      new Promise((resolve, reject) => {
        queue.push({ item, resolve, reject });
        if (queue.length > bound)
          queue.shift()?.reject(new Error(`More than ${bound} writes wait; the oldest is dropped.`));
        if (queue.length > 1 || writing || timer) return;
        if (waitMs > 0) timer = setTimeout(turn, waitMs, now);
        else turn(now);
      }),
    idle: async () => {
      while (queue.length > 0 || writing) await now();
    }
  };
}
