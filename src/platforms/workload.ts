/** Limits of what one process has under way. */
export interface Bounds {
  /**
   * Requests under way: a hundred messages in work, three hundred waiting for the bot, two hundred answered that the
   * bot is busy. All that takes two to three seconds on one core, as long as Slack waits. Further requests get 503, and
   * the platform sends them again. Each takes some tens of kilobytes.
   */
  requests: number;
  /** Messages in work. */
  inWork: number;
  /** Messages waiting: three hundred are two seconds of work on one core, which platforms and people accept. */
  waiting: number;
}

export const usualBounds: Bounds = { requests: 600, inWork: 100, waiting: 300 };

/** Maximum number of event loop turns that the next message waits for pending input: a flood must not stop answers. */
const mostTurns = 25;

/**
 * All that is under way in the process, over all platforms: the one place that admits requests, queues messages, and
 * knows when a stop may go on.
 */
export interface Workload {
  /** True where no more requests may be accepted. */
  readonly full: boolean;
  /** Runs the work that one request causes, from its authentication until all is done, and counts it until then. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Runs the work of one message when it is its turn: one message a key, then the next key.
   *
   * @param extra messages that may wait beyond the usual limit before this one
   * @returns undefined at once when too many messages wait already
   */
  inTurn<T>(key: string, work: () => Promise<T>, extra?: number): Promise<T> | undefined;
  /** Records a connection or request that came in: the next message waits until nothing more comes. */
  arrived(): void;
  /** Returns the number of requests under way, and of messages in work and waiting. */
  state(): { underWay: number; inWork: number; waiting: number };
  /** Resolves with true when no request is under way, with false after `mostMs` milliseconds. */
  idle(mostMs: number): Promise<boolean>;
}

/**
 * Creates the workload of a process. A message keeps the processor busy for some milliseconds, and Node accepts one new
 * connection in each turn of its event loop. So between two messages the loop turns until nothing more comes in: no
 * acknowledgement waits for fifty answers (docs/decisions/0042-what-earns-its-place.md).
 */
export function createWorkload(given: Partial<Bounds> = {}): Workload {
  const bounds = { ...usualBounds, ...given };
  const lines = new Map<string, (() => void)[]>();
  const drained = new Set<() => void>();
  let underWay = 0;
  let inWork = 0;
  let waiting = 0;
  let arrivals = 0;
  let scheduled = false;

  const schedule = (): void => {
    if (scheduled || waiting === 0 || inWork >= bounds.inWork) return;
    scheduled = true;
    setImmediate(startNext, arrivals, 1);
  };

  /** Starts the first message of the key whose turn it is, and moves that key to the end. */
  const startNext = (seen: number, turns: number): void => {
    if (arrivals !== seen && turns < mostTurns) {
      setImmediate(startNext, arrivals, turns + 1);
      return;
    }
    scheduled = false;
    const [turn] = lines;
    if (!turn) return;
    const [key, line] = turn;
    const start = line.shift();
    lines.delete(key);
    if (line.length > 0) lines.set(key, line);
    waiting -= 1;
    start?.();
    schedule();
  };

  const begin = async <T>(work: () => Promise<T>): Promise<T> => {
    inWork += 1;
    try {
      return await work();
    } finally {
      inWork -= 1;
      schedule();
    }
  };

  return {
    get full() {
      return underWay >= bounds.requests;
    },
    async run(work) {
      underWay += 1;
      try {
        return await work();
      } finally {
        underWay -= 1;
        if (underWay === 0) for (const done of [...drained]) done();
      }
    },
    inTurn(key, work, extra = 0) {
      if (inWork + waiting >= bounds.inWork + bounds.waiting + extra) return undefined;
      waiting += 1;
      return new Promise((resolve) => {
        const line = lines.get(key) ?? [];
        line.push(() => resolve(begin(work)));
        lines.set(key, line);
        schedule();
      });
    },
    arrived() {
      arrivals += 1;
    },
    state: () => ({ underWay, inWork, waiting }),
    idle(mostMs) {
      if (underWay === 0) return Promise.resolve(true);
      return new Promise((resolve) => {
        const finish = (clear: boolean) => {
          clearTimeout(timer);
          drained.delete(done);
          resolve(clear);
        };
        const done = () => finish(true);
        const timer = setTimeout(() => finish(false), mostMs);
        drained.add(done);
      });
    }
  };
}
