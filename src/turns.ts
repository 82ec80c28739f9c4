/**
 * Lets one waiter go on in each turn of the event loop. Finding an answer keeps the processor busy for some milliseconds;
 * between two of them what came in meanwhile is read and acknowledged, so that no acknowledgement waits for fifty answers.
 */
export function createTurns(): () => Promise<void> {
  const waiting: (() => void)[] = [];
  const next = (): void => {
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(next);
  };
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length === 1) setImmediate(next);
    });
}
