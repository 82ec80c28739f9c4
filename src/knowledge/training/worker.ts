import type { MatcherParts } from '../../matching/index.ts';
import { train } from '../../matching/index.ts';

// When all processes of a service are told to stop, the parent process ends this one.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);

/** Learns from the one message of the parent process, sends the result back and exits. */
process.once('message', (parts: MatcherParts) => {
  process.send?.(train(parts), () => process.disconnect());
});
