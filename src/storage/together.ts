/** Items in one statement, at most: with seven values each, below the 32,766 that SQLite takes. */
const most = 500;

interface Waiting<T> {
  item: T;
  resolve: (written: boolean) => void;
  reject: (error: unknown) => void;
}

/**
 * Puts writes that are asked for at the same time into one statement: a disk syncs some hundred times a second, and a
 * server is asked some thousand times, whatever is in one go. Each promise settles when its own write is safe.
 *
 * @param write writes many, at once or not at all
 * @param keyOf tells items apart
 * @returns writes one; resolves with whether `write` named its key
 */
export function createTogether<T>(
  write: (items: readonly T[]) => Promise<ReadonlySet<string>>,
  keyOf: (item: T) => string
): (item: T) => Promise<boolean> {
  const queue: Waiting<T>[] = [];
  let writing = false;

  const drain = async (): Promise<void> => {
    writing = true;
    for (let batch = queue.splice(0, most); batch.length > 0; batch = queue.splice(0, most)) {
      try {
        const written = await write(batch.map(({ item }) => item));
        for (const { item, resolve } of batch) resolve(written.has(keyOf(item)));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    writing = false;
  };

  return (item) =>
    new Promise((resolve, reject) => {
      queue.push({ item, resolve, reject });
      // Those that are asked for in the same turn of the event loop come along.
      if (!writing) setImmediate(() => (writing ? undefined : drain()));
    });
}
