import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type MatcherParts, type TrainedModel, train } from '../../matching/index.ts';

/** Training that runs in the background. */
export interface Training {
  /** The result; never settles once the learning is abandoned. */
  whole: Promise<TrainedModel>;
  abandon(): void;
}

/** Milliseconds after which learning counts as hung; it normally takes seconds. */
const mostMs = 5 * 60_000;

/**
 * Learns in a separate process: it takes seconds and a hundred megabytes, which a thread would not free. When the
 * program runs from its source, which Node 20 cannot load there, it learns in place. The process has its own group, so
 * that a terminal's Ctrl-C reaches only this program, which then ends it.
 *
 * @param options of Node for that process, with which it can load the source
 * @param limitMs milliseconds after which the process is killed and counts as failed
 */
export function trainInProcess(parts: MatcherParts, options?: readonly string[], limitMs = mostMs): Training {
  const fromSource = import.meta.url.endsWith('.ts');
  if (fromSource && !options) return { whole: Promise.resolve(train(parts)), abandon: () => undefined };
  const worker = fileURLToPath(new URL(fromSource ? './worker.ts' : './worker.js', import.meta.url));
  const trainer = fork(worker, {
    serialization: 'advanced',
    execArgv: [...(options ?? [])],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true
  });
  let abandoned = false;
  const whole = new Promise<TrainedModel>((resolve, reject) => {
    const failed = (error: Error): void => {
      trainer.kill('SIGKILL');
      if (!abandoned) reject(error);
    };
    const hanging = (): void =>
      failed(new Error(`Learning took longer than ${limitMs / 1000} seconds, and was ended.`));
    const limit = setTimeout(hanging, limitMs).unref();
    trainer.once('message', (trained) => resolve(trained as TrainedModel));
    trainer.once('error', failed);
    trainer.once('close', () => {
      clearTimeout(limit);
      failed(new Error('Learning ended without a result.'));
    });
    trainer.send(parts, (error) => error && failed(error));
  });
  // A caller that awaits something else first must not be stopped by a failure that it has not handled yet.
  whole.catch(() => undefined);
  return {
    whole,
    abandon: () => {
      abandoned = true;
      trainer.kill('SIGKILL');
    }
  };
}
