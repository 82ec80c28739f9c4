import { expect, test } from '@jest/globals';
import { createScheduler, type Job } from '../../src/jobs/scheduler.ts';
import { createListeningLogger, type LoggedLine } from '../support/listening-logger.ts';
import { until } from '../support/until.ts';

test('a job runs again and again, never twice at once, also when it fails', async () => {
  const lines: LoggedLine[] = [];
  let runs = 0;
  let atOnce = 0;
  let most = 0;
  const job: Job = {
    name: 'tips',
    everyMs: 1,
    async run() {
      runs += 1;
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise((resolve) => setTimeout(resolve, 3));
      atOnce -= 1;
      if (runs === 2) throw new Error('away');
    }
  };
  const scheduler = createScheduler([job], createListeningLogger(lines));
  scheduler.start();
  await until(() => runs >= 5);
  await scheduler.stop();
  expect(most).toBe(1);
  expect(lines).toEqual([
    { level: 'error', event: 'job.failed', fields: { job: 'tips', kind: 'Error', message: 'away' } }
  ]);
});

test('stopping tells the run under way, waits for it, and begins no other', async () => {
  let begun = 0;
  let told = false;
  let finished = false;
  const job: Job = {
    name: 'tips',
    everyMs: 1,
    async run(_, signal) {
      begun += 1;
      await until(() => signal.aborted);
      told = true;
      await new Promise((resolve) => setTimeout(resolve, 5));
      finished = true;
    }
  };
  const scheduler = createScheduler([job], createListeningLogger());
  scheduler.start();
  await until(() => begun === 1);
  await scheduler.stop();
  expect([told, finished, begun]).toEqual([true, true, 1]);
});

test('stopping before the first turn runs nothing', async () => {
  const scheduler = createScheduler(
    [{ name: 'tips', everyMs: 1, run: async () => expect(true).toBe(false) }],
    createListeningLogger()
  );
  scheduler.start();
  await scheduler.stop();
});
