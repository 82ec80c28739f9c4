import { join, resolve } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { compileScript } from '../../../scripts/compile.ts';
import { mountSmallDisk, serverStopped } from '../../../scripts/torture/absence.ts';
import { createRandom } from '../../../scripts/torture/random.ts';
import { type TortureOptions, torture } from '../../../scripts/torture/supervisor.ts';
import { startPostgres } from '../../support/postgres.ts';

// The short forms of `npm run torture`: one slot of forty channels, from its lead to its end in some six seconds.
let workerFile = '';
beforeAll(() => {
  workerFile = join(compileScript(resolve(import.meta.dirname, '../../..'), 'torture', 'torture-test'), 'worker.js');
});

const trial = (options: Partial<TortureOptions>) =>
  torture({
    way: 'schedule',
    databaseUrl: '',
    kills: 0,
    channels: 40,
    days: 0.45,
    replicas: 1,
    faultRate: 0.1,
    speed: 7200,
    longestLifeMs: 1000,
    workerFile,
    random: createRandom(20261123),
    ...options
  });
const well = { tips: 40, lost: 0, doubled: 0, misreported: 0, ended: 0, sound: true };

test('killed again and again while posting, the program loses and doubles nothing', async () => {
  const result = await trial({ kills: 8 });
  expect(result).toMatchObject(well);
  expect(result.kills).toBeGreaterThanOrEqual(8);
});

test('killed again and again while it reminds people of an assessment, the program loses and doubles nothing', async () => {
  const result = await trial({ ledger: 'reminders', kills: 8 });
  expect(result).toMatchObject(well);
  expect(result.kills).toBeGreaterThanOrEqual(8);
});

test('three replicas that are killed send each reminder once over PostgreSQL', async () => {
  const server = await startPostgres();
  if (!server) return;
  try {
    const databaseUrl = await server.createDatabase();
    expect(await trial({ ledger: 'reminders', databaseUrl, replicas: 3, kills: 8 })).toMatchObject(well);
  } finally {
    await server.remove();
  }
});

test('PostgreSQL goes while tips are due: the replicas stay up, nothing is lost or doubled, the report is right', async () => {
  const server = await startPostgres();
  if (!server) return;
  try {
    const databaseUrl = await server.createDatabase();
    const absence = serverStopped(server, 2500);
    const result = await trial({ way: 'post once', databaseUrl, replicas: 3, absence });
    expect(result).toMatchObject(well);
    expect(Object.keys(result.failures)).toEqual(['StoreError']);
  } finally {
    await server.remove();
  }
});

test('the disk of the embedded store is full while tips are due: the same, and its file is sound', async () => {
  const disk = await mountSmallDisk();
  if (!disk) return;
  try {
    const result = await trial({ disk: disk.folder, absence: disk.full(2000) });
    expect(result).toMatchObject(well);
    expect(Object.keys(result.failures)).toEqual(['StoreError']);
  } finally {
    await disk.remove();
  }
});
