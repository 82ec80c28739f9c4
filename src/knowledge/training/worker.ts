import { readFileSync, writeSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { learn } from '../../matching/index.ts';
import { framed } from './frames.ts';
import type { Studied, Told } from './train-in-process.ts';

const stdout = 1;
/** How long to wait before a pipe that was full is tried again, in milliseconds. */
const fullMs = 2;
const pause = new Int32Array(new SharedArrayBuffer(4));

/** @returns how many bytes the pipe took */
function writeSome(bytes: Buffer, from: number): number {
  try {
    return writeSync(stdout, bytes, from);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    Atomics.wait(pause, 0, 0, fullMs);
    return 0;
  }
}

// Where all processes of a service are told to stop, the one that is learnt for ends this one.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);

/**
 * Learns what stands on the standard input and tells it on the standard output. It writes at once, since nothing else is
 * done until all is learnt; once nobody reads any more the write fails, and this ends.
 */
const { before, ...parts } = deserialize(readFileSync(0)) as Studied;
const tell = (told: Told): void => {
  const bytes = framed(serialize(told));
  for (let from = 0; from < bytes.length; ) from += writeSome(bytes, from);
};
const whole = learn(parts, before && { confidence: before, ready: (early) => tell({ early }) });
const { tables: _, ...rest } = whole;
// the index was told already: once is enough of what is largest
tell(before ? { rest } : { whole });
