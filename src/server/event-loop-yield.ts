/** Yields to pending I/O before CPU work starts. */
export interface EventLoopYield {
  /** Resolves when the caller may start its work. */
  turn(): Promise<void>;
  /** To be called for each connection and each request that comes in. */
  arrived(): void;
}

/** Maximum number of event loop turns that one caller waits: a flood must not stop all answers. */
const mostPassed = 25;

/**
 * Creates the queue of callers. An answer keeps the processor busy for some milliseconds, and Node accepts one new
 * connection in each turn of its event loop. So between two answers the loop turns until nothing more comes in: no
 * acknowledgement waits for fifty answers, and a request over the limit is refused at once.
 */
export function createEventLoopYield(): EventLoopYield {
  const waiting: (() => void)[] = [];
  let arrivals = 0;
  const pass = (seen: number, passed: number): void => {
    if (arrivals !== seen && passed < mostPassed) {
      const now = arrivals;
      setImmediate(() => pass(now, passed + 1));
      return;
    }
    waiting.shift()?.();
    if (waiting.length > 0) next();
  };
  const next = (): void => {
    const seen = arrivals;
    setImmediate(() => pass(seen, 1));
  };
  return {
    turn: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        if (waiting.length === 1) next();
      }),
    arrived: () => {
      arrivals += 1;
    }
  };
}
