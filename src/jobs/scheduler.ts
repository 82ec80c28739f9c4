import type { Logger } from '../observability/logger.ts';
import { beginRequest, noTracing, type Tracing } from '../observability/tracing.ts';

/** A periodic job. */
export interface Job {
  name: string;
  everyMs: number;
  /**
   * @param now milliseconds since 1970
   * @param signal aborted when the program stops
   */
  run(now: number, signal: AbortSignal): Promise<unknown>;
}

export interface Scheduler {
  start(): void;
  /** Starts no new run and waits for those under way. */
  stop(): Promise<void>;
}

interface Watched {
  /** Called for every run that failed, with the job's name. */
  onFailure?: (where: string) => void;
  tracing?: Tracing;
}

/**
 * Creates the only timer in the program. A job never runs twice at once; a failed run is logged and tried again at its
 * next turn. Each start is shifted by up to a tenth of the interval, so that replicas do not query the store in step.
 */
export function createScheduler(
  jobs: readonly Job[],
  logger: Logger,
  now: () => number = Date.now,
  { onFailure = () => {}, tracing = noTracing }: Watched = {}
): Scheduler {
  const stopping = new AbortController();
  const timers = new Set<NodeJS.Timeout>();
  const underWay = new Set<Promise<void>>();

  const runOnce = ({ name, run }: Job): Promise<void> =>
    beginRequest(() => tracing.span(`job ${name}`, {}, () => attempt(name, run)));

  const attempt = async (name: string, run: Job['run']): Promise<void> => {
    try {
      await run(now(), stopping.signal);
    } catch (error) {
      onFailure(`job ${name}`);
      const { name: kind, message } = error instanceof Error ? error : new Error(String(error));
      logger.error('job.failed', { job: name, kind, message });
    }
  };

  const arm = (job: Job, inMs: number): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      const work: Promise<void> = runOnce(job).finally(() => {
        underWay.delete(work);
        if (!stopping.signal.aborted) arm(job, job.everyMs * (0.9 + Math.random() * 0.2));
      });
      underWay.add(work);
    }, inMs);
    timers.add(timer);
  };

  return {
    start: () => {
      for (const job of jobs) arm(job, Math.random() * Math.min(job.everyMs, 1000));
    },
    async stop() {
      stopping.abort();
      for (const timer of timers) clearTimeout(timer);
      await Promise.all(underWay);
    }
  };
}
