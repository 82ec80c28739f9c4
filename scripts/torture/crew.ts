import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { TorturePlan } from './plan.ts';

/** The workers of a trial. */
export interface Crew {
  /** Starts one more; resolves once it has begun. */
  start(): Promise<ChildProcess>;
  /** Kills one at once, as a power cut would. */
  kill(worker: ChildProcess): void;
  killAll(): void;
  /** Tells all of them the time. */
  tell(time: number): void;
  /** Resolves after the next run of a worker. */
  ran(worker: ChildProcess): Promise<void>;
  /** Returns the torture time since which a worker is waited for: the slowest of those that have begun, or a new start where there is none. */
  waitsSince(): number;
  /** Waits for nobody longer than from now on. */
  forgive(): void;
  /** Returns the number of workers that ended by themselves, which none should. */
  ended(): number;
  /** Runs that failed, by the kind of fault. */
  failures(): Readonly<Record<string, number>>;
}

/**
 * @param file compiled worker, run by plain node
 * @param now torture time
 */
export function createCrew(file: string, plan: Omit<TorturePlan, 'now'>, now: () => number): Crew {
  const living = new Set<ChildProcess>();
  /** Torture time of the last run of each that has begun. */
  const lastRun = new Map<ChildProcess, number>();
  const failures: Record<string, number> = {};
  let ended = 0;
  let lastDeath = now();
  const leave = (worker: ChildProcess): boolean => {
    lastRun.delete(worker);
    lastDeath = now();
    return living.delete(worker);
  };
  const kill = (worker: ChildProcess): void => {
    leave(worker);
    worker.kill('SIGKILL');
  };
  return {
    start() {
      const given = JSON.stringify({ ...plan, now: now() });
      const worker = spawn(process.execPath, [file, given], { stdio: ['pipe', 'pipe', 'inherit'] });
      // The time is told to one that was killed in this moment.
      worker.stdin.on('error', () => undefined);
      living.add(worker);
      return new Promise((resolve, reject) => {
        worker.on('exit', (code) => {
          if (leave(worker)) ended += 1;
          reject(new Error(`A worker ended by itself with status ${code}.`));
        });
        createInterface(worker.stdout).on('line', (line) => {
          if (living.has(worker) && (line === 'ready' || line === 'ran')) lastRun.set(worker, now());
          if (line === 'ready') resolve(worker);
          else if (line === 'ran') worker.emit('ran');
          else failures[line] = (failures[line] ?? 0) + 1;
        });
      });
    },
    kill,
    killAll: () => living.forEach(kill),
    tell: (time) => {
      for (const { stdin } of living) stdin?.write(`${time}\n`);
    },
    ran: async (worker) => void (await once(worker, 'ran')),
    waitsSince: () => (lastRun.size > 0 ? Math.min(...lastRun.values()) : lastDeath),
    forgive() {
      for (const worker of lastRun.keys()) lastRun.set(worker, now());
      lastDeath = now();
    },
    ended: () => ended,
    failures: () => failures
  };
}
