import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** State of the files of an embedded store, before it is opened. */
export interface FileState {
  /** Rights of every user of this machine there: to read the store, to look into its folder only, or none. */
  others: 'read' | 'look' | 'nothing';
  /** True for a file of 0 bytes: a store that was never filled, or one whose content is lost. */
  empty: boolean;
}

/** Permissions of users who are neither the owner nor in the group. */
const forOthers = { read: 0o004, any: 0o007, enter: 0o001 };

const has = (found: Stats | undefined, bits: number): boolean => ((found?.mode ?? 0) & bits) !== 0;

/**
 * Looks at the file of an embedded store. The program makes it and its folder for its own user alone, and leaves the
 * permissions of those that are there as they are. Windows has none of this kind.
 */
export async function fileState(file: string, platform: string = process.platform): Promise<FileState> {
  const look = (name: string): Promise<Stats | undefined> => stat(name).catch(() => undefined);
  const [folder, database, log] = await Promise.all([dirname(file), file, `${file}-wal`].map(look));
  const isWide = platform !== 'win32' && has(folder, forOthers.any);
  const isRead = isWide && has(folder, forOthers.enter) && [database, log].some((each) => has(each, forOthers.read));
  return {
    others: isRead ? 'read' : isWide ? 'look' : 'nothing',
    empty: database?.size === 0 && (log?.size ?? 0) === 0
  };
}
