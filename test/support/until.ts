/** Waits until a condition holds; fails after `mostMs` milliseconds, by default half
 * of what a test may take: a busy machine is no fault. For what has no promise to wait for. */
export async function until(condition: () => boolean, mostMs = 30_000): Promise<void> {
  const end = Date.now() + mostMs;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`Still not so after ${mostMs} ms: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
