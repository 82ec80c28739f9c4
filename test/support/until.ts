/** Limit of a wait in tests and their browsers, in milliseconds; it only ends what hangs. Half of what a test may take. */
export const guardMs = 300_000;

/** Waits until a condition holds; fails after `guardMs`. For what has no promise to wait for. */
export async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + guardMs;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`Still not so after ${guardMs} ms: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
