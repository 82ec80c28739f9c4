import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Creates a folder and its missing parents. Node's own recursive `mkdir` never returns where the file system reports
 * the parent of an uncreatable folder as missing, as `/proc` does.
 *
 * @param mode permissions of the created folders
 * @throws the system's error for the first folder that cannot be created
 */
export function makeFolder(folder: string, mode = 0o777): void {
  if (isFolder(folder)) return;
  const above = path.dirname(folder);
  if (above !== folder) makeFolder(above, mode);
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    // Another process created it first.
    if (!isFolder(folder)) throw error;
  }
}

function isFolder(name: string): boolean {
  try {
    return statSync(name).isDirectory();
  } catch {
    return false;
  }
}
