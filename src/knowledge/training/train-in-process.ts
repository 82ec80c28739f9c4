import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Learnt, learn, type MatcherParts } from '../../matching/index.ts';

/** What is to be learnt. */
export type Studied = MatcherParts;

/** Learning that goes on beside the program. */
export interface Study {
  /** What was learnt; never settles once it is abandoned. */
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
  if (fromSource && !options) return { whole: Promise.resolve(learn(parts)), abandon: () => undefined };
  const worker = fileURLToPath(new URL(fromSource ? './worker.ts' : './worker.js', import.meta.url));
  const learner = fork(worker, {
    serialization: 'advanced',
    execArgv: [...(options ?? [])],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true
  });
  let abandoned = false;
  const whole = new Promise<Learnt>((resolve, reject) => {
    const failed = (error: Error): void => {
      learner.kill('SIGKILL');
      if (!abandoned) reject(error);
    };
    const hanging = (): void =>
      failed(new Error(`Learning took longer than ${limitMs / 1000} seconds, and was ended.`));
    const limit = setTimeout(hanging, limitMs).unref();
    learner.once('message', (learnt) => resolve(learnt as Learnt));
    learner.once('error', failed);
    learner.once('close', () => {
      clearTimeout(limit);
      failed(new Error('Learning ended without a result.'));
    });
    learner.send(parts, (error) => error && failed(error));
  });
  // A caller that waits for something else first must not be stopped by a failure that it has not looked at yet.
  whole.catch(() => undefined);
  return {
    whole,
    abandon: () => {
      abandoned = true;
      learner.kill('SIGKILL');
    }
  };
}
