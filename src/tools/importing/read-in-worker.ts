import path from 'node:path';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import { DocumentError, type Progress, type Reading } from './document.ts';
import { limits } from './limits.ts';

/** Input of the parsing thread. */
export interface ToWorker {
  name: string;
  bytes: Uint8Array;
  address: string | undefined;
}

/** Messages of the parsing thread. */
export type FromWorker = { reading: Reading } | { fault: string } | { done: number; of: number; what: string };

/** Limits for one document; all have defaults. */
export interface WorkerBounds {
  parseMs?: number;
  heapMb?: number;
  growthMb?: number;
  /** Further options of Node for the thread. */
  execArgv?: WorkerOptions['execArgv'];
}

/**
 * Share of the heap, as a divisor, that young objects may take: with more of them V8 passes its limit in one step and ends the process
 * before Node.js can stop the thread (seen in one of three runs with 64 MB beside 48).
 */
const youngShare = 8;

const tooLarge = (): DocumentError =>
  new DocumentError(
    'The document takes more memory than is allowed to read it. Split it, or save it again without large pictures.'
  );

/**
 * Reads a document in a separate thread, which is stopped when it takes too long or too much memory. Heap is bounded by
 * Node; memory outside the heap (unpacked streams) by watching the growth of the process.
 *
 * @throws DocumentError when the document cannot be read within the limits
 */
export async function readInWorker(
  document: ToWorker,
  progress: Progress,
  bounds: WorkerBounds = {}
): Promise<Reading> {
  const { parseMs = limits.parseMs, heapMb = limits.heapMb, growthMb = limits.growthMb, execArgv } = bounds;
  const here = import.meta.url;
  const worker = new Worker(new URL(`./worker${path.extname(here)}`, here), {
    workerData: document,
    resourceLimits: {
      maxOldGenerationSizeMb: heapMb,
      maxYoungGenerationSizeMb: Math.min(64, heapMb / youngShare),
      stackSizeMb: 4
    },
    stdout: true,
    stderr: true,
    ...(execArgv && { execArgv })
  });
  const before = process.memoryUsage().rss;
  let [deadline, watch]: (NodeJS.Timeout | undefined)[] = [];
  try {
    return await new Promise<Reading>((resolve, reject) => {
      const seconds = Math.round(parseMs / 1000);
      deadline = setTimeout(
        () => reject(new DocumentError(`It was not read within ${seconds} seconds. Split the document.`)),
        parseMs
      );
      watch = setInterval(() => process.memoryUsage().rss - before > growthMb * 1e6 && reject(tooLarge()), 50);
      worker.on('message', (message: FromWorker) => {
        if ('reading' in message) resolve(message.reading);
        else if ('fault' in message) reject(new DocumentError(message.fault));
        else progress(message.done, message.of, message.what);
      });
      worker.on('error', (error: NodeJS.ErrnoException) => {
        reject(
          error.code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? tooLarge()
            : new DocumentError('It could not be read: its parser failed.', { cause: error })
        );
      });
      worker.on('exit', () => reject(new DocumentError('It could not be read: its parser stopped.')));
    });
  } finally {
    clearTimeout(deadline);
    clearInterval(watch);
    await worker.terminate();
  }
}
