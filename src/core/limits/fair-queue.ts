/** A bounded concurrency queue that serves its keys in turn, one piece of work each. */
export interface FairQueue {
  /**
   * Does a piece of work when it is its turn.
   *
   * @param key whose work it is: those who wait go on by turns, one piece each
   * @param most pieces that may wait before this one; as many as the queue takes when not given
   * @returns what the work returns; undefined at once when too much waits already
   */
  run<T>(key: string, work: () => Promise<T>, most?: number): Promise<T> | undefined;
  /** Pieces in work, and pieces waiting. */
  state(): { inWork: number; waiting: number };
}

interface Bounds {
  /** Pieces in work at once. */
  inWork: number;
  /** Pieces that may wait. */
  waiting: number;
}

/** Makes a queue that goes round by key, first come first served within each. */
export function createFairQueue(bounds: Bounds): FairQueue {
  const lines = new Map<string, (() => void)[]>();
  let inWork = 0;
  let waiting = 0;

  /** Lets in the first of the line whose turn it is, and puts that line last. */
  const next = (): void => {
    const [turn] = lines;
    if (!turn || inWork >= bounds.inWork) return;
    const [key, line] = turn;
    const begin = line.shift();
    lines.delete(key);
    if (line.length > 0) lines.set(key, line);
    waiting -= 1;
    begin?.();
  };

  const begin = async <T>(work: () => Promise<T>): Promise<T> => {
    inWork += 1;
    try {
      return await work();
    } finally {
      inWork -= 1;
      next();
    }
  };

  return {
    run(key, work, most = bounds.waiting) {
      if (inWork < bounds.inWork) return begin(work);
      if (waiting >= most) return undefined;
      waiting += 1;
      return new Promise((resolve) => {
        const line = lines.get(key) ?? [];
        line.push(() => resolve(begin(work)));
        lines.set(key, line);
      });
    },
    state: () => ({ inWork, waiting })
  };
}
