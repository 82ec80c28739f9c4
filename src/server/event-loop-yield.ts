/** Lets what comes in go before what is to be worked out. */
export interface EventLoopYield {
  /** Resolves when it is this waiter's turn. */
  turn(): Promise<void>;
  /** Told of each connection and each request that comes in. */
  arrived(): void;
}

/** Turns of the event loop that one waiter lets others go before it, at most: a flood must not stop all answers. */
const mostPassed = 25;

/**
 * MatchResult an answer keeps the processor busy for some milliseconds, and Node takes one new connection in each turn of its
 * event loop. So between two answers the loop turns until nothing more comes in: no acknowledgement waits for fifty answers,
 * and of what is too much the sender is told at once.
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
