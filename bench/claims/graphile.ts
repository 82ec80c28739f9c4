import { createRequire } from 'node:module';
import { atOnce, type Work } from './work.ts';

interface Job {
  task: string;
  payload: object;
}
interface GraphileWorker {
  makeWorkerUtils(options: object): Promise<{
    migrate(): Promise<void>;
    addJobs(jobs: readonly { identifier: string; payload: object }[]): Promise<unknown>;
    release(): Promise<void>;
  }>;
  runOnce(options: object, tasks: Record<string, (payload: Job) => Promise<void>>): Promise<void>;
}

/** graphile-worker 0.17, as its manual sets it for throughput: a local queue, and done jobs marked in batches. */
export async function graphile(databaseUrl: string, peers: string, count: number): Promise<Work> {
  const { makeWorkerUtils, runOnce } = createRequire(peers)('graphile-worker') as GraphileWorker;
  const utils = await makeWorkerUtils({ connectionString: databaseUrl });
  await utils.migrate();
  let done = 0;
  return {
    async run() {
      for (let from = 0; from < count; from += 500) {
        const jobs = Array.from({ length: Math.min(500, count - from) }, (_, index) => ({
          identifier: 'tip',
          payload: { channel: from + index }
        }));
        await utils.addJobs(jobs);
      }
      const tip = async () => {
        done += 1;
      };
      const tuned = { localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 };
      const preset = { worker: { connectionString: databaseUrl, maxPoolSize: 10, concurrentJobs: atOnce, ...tuned } };
      await runOnce({ preset }, { tip });
      return done;
    },
    close: () => utils.release()
  };
}
