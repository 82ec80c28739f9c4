/** A bounded concurrency queue that serves its keys in turn, one task each. */
export interface FairQueue {
  /**
   * Runs a task when it is its turn.
   *
   * @param key owner of the task: waiting keys are served in turn, one task each
   * @param most tasks that may wait before this one; the queue's own limit when not given
   * @returns the task's result; undefined at once when too many tasks wait already
   */
  run<T>(key: string, work: () => Promise<T>, most?: number): Promise<T> | undefined;
  /** Returns the number of running and of waiting tasks. */
  state(): { inWork: number; waiting: number };
}

interface Bounds {
  /** Maximum number of running tasks. */
  inWork: number;
  /** Maximum number of waiting tasks. */
  waiting: number;
}

/** Creates a queue that serves its keys in turn, first come first served within each key. */
export function createFairQueue(bounds: Bounds): FairQueue {
  const lines = new Map<string, (() => void)[]>();
  let inWork = 0;
  let waiting = 0;

  /** Starts the first task of the key whose turn it is, and moves that key to the end. */
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
