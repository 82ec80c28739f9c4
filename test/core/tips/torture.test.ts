import { join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { compileScript } from '../../../scripts/compile.ts';
import { createRandom } from '../../../scripts/torture/random.ts';
import { torture } from '../../../scripts/torture/supervisor.ts';

/** The short form of `npm run torture`: one slot, with the program killed at random moments from its lead to its end. */
test('killed again and again while posting, the program loses and doubles nothing', async () => {
  const result = await torture({
    way: 'schedule',
    databaseUrl: '',
    kills: 8,
    channels: 40,
    days: 0.45,
    replicas: 1,
    faultRate: 0.1,
    speed: 3600,
    longestLifeMs: 2000,
    workerFile: join(compileScript(resolve(import.meta.dirname, '../../..'), 'torture', 'torture-test'), 'worker.js'),
    random: createRandom(20261123)
  });
  expect(result).toMatchObject({ tips: 40, lost: 0, doubled: 0 });
  expect(result.kills).toBeGreaterThanOrEqual(8);
}, 120_000);
