import { chmod, cp, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fileState } from '../../src/storage/engine/file-state.ts';
import { inspectStore, openStore } from '../../src/storage/index.ts';
import { storeContract } from '../contract/store.contract.ts';
import { createListeningLogger, type LoggedLine } from '../support/listening-logger.ts';

const logger = createListeningLogger();
let root: string;
let made = 0;
function newFolder() {
  made += 1;
  return join(root, `store ${made}`, 'deep');
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'spread-bot-embedded-'));
});
afterAll(() => rm(root, { recursive: true }));

describe('embedded store', () => {
  let template: string;
  beforeAll(async () => {
    template = newFolder();
    await (await openStore({ dataDir: template }, logger)).close();
  });
  storeContract(async () => {
    const dataDir = newFolder();
    await cp(template, dataDir, { recursive: true });
    return { first: await openStore({ dataDir }, logger), second: await openStore({ dataDir }, logger) };
  });

  test('what others may read, and a file of 0 bytes, is told at start with what to do; looking changes neither', async () => {
    const lines: LoggedLine[] = [];
    const dataDir = newFolder();
    await mkdir(dataDir, { recursive: true });
    const file = join(dataDir, 'spread-bot.db');
    await writeFile(file, '');
    await chmod(dataDir, 0o755);
    await chmod(file, 0o644);
    const files = { others: 'read', empty: true };
    expect(await inspectStore({ dataDir }, logger)).toMatchObject({ schema: 0, files });
    expect(await inspectStore({ dataDir }, logger)).toMatchObject({ schema: 0, files });
    await (await openStore({ dataDir }, createListeningLogger(lines))).close();
    expect(lines.filter(({ level }) => level === 'warn')).toEqual([
      expect.objectContaining({
        event: 'store.open-to-others',
        fields: { fix: `chmod 700 ${dataDir}` }
      }),
      expect.objectContaining({
        event: 'store.empty',
        fields: { file, fix: expect.stringContaining('restore FILE --yes') }
      })
    ]);
    lines.splice(0);
    for (const each of [file, `${file}-wal`]) await chmod(each, 0o600);
    await (await openStore({ dataDir }, createListeningLogger(lines))).close();
    expect(lines.filter(({ level }) => level === 'warn')).toEqual([]);
    await chmod(dataDir, 0o750);
    await (await openStore({ dataDir }, createListeningLogger(lines))).close();
    expect(lines.filter(({ level }) => level === 'warn')).toEqual([]);
    expect(await fileState(file, 'win32')).toEqual({ others: 'nothing', empty: false });
  });

  test('looking at a store that is not there does not make it; one that is tells its schema', async () => {
    const dataDir = newFolder();
    const before = await inspectStore({ dataDir }, logger);
    expect(before).toMatchObject({ engine: 'libsql', schema: 0 });
    await expect(readdir(dataDir)).rejects.toThrow(/ENOENT/);
    await (await openStore({ dataDir }, logger)).close();
    expect(await inspectStore({ dataDir }, logger)).toEqual({
      ...before,
      schema: before.newest,
      files: { others: 'nothing', empty: false }
    });
  });

  test('what was written is there after closing and opening again', async () => {
    const dataDir = newFolder();
    const before = await openStore({ dataDir }, logger);
    await before.installations.save('slack/T1', 'sealed', 1);
    await before.close();
    const after = await openStore({ dataDir }, logger);
    expect(await after.installations.find('slack/T1')).toBe('sealed');
    await after.close();
  });

  test('a backup is one file, without a journal beside it', async () => {
    const store = await openStore({ dataDir: newFolder() }, logger);
    await mkdir(join(root, 'backups'));
    await store.backup(join(root, 'backups', 'monday.db'));
    expect(await readdir(join(root, 'backups'))).toEqual(['monday.db']);
    await store.close();
  });

  test('the folder, the store, what stands beside it and a backup are for the user of the bot alone', async () => {
    const before = process.umask(0);
    try {
      const dataDir = newFolder();
      const store = await openStore({ dataDir }, logger);
      await store.installations.save('slack/T1', 'sealed', 1);
      const modeOf = async (name: string) => [name, ((await stat(join(dataDir, name))).mode & 0o777).toString(8)];
      expect(await modeOf('.')).toEqual(['.', '700']);
      const beside = await readdir(dataDir);
      expect(beside).toContain('spread-bot.db-wal');
      await store.backup(join(dataDir, 'monday.db'));
      for (const name of await readdir(dataDir)) expect(await modeOf(name)).toEqual([name, '600']);
      await store.close();
    } finally {
      process.umask(before);
    }
  });

  test(':memory: keeps nothing and shares nothing', async () => {
    const options = { databaseUrl: ':memory:', dataDir: '/nowhere' };
    const one = await openStore(options, logger);
    const two = await openStore(options, logger);
    await one.installations.save('slack/T1', 'sealed', 1);
    expect(await two.installations.find('slack/T1')).toBeUndefined();
    await one.close();
    await two.close();
  });

  test('a folder that cannot be made, a file that is no store and a wrong address each name the fix', async () => {
    await writeFile(join(root, 'file'), '');
    await expect(openStore({ dataDir: join(root, 'file') }, logger)).rejects.toThrow(
      /DATA_DIR is a folder the bot may/
    );
    await writeFile(join(root, 'spread-bot.db'), 'not a database '.repeat(100));
    await expect(openStore({ dataDir: root }, logger)).rejects.toThrow(
      /damaged or no store of ours.*spread-bot restore/
    );
    const wrong = openStore({ databaseUrl: 'mysql://root:secret@host/x', dataDir: root }, logger);
    await expect(wrong).rejects.toThrow(
      'DATABASE_URL begins with "mysql:"; it may begin with postgres:// or be left empty.'
    );
  });
});
