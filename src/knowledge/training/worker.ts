import { learn } from '../../matching/index.ts';
import type { Studied } from './train-in-process.ts';

// When all processes of a service are told to stop, the parent process ends this one.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);

/** Learns from the one message of the parent process, sends the result back and exits. */
process.once('message', (parts: Studied) => {
  process.send?.(learn(parts), () => process.disconnect());
});
