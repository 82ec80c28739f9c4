import { parentPort, workerData } from 'node:worker_threads';
import { DocumentError } from './document.ts';
import { readDocument } from './read-document.ts';
import type { FromWorker, ToWorker } from './read-in-worker.ts';

const say = (message: FromWorker): void => parentPort!.postMessage(message);
const { name, bytes, address } = workerData as ToWorker;
try {
  const reading = await readDocument(name, bytes, address, (done, of, what) => say({ done, of, what }));
  say({ reading });
} catch (error) {
  say({ fault: faultOf(error) });
}

function faultOf(error: unknown): string {
  if (error instanceof DocumentError) return error.message;
  if (error instanceof RangeError)
    return 'It could not be read: it nests too deeply, or one paragraph is far too long. Split it.';
  return `It could not be read: ${(error as Error).message.split('\n')[0]}`;
}
