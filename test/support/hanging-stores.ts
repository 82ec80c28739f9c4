import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import pg from 'pg';
import { startLine } from '../../scripts/torture/half-open.ts';
import type { TestPostgres } from './postgres.ts';

/** A store that can be made to hang. */
export interface HangingStore {
  /** Empty for the embedded store. */
  databaseUrl: string;
  /**
   * @param file of the embedded store
   * @returns what lets the store go on
   */
  freeze(file: string): Promise<() => Promise<unknown>>;
  close?(): void;
}

/** A way in which a store hangs. */
export interface HangingFault {
  name: string;
  /** Time for which the store hangs at least, in milliseconds. */
  ms: number;
  open(): Promise<HangingStore>;
}

/** Takes the embedded store's write lock in another process; returns what gives it back. */
export async function holdWriteLock(file: string): Promise<() => Promise<unknown>> {
  const held = `
    const Database = require('libsql');
    const database = new Database(process.argv[1]);
    database.pragma('busy_timeout = 5000');
    database.exec('begin immediate');
    process.send('held');
    setInterval(() => {}, 1000);
  `;
  const child: ChildProcess = spawn(process.execPath, ['-e', held, file], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc']
  });
  await once(child, 'message');
  return () => {
    const ended = once(child, 'exit');
    child.kill();
    return ended;
  };
}

/** Locks tables of PostgreSQL over another connection, as a dump or a repair does; returns what unlocks them. */
export async function lockTables(databaseUrl: string, tables: string): Promise<() => Promise<unknown>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`begin; lock table ${tables} in access exclusive mode`);
  return () => client.end();
}

/** The embedded store while another program holds its write lock. */
export const embeddedFault: HangingFault = {
  name: 'the embedded store’s write lock held by another program for 9 s',
  ms: 9_000,
  open: async () => ({ databaseUrl: '', freeze: holdWriteLock })
};

/** Lists the ways in which PostgreSQL hangs: frozen, with locked tables, and behind a line that swallows everything. */
export function postgresFaults(server: TestPostgres): HangingFault[] {
  const frozen = async (): Promise<HangingStore> => ({
    databaseUrl: await server.createDatabase(),
    async freeze() {
      server.freeze();
      return async () => server.thaw();
    }
  });
  return [
    { name: 'PostgreSQL frozen for 6 s', ms: 6_000, open: frozen },
    { name: 'PostgreSQL frozen for 15 s', ms: 15_000, open: frozen },
    {
      name: 'two tables of PostgreSQL locked for 9 s',
      ms: 9_000,
      async open() {
        const databaseUrl = await server.createDatabase();
        return { databaseUrl, freeze: () => lockTables(databaseUrl, 'inbox, handled') };
      }
    },
    {
      name: 'the line to PostgreSQL half open for 9 s',
      ms: 9_000,
      async open() {
        const line = await startLine(await server.createDatabase());
        return {
          databaseUrl: line.url,
          async freeze() {
            const silence = line.silent(0);
            await silence.begin('');
            return silence.end;
          },
          close: line.close
        };
      }
    }
  ];
}
