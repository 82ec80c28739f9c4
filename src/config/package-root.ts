import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

function find(from: string): string {
  return existsSync(path.join(from, 'package.json')) ? from : find(path.dirname(from));
}

/** The folder that holds package.json, from `src` as from the build in `dist`. */
export const packageRoot = find(path.dirname(fileURLToPath(import.meta.url)));

/** The program's version, as package.json says. */
export const version = (JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8')) as { version: string })
  .version;
