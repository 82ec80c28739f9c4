import path from 'node:path';
import { formatOf } from './formats/index.ts';
import type { Problem } from './problem.ts';
import { isWordings } from './wordings.ts';

/** Extensions under which knowledge is sometimes saved, but is not read. */
const nearlyOurs = /\.(?:(md|markdown|mdown|mkdn?|txt)|(ya?ml))$/i;

/**
 * Returns a problem for a file that looks like knowledge but is not read because of its extension, so that its editor
 * learns why.
 */
export function strangeEnding(file: string): Problem | undefined {
  const [ending, , data] = nearlyOurs.exec(file) ?? [];
  if (!ending || formatOf(file) || isWordings(file) || /(^|\/)README\.\w+$/i.test(file)) return undefined;
  const meant = data ? '.yaml' : '.md';
  const name = path.posix.basename(file).slice(0, -ending.length).replace(/\.md$/i, '');
  const message = `Found the ending "${ending}", so this file is not read; allowed: ${meant}, in small letters. Rename it to ${name}${meant}, or move it out of the knowledge folder.`;
  return { file, line: 1, message, blocks: false };
}
