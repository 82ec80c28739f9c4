import { Worker } from 'node:worker_threads';
import type { Knowledge } from '../core/entry.ts';
import { type Learnt, learn } from '../matching/index.ts';

/** What is to be learnt. */
export interface Studied {
  knowledge: Knowledge;
  wordTable?: Uint8Array | undefined;
  /** How sure to be was learnt from the knowledge as it was; it serves until it is learnt anew. */
  before?: Learnt['confidence'] | undefined;
}

/** What a thread tells: first what serves for the time being, where there was knowledge before, then what was missing. */
export type Told = { early: Learnt } | { rest: Omit<Learnt, 'tables'> } | { whole: Learnt };

/** Learning that goes on beside the program. Neither promise settles once it is abandoned. */
export interface Study {
  /** The new index with the confidence of before and weights that were not learnt to the end: right about what is known. */
  early: Promise<Learnt>;
  /** The same as a fresh start would learn. */
  whole: Promise<Learnt>;
  abandon(): void;
}

/** What is learnt stands in a few large arrays: little room for small things keeps the thread small. */
const maxYoungGenerationSizeMb = 8;

/** Learns in a thread of its own; when the program runs from its source, which Node 20 cannot load there, in place. */
export function study(parts: Studied): Study {
  if (import.meta.url.endsWith('.ts')) return studyHere(parts);
  const resourceLimits = { maxYoungGenerationSizeMb };
  const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: parts, resourceLimits });
  let abandoned = false;
  let known: Learnt | undefined;
  const told = <T>(take: (told: Told) => T | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      worker.on('message', (message: Told) => {
        const taken = take(message);
        if (taken) resolve(taken);
      });
      worker.once('error', reject);
      worker.once('exit', () => abandoned || reject(new Error('Learning ended without a result.')));
    });
  const early = told((message) => {
    if ('rest' in message) return undefined;
    known = 'early' in message ? message.early : message.whole;
    return known;
  });
  const whole = told((message) => {
    if ('whole' in message) return message.whole;
    return 'rest' in message && known ? { ...message.rest, tables: known.tables } : undefined;
  });
  // whoever waits for one of them need not wait for the other
  for (const promise of [early, whole]) promise.catch(() => undefined);
  return {
    early,
    whole,
    abandon: () => {
      abandoned = true;
      void worker.terminate();
    }
  };
}

function studyHere({ before, ...parts }: Studied): Study {
  let early: Learnt | undefined;
  const ready = (learnt: Learnt): void => {
    early = learnt;
  };
  const whole = learn(parts, before && { confidence: before, ready });
  return { early: Promise.resolve(early ?? whole), whole: Promise.resolve(whole), abandon: () => undefined };
}
