import { createRequire } from 'node:module';
import { atOnce, type Work } from './work.ts';

interface Boss {
  start(): Promise<unknown>;
  createQueue(name: string): Promise<void>;
  insert(jobs: readonly object[]): Promise<unknown>;
  fetch(name: string, options: { batchSize: number }): Promise<readonly { id: string }[]>;
  complete(name: string, ids: readonly string[]): Promise<unknown>;
  stop(options: object): Promise<void>;
}

/** pg-boss 10, fetching and completing in batches. */
export async function boss(databaseUrl: string, peers: string, count: number): Promise<Work> {
  const PgBoss = createRequire(peers)('pg-boss') as new (options: object) => Boss;
  const queue = new PgBoss({ connectionString: databaseUrl, supervise: false, schedule: false, max: 10 });
  await queue.start();
  await queue.createQueue('tip');
  let done = 0;
  return {
    async run() {
      for (let from = 0; from < count; from += 500) {
        await queue.insert(
          Array.from({ length: Math.min(500, count - from) }, (_, index) => ({
            name: 'tip',
            data: { channel: from + index }
          }))
        );
      }
      for (;;) {
        const jobs = await queue.fetch('tip', { batchSize: atOnce });
        if (jobs.length === 0) return done;
        done += jobs.length;
        await queue.complete(
          'tip',
          jobs.map(({ id }) => id)
        );
      }
    },
    close: () => queue.stop({ graceful: false })
  };
}
