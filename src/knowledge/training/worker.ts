import { learn } from '../../matching/index.ts';
import type { Studied } from './train-in-process.ts';

// Where all processes of a service are told to stop, the one that is learnt for ends this one.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);

/** Learns what comes as the one message from the program, sends it back and ends. */
process.once('message', (parts: Studied) => {
  process.send?.(learn(parts), () => process.disconnect());
});
