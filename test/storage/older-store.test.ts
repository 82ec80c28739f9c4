import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Kysely } from 'kysely';
import { explainLibsql } from '../../src/storage/engine/faults.ts';
import { libsqlDialect, openLibsql } from '../../src/storage/engine/libsql.ts';
import { migrate } from '../../src/storage/engine/migrate.ts';
import { openPostgres, postgresDialect } from '../../src/storage/engine/postgres.ts';
import type { Schema } from '../../src/storage/engine/schema.ts';
import { createFeedbackStore } from '../../src/storage/feedback.ts';
import { backUpStore, inspectStore, openStore, openToRead, type StoreOptions } from '../../src/storage/index.ts';
import { migrations } from '../../src/storage/migrations/index.ts';
import { createListeningLogger } from '../support/listening-logger.ts';
import { startPostgres } from '../support/postgres.ts';
import { runCli } from '../support/terminal.ts';

const logger = createListeningLogger();
const server = await startPostgres();
afterAll(() => server?.remove());

/** Steps that an older version knows, without the last two. */
const older = migrations.slice(0, -2);
const vote = { about: 'squire-2', voter: 'v', helpful: true, at: 5 };

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'older-'));
  file = path.join(folder, 'backup.db');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const readCopies = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('spread-bot-read-'));

const kinds = [
  ['embedded', 'libsql', true],
  ['PostgreSQL', 'postgres', server !== undefined]
] as const;
for (const [name, engine, isHere] of kinds) {
  const suite = isHere ? describe : describe.skip;
  suite(`an ${name} store of an older version`, () => {
    let options: StoreOptions;
    beforeEach(async () => {
      options =
        engine === 'libsql' ? { dataDir: folder } : { databaseUrl: await server!.createDatabase(), dataDir: '' };
      const embedded = path.join(folder, 'spread-bot.db');
      const dialect =
        engine === 'libsql'
          ? libsqlDialect(await openLibsql(embedded), embedded)
          : postgresDialect(await openPostgres(options.databaseUrl!, logger));
      const db = new Kysely<Schema>({ dialect });
      await migrate(db, engine, 1, older);
      await createFeedbackStore(db).vote(vote);
      await db.destroy();
    });
    const schema = async () => (await inspectStore(options, logger)).schema;

    test('is backed up in its own form, which the older version and this one can restore', async () => {
      expect(await backUpStore(options, logger, file)).toBe(1);
      expect(await schema()).toBe(older.length);
      const copied = new Kysely<Schema>({ dialect: libsqlDialect(await openLibsql(file), file) });
      const versions = await copied.selectFrom('schema_version').select('version').execute();
      expect(Math.max(...versions.map(({ version }) => version))).toBe(older.length);
      await copied.destroy();

      const restored = await openStore({ dataDir: path.join(folder, 'new') }, logger);
      expect(await restored.restore(file)).toBe(1);
      expect(await restored.feedback.tally(0)).toHaveLength(1);
      await restored.close();
    });

    test('is read without being changed, and nothing of the copy is left', async () => {
      const before = await readCopies();
      const store = await openToRead(options, logger);
      expect(await store.feedback.tally(0)).toEqual([{ about: 'squire-2', helpful: 1, unhelpful: 0 }]);
      await store.close();
      expect(await schema()).toBe(older.length);
      expect(await readCopies()).toEqual(before);
    });

    test('is not brought up to date by the command line, but for "restore"', async () => {
      const environment = { DATA_DIR: folder, ...(options.databaseUrl && { DATABASE_URL: options.databaseUrl }) };
      expect(await runCli(['backup', file], { environment })).toMatchObject({ status: 0, err: '' });
      for (const args of [['tips'], ['entries']]) {
        expect(await runCli(args, { environment })).toMatchObject({ status: 0, err: '' });
      }
      for (const args of [
        ['entries', 'export'],
        ['tips', 'send', '--yes']
      ]) {
        const { status, err } = await runCli(args, { environment });
        expect([status, err]).toEqual([1, expect.stringMatching(/of an older version.*start this one first/)]);
      }
      expect(await schema()).toBe(older.length);
    });
  });
}

describe('where there is no store', () => {
  const environment = () => ({ DATA_DIR: path.join(folder, 'none') });

  test('a backup is refused, so that an empty one is not taken for the real one', async () => {
    const { status, err } = await runCli(['backup', file], { environment: environment() });
    expect([status, err]).toEqual([1, expect.stringMatching(/There is no store in \S+none yet\..*DATA_DIR/)]);
    expect(existsSync(file)).toBe(false);
  });

  test('a folder that this user may not look into is told, and not taken for one without a store', async () => {
    const fault = Object.assign(new Error('denied'), { code: 'EACCES' });
    expect(explainLibsql(fault, 'store')).toMatchObject({
      message: expect.stringContaining('this user may not open it. Run this as the user who runs the bot')
    });
    // Root may look into all; no name is so long.
    const DATA_DIR = path.join(folder, 'x'.repeat(300));
    const { status, err } = await runCli(['tips'], { environment: { DATA_DIR } });
    expect([status, err]).toEqual([1, expect.stringContaining('its name is too long')]);
  });

  test('commands that read say so, and make none', async () => {
    const { status, out, err } = await runCli(['tips'], { environment: environment() });
    expect([status, out]).toEqual([0, expect.stringContaining('No channel gets tips yet')]);
    expect(err).toMatch(/There is no store in/);
    expect(existsSync(path.join(folder, 'none'))).toBe(false);
  });
});

test('keys of voters, half-filled forms and waiting messages are in no backup', async () => {
  const store = await openStore({ dataDir: folder }, logger);
  await store.voterKeys.keep(1, 'ZANZIBAR-key');
  const draft = { about: 'will-it-last', workspace: 'slack/T1/', until: Date.now() + 86_400_000 };
  await store.drafts.keep({ ...draft, owner: 'o', sealed: 'ZANZIBAR-draft' }, false, Date.now());
  await store.feedback.vote(vote);
  expect(await store.backup(file)).toBe(1);
  await store.close();
  expect((await readFile(file, 'latin1')).match(/ZANZIBAR-\w+/g)).toBeNull();
});

test('a backup of a newer version is refused as such', async () => {
  const store = await openStore({ dataDir: folder }, logger);
  await store.backup(file);
  const copied = await openLibsql(file);
  copied.exec("insert into schema_version values (9999, 'newer', 1)");
  copied.pragma('journal_mode = delete');
  copied.close();
  await expect(store.restore(file)).rejects.toThrow(/a newer version made it, with schema 9999.*Nothing was changed/);
  await store.close();
});
