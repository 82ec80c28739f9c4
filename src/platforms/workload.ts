/**
 * Maximum number of requests under way in one process: a hundred in work, three hundred waiting for the bot, two
 * hundred answered that the bot is busy. All that takes two to three seconds on one core, as long as Slack waits.
 * Further requests get 503, and the platform sends them again. Each takes some tens of kilobytes.
 */
export const mostUnderWay = 600;

/**
 * Counts the requests of all platforms under way, from the moment a request is complete and authenticated until all its
 * work is done: for admission, and so that a stop can wait for it.
 */
export interface Workload {
  /** True where no more requests may be accepted. */
  readonly full: boolean;
  readonly underWay: number;
  /** Runs the work that one request causes, and counts it until it is done. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves with true when nothing is under way, with false after `mostMs` milliseconds. */
  idle(mostMs: number): Promise<boolean>;
}

/** Creates the counter of a process. */
export function createWorkload(most = mostUnderWay): Workload {
  let underWay = 0;
  const waiting = new Set<() => void>();
  return {
    get full() {
      return underWay >= most;
    },
    get underWay() {
      return underWay;
    },
    async run(work) {
      underWay += 1;
      try {
        return await work();
      } finally {
        underWay -= 1;
        if (underWay === 0) for (const done of [...waiting]) done();
      }
    },
    idle(mostMs) {
      if (underWay === 0) return Promise.resolve(true);
      return new Promise((resolve) => {
        const finish = (clear: boolean) => {
          clearTimeout(timer);
          waiting.delete(done);
          resolve(clear);
        };
        const done = () => finish(true);
        const timer = setTimeout(() => finish(false), mostMs);
        waiting.add(done);
      });
    }
  };
}
