import { parentPort, workerData } from 'node:worker_threads';
import { learn } from '../matching/index.ts';
import type { Studied, Told } from './study.ts';

/** Learns in a thread of its own, so that questions are answered meanwhile and its memory is given back. */
const { before, ...parts } = workerData as Studied;
const tell = (told: Told): void => parentPort?.postMessage(told);
const whole = learn(parts, before && { confidence: before, ready: (early) => tell({ early }) });
const { tables: _, ...rest } = whole;
// the index was told already: once is enough of what is largest
tell(before ? { rest } : { whole });
