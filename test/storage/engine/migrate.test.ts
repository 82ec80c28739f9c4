import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Kysely, sql } from 'kysely';
import { kept } from '../../../src/storage/backup.ts';
import { libsqlDialect, openLibsql } from '../../../src/storage/engine/libsql.ts';
import { migrate } from '../../../src/storage/engine/migrate.ts';
import type { Schema } from '../../../src/storage/engine/schema.ts';
import { migrations } from '../../../src/storage/migrations/index.ts';
import type { Migration } from '../../../src/storage/migrations/migration.ts';

let db: Kysely<Schema>;
beforeEach(async () => {
  db = new Kysely<Schema>({ dialect: libsqlDialect(await openLibsql(':memory:'), ':memory:') });
});
afterEach(() => db.destroy());

const tables = async () => (await db.introspection.getTables()).map(({ name }) => name);
const newer: Migration = {
  version: migrations.length + 1,
  name: 'newer',
  up: async (tx) => {
    await sql`create table newer (x integer)`.execute(tx);
  }
};

describe('migrate', () => {
  test('applies each step once, in order', async () => {
    expect(await migrate(db, 'libsql', 1)).toEqual(migrations.map(({ name }) => name));
    expect(await migrate(db, 'libsql', 2)).toEqual([]);
    expect(await migrate(db, 'libsql', 3, [...migrations, newer])).toEqual(['newer']);
    expect(await tables()).toContain('newer');
  });

  test('counts up from 1 without gaps', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
  });

  test('refuses a store that a newer program has written, and leaves it as it is', async () => {
    await migrate(db, 'libsql', 1, [...migrations, newer]);
    await expect(migrate(db, 'libsql', 2)).rejects.toThrow(
      `The store has schema ${newer.version}, and this program knows schemas up to ${migrations.length}: a newer version has used it. Run that version; or, to go back to a backup made before it, move the files of DATA_DIR that begin with spread-bot.db away, then: spread-bot restore FILE --yes`
    );
  });

  test('a step that fails half way leaves nothing of itself or of the steps before it', async () => {
    const broken: Migration = { ...newer, name: 'broken', up: (tx) => newer.up(tx).then(() => newer.up(tx)) };
    await expect(migrate(db, 'libsql', 1, [...migrations, broken])).rejects.toThrow(/already exists/);
    expect(await tables()).toEqual([]);
  });

  test('a backup keeps every table but the schema’s own, the health check’s, the inbox, drafts and the keys of voters', async () => {
    await migrate(db, 'libsql', 1);
    expect([...kept, 'assessment_drafts', 'health', 'inbox', 'schema_version', 'voter_keys'].sort()).toEqual(
      await tables()
    );
  });
});
