import path from 'node:path';
import { ownCommand } from '../core/model/own-command.ts';
import { formatOf } from './formats/index.ts';
import type { Problem } from './problem.ts';
import { isWordings } from './wordings.ts';

/** Extensions under which knowledge is sometimes saved, but is not read. */
const nearlyOurs = /\.(?:(md|markdown|mdown|mkdn?|txt)|(ya?ml))$/i;

/** Documents in which editors write, by their extensions. */
const documents = /^(?:resources|concepts|contacts)\/.+\.(?:docx?|docm|odt|ott|epub|rtf|pdf|html?|pages)$/i;
/** A name without an ending in a folder of entries. */
const bareName = /^(?:resources|concepts|contacts)\/(?:[^/.]+)$/;

/**
 * Returns a problem for a file that looks like knowledge but is not read because of its extension, so that its editor
 * learns why.
 */
export function strangeEnding(file: string): Problem | undefined {
  const say = (message: string): Problem => ({ file, line: 1, message, blocks: false });
  if (documents.test(file))
    return say(
      `This is a document, which is not read. Draft entries from it with "${ownCommand('import')}", and move it out of the knowledge folder.`
    );
  if (bareName.test(file))
    return say(
      `This file has no ending, so it is not read. Rename it to ${path.posix.basename(file)}.md, or move it out of the knowledge folder.`
    );
  const [ending, , data] = nearlyOurs.exec(file) ?? [];
  if (!ending || formatOf(file) || isWordings(file) || /(^|\/)README\.\w+$/i.test(file)) return undefined;
  const meant = data ? '.yaml' : '.md';
  const name = path.posix.basename(file).slice(0, -ending.length).replace(/\.md$/i, '');
  const message = `Found the ending "${ending}", so this file is not read; allowed: ${meant}, in small letters. Rename it to ${name}${meant}, or move it out of the knowledge folder.`;
  return { file, line: 1, message, blocks: false };
}
