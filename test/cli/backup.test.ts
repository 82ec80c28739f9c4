import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import Database from 'libsql';
import { openStore } from '../../src/storage/index.ts';
import { createListeningLogger } from '../support/listening-logger.ts';
import { runCli } from '../support/terminal.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'backup-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('what was backed up comes back in another place', async () => {
  const [here, there, file] = ['here', 'there', 'backup.file'].map((name) => path.join(folder, name));
  const store = await openStore({ dataDir: here! }, createListeningLogger());
  await store.feedback.vote({ about: 'squire-2', voter: 'v', helpful: true, at: 5 });
  expect(await runCli(['backup', file!], { environment: { DATA_DIR: here! } })).toMatchObject({ status: 0, err: '' });
  await store.close();

  const environment = { DATA_DIR: there! };
  expect(await runCli(['restore', file!], { environment })).toMatchObject({
    status: 2,
    err: expect.stringContaining('--yes')
  });
  expect((await runCli(['restore', file!, '--yes'], { environment })).status).toBe(0);
  const other = await openStore({ dataDir: there! }, createListeningLogger());
  expect(await other.feedback.tally(0)).toEqual([{ about: 'squire-2', helpful: 1, unhelpful: 0 }]);
  await other.close();
});

test('after a newer version has used the store, the way back that is named leads back', async () => {
  const environment = { DATA_DIR: folder };
  const [store, file] = [path.join(folder, 'spread-bot.db'), path.join(folder, 'before')];
  await (await openStore({ dataDir: folder }, createListeningLogger())).close();
  await runCli(['backup', file], { environment });
  const newer = new Database(store);
  newer.exec("insert into schema_version values (9999, 'newer', 1)");
  newer.close();
  const refused = await runCli(['restore', file, '--yes'], { environment });
  expect(refused).toMatchObject({ status: 1, err: expect.stringContaining('that begin with spread-bot.db away') });
  await rename(store, path.join(folder, 'aside'));
  expect(await runCli(['restore', file, '--yes'], { environment })).toMatchObject({ status: 0, err: '' });
});

test('a backup that is not there is told from one that is damaged', async () => {
  const { status, err } = await runCli(['restore', 'none', '--yes'], { environment: { DATA_DIR: folder } });
  expect(status).toBe(1);
  expect(err).toMatch(/none cannot be read or written: there is no such file/);
});

test('a file that is no backup is refused and nothing is changed', async () => {
  const { status, err } = await runCli(['restore', 'README.md', '--yes'], { environment: { DATA_DIR: folder } });
  expect(status).toBe(1);
  expect(err).toMatch(/README\.md/);
});
