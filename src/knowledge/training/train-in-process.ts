import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import type { Knowledge } from '../../core/model/entry.ts';
import { type Learnt, learn, type TrainingData } from '../../matching/index.ts';
import { unframed } from './frames.ts';

/** What is to be learnt. */
export interface Studied {
  knowledge: Knowledge;
  wordTable?: Uint8Array | undefined;
  training?: TrainingData | undefined;
  /** How sure to be was learnt from the knowledge as it was; it serves until it is learnt anew. */
  before?: Learnt['confidence'] | undefined;
}

/** What the learner tells: first what serves for the time being, where there was knowledge before, then what was missing. */
export type Told = { early: Learnt } | { rest: Omit<Learnt, 'tables'> } | { whole: Learnt };

/** Learning that goes on beside the program. Neither promise settles once it is abandoned. */
export interface Study {
  /** The new index with the confidence of before and weights that were not learnt to the end: right about what is known. */
  early: Promise<Learnt>;
  /** The same as a fresh start would learn. */
  whole: Promise<Learnt>;
  abandon(): void;
}

/** Learning takes seconds; what takes so many milliseconds hangs. */
const learnMs = 5 * 60_000;

/**
 * Learns in a process of its own: it takes seconds and a hundred megabytes, which a thread would not give back. When the
 * program runs from its source, which Node 20 cannot load there, in place. That process is in a group of its own, so that
 * a terminal's Ctrl-C reaches this program alone, which then ends it.
 *
 * @param options of Node for that process, with which it can load the source
 * @param limitMs after which that process is killed and counts as failed
 */
export function study(parts: Studied, options?: readonly string[], limitMs = learnMs): Study {
  const fromSource = import.meta.url.endsWith('.ts');
  if (fromSource && !options) return studyHere(parts);
  const worker = fileURLToPath(new URL(fromSource ? './worker.ts' : './worker.js', import.meta.url));
  const learner = spawn(process.execPath, [...(options ?? []), worker], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
    windowsHide: true
  });
  const early = settled<Learnt>();
  const whole = settled<Learnt>();
  let known: Learnt | undefined;
  const hear = (told: Told): void => {
    if ('rest' in told) {
      if (known) whole.resolve({ ...told.rest, tables: known.tables });
      return;
    }
    known = 'early' in told ? told.early : told.whole;
    early.resolve(known);
    if ('whole' in told) whole.resolve(known);
    else letGoFirst(learner.pid);
  };
  const failed = (error: Error): void => {
    early.reject(error);
    whole.reject(error);
    learner.kill('SIGKILL');
  };
  const hanging = (): void => failed(new Error(`Learning took longer than ${limitMs / 1000} seconds, and was ended.`));
  const limit = setTimeout(hanging, limitMs).unref();
  let abandoned = false;
  learner.stdout.on(
    'data',
    unframed((message) => {
      try {
        hear(deserialize(message) as Told);
      } catch (cause) {
        // Node itself may write there, as with --trace-gc in NODE_OPTIONS.
        failed(new Error('What was learnt could not be read.', { cause }));
      }
    })
  );
  learner.once('error', failed);
  learner.once('close', () => {
    clearTimeout(limit);
    if (!abandoned) failed(new Error('Learning ended without a result.'));
  });
  learner.stdin.on('error', () => undefined);
  learner.stdin.end(serialize(parts));
  return {
    early: early.promise,
    whole: whole.promise,
    abandon: () => {
      abandoned = true;
      clearTimeout(limit);
      learner.kill('SIGKILL');
    }
  };
}

/** A promise with its two ends. Whoever waits for another one need not wait for it. */
function settled<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}

/** What serves is there; the rest can wait for answers. Not everywhere allowed, and nothing depends on it. */
function letGoFirst(pid: number | undefined): void {
  try {
    if (pid) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // then both have the same priority
  }
}

function studyHere({ before, ...parts }: Studied): Study {
  let early: Learnt | undefined;
  const ready = (learnt: Learnt): void => {
    early = learnt;
  };
  const whole = learn(parts, before && { confidence: before, ready });
  return { early: Promise.resolve(early ?? whole), whole: Promise.resolve(whole), abandon: () => undefined };
}
