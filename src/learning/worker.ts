import { parentPort, workerData } from 'node:worker_threads';
import { learn } from '../matching/index.ts';

/** Learns in a thread of its own, so that questions are answered meanwhile and its memory is given back. */
parentPort?.postMessage(learn(workerData));
