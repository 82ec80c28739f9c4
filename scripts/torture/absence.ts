import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestPostgres } from '../../test/support/postgres.ts';

/** A store that goes away in the middle of a trial, once, for a while. */
export interface Absence {
  /** Duration in real milliseconds. */
  ms: number;
  /** @param file of the embedded store */
  begin(file: string): Promise<void>;
  end(): Promise<void>;
}

/** Kills the server as a crash would, and starts it again. */
export function serverStopped(server: TestPostgres, ms: number): Absence {
  return { ms, begin: () => server.stop(), end: () => server.start() };
}

/** Stops every process of the server for a while (SIGSTOP). */
export function serverFrozen(server: TestPostgres, ms: number): Absence {
  return { ms, begin: async () => server.freeze(), end: async () => server.thaw() };
}

/** Holds a lock that every write needs: of the tables of tips, or of the embedded store's file. */
export function storeLocked(lock: (file: string) => Promise<() => Promise<unknown>>, ms: number): Absence {
  let unlock: (() => Promise<unknown>) | undefined;
  return {
    ms,
    begin: async (file) => {
      unlock = await lock(file);
    },
    end: async () => void (await unlock?.())
  };
}

/** A small disk in memory. */
export interface SmallDisk {
  folder: string;
  /** Fills the disk to the last byte as another program would, and frees it again. */
  full(ms: number): Absence;
  remove(): Promise<void>;
}

/**
 * Mounts a disk of 32 MB in memory.
 *
 * @returns undefined, and one line on standard error, where this process may not mount
 */
export async function mountSmallDisk(): Promise<SmallDisk | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'spread-bot-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=32m', 'tmpfs', folder], { encoding: 'utf8' });
  if (mounted.status !== 0) {
    await rm(folder, { recursive: true });
    process.stderr.write(`No small disk can be mounted here: ${mounted.stderr?.trim() || mounted.error?.message}\n`);
    return undefined;
  }
  const filler = join(folder, 'filler');
  return {
    folder,
    full: (ms) => ({ ms, begin: async () => fill(filler), end: async () => rmSync(filler) }),
    async remove() {
      spawnSync('umount', ['-l', folder]);
      await rm(folder, { recursive: true });
    }
  };
}

/** Writes until the disk takes no more: in pages, then in bytes. */
function fill(file: string): void {
  const handle = openSync(file, 'w');
  for (const size of [65_536, 4096, 1]) {
    const piece = Buffer.alloc(size, 1);
    try {
      while (writeSync(handle, piece) === size);
    } catch (error) {
      if ((error as { code?: string }).code !== 'ENOSPC') throw error;
    }
  }
  closeSync(handle);
}
