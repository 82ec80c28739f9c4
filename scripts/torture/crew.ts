import { type ChildProcess, spawn } from 'node:child_process';
import type { TorturePlan } from './plan.ts';

/** The workers of a trial. */
export interface Crew {
  /** Starts one more; resolves once it has begun. */
  start(): Promise<ChildProcess>;
  /** Kills one at once, as a power cut would. */
  kill(worker: ChildProcess): void;
  killAll(): void;
  /** Number that ended by themselves, which none should. */
  ended(): number;
  /** Runs that failed, by the kind of fault. */
  failures(): Readonly<Record<string, number>>;
}

/** @param file compiled worker, run by plain node */
export function createCrew(file: string, plan: TorturePlan): Crew {
  const living = new Set<ChildProcess>();
  const failures: Record<string, number> = {};
  let ended = 0;
  const kill = (worker: ChildProcess): void => {
    living.delete(worker);
    worker.kill('SIGKILL');
  };
  return {
    start() {
      const worker = spawn(process.execPath, [file, JSON.stringify(plan)], { stdio: ['pipe', 'pipe', 'inherit'] });
      living.add(worker);
      return new Promise((resolve, reject) => {
        worker.on('exit', (code) => {
          if (living.delete(worker)) ended += 1;
          reject(new Error(`A worker ended by itself with status ${code}.`));
        });
        worker.stdout.on('data', (data: Buffer) => {
          for (const line of data.toString('utf8').split('\n').filter(Boolean)) {
            if (line === 'ready') resolve(worker);
            else failures[line] = (failures[line] ?? 0) + 1;
          }
        });
      });
    },
    kill,
    killAll: () => living.forEach(kill),
    ended: () => ended,
    failures: () => failures
  };
}
