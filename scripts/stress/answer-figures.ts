import type { Figures } from './plan.ts';

/** Counts what nobody handles, and answers `figures` to the process that began this one. */
export function answerFigures(): void {
  let unhandled = 0;
  const count = (error: unknown): void => {
    unhandled += 1;
    process.stderr.write(`unhandled: ${error instanceof Error ? error.stack : String(error)}\n`);
  };
  process.on('unhandledRejection', count);
  process.on('uncaughtException', count);
  process.on('disconnect', () => process.exit());
  process.on('message', (message) => {
    if (message !== 'figures') return;
    globalThis.gc?.();
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed } = process.memoryUsage();
    const figures: Figures = { cpuMs: (user + system) / 1000, rss, heap: heapUsed, unhandled };
    process.send?.(figures);
  });
}
