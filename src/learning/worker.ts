import { readFileSync, writeSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { learn } from '../matching/index.ts';
import { framed } from './frames.ts';
import type { Studied, Told } from './study.ts';

/**
 * Learns what stands on the standard input and tells it on the standard output. It writes at once, since nothing else is
 * done until all is learnt; once nobody reads any more the write fails, and this ends.
 */
const { before, ...parts } = deserialize(readFileSync(0)) as Studied;
const tell = (told: Told): void => {
  const bytes = framed(serialize(told));
  for (let from = 0; from < bytes.length; ) from += writeSync(1, bytes, from);
};
const whole = learn(parts, before && { confidence: before, ready: (early) => tell({ early }) });
const { tables: _, ...rest } = whole;
// the index was told already: once is enough of what is largest
tell(before ? { rest } : { whole });
