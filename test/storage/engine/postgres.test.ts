import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Kysely, sql } from 'kysely';
import { openPostgres, postgresDialect } from '../../../src/storage/engine/postgres.ts';
import type { Schema } from '../../../src/storage/engine/schema.ts';
import { inspectStore, openStore } from '../../../src/storage/index.ts';
import { storeContract } from '../../contract/store.contract.ts';
import { createListeningLogger } from '../../support/listening-logger.ts';
import { startPostgres } from '../../support/postgres.ts';

const logger = createListeningLogger();
const server = await startPostgres();
afterAll(() => server?.remove());

const suite = server ? describe : describe.skip;
suite('PostgreSQL store', () => {
  let options: { databaseUrl: string; dataDir: string };
  let emptied: Kysely<Schema>;
  beforeAll(async () => {
    options = { databaseUrl: await server!.createDatabase(), dataDir: '' };
    await (await openStore(options, logger)).close();
    emptied = new Kysely<Schema>({ dialect: postgresDialect(await openPostgres(options.databaseUrl, logger)) });
  });
  afterAll(() => emptied.destroy());
  storeContract(async () => {
    for (const { name } of await emptied.introspection.getTables()) {
      if (name !== 'schema_version') await sql`delete from ${sql.table(name)}`.execute(emptied);
    }
    const [first, second] = await Promise.all([openStore(options, logger), openStore(options, logger)]);
    return { first, second };
  });

  test('ten replicas that start together on an empty database make one schema', async () => {
    const options = { databaseUrl: await server!.createDatabase(), dataDir: '' };
    const stores = await Promise.all(Array.from({ length: 10 }, () => openStore(options, logger)));
    await Promise.all(stores.map((store) => store.check()));
    await Promise.all(stores.map((store) => store.close()));
  });

  test('looking at an empty database leaves it empty; a used one tells its schema', async () => {
    const options = { databaseUrl: await server!.createDatabase(), dataDir: '' };
    const before = await inspectStore(options, logger);
    expect(before).toMatchObject({ engine: 'postgres', schema: 0 });
    expect(await inspectStore(options, logger)).toEqual(before);
    await (await openStore(options, logger)).close();
    expect(await inspectStore(options, logger)).toEqual({ ...before, schema: before.newest });
  });

  test('a refused password or an absent server is said plainly, without the address', async () => {
    const url = await server!.createDatabase();
    const wrong = openStore({ databaseUrl: url.replace('/test', '/absent'), dataDir: '' }, logger);
    await expect(wrong).rejects.toThrow(/user, password or database name is not accepted\. Correct DATABASE_URL/);
    const nobody = openStore({ databaseUrl: 'postgres://u:secret@127.0.0.1:1/x', dataDir: '' }, logger);
    await expect(nobody).rejects.toThrow(/^The PostgreSQL store cannot be used: no server answers there/);
  });

  test('a server that goes in the middle of a query fails that query, and does not end the process', async () => {
    const pool = await openPostgres(await server!.createDatabase(), logger);
    const db = new Kysely<Schema>({ dialect: postgresDialect(pool) });
    // An error that nobody listens to would end the test run here, as it would end the program.
    const underWay = Array.from({ length: 3 }, () => sql`select pg_sleep(60)`.execute(db));
    const ends = Promise.allSettled(underWay);
    while (pool.totalCount < 3 || pool.idleCount > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await new Promise((resolve) => setTimeout(resolve, 100));
    await server!.stop();
    for (const end of await ends) {
      expect(end).toMatchObject({ status: 'rejected', reason: { name: 'StoreError' } });
    }
    await server!.start();
    await sql`select 1`.execute(db);
    await db.destroy();
  });

  test('a store outlives its server: errors while it is away, work again after', async () => {
    const store = await openStore({ databaseUrl: await server!.createDatabase(), dataDir: '' }, logger);
    await store.installations.save('slack/T1', 'sealed', 1);
    await server!.stop();
    await expect(store.installations.find('slack/T1')).rejects.toThrow(/PostgreSQL store cannot be used/);
    await expect(store.check()).rejects.toThrow(/PostgreSQL store cannot be used/);
    await server!.start();
    expect(await store.installations.find('slack/T1')).toBe('sealed');
    await store.close();
  });
});
