import { readFile as read, stat as statFile } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { decodeText } from './decode-text.ts';
import { type SourceFile, shownFile } from './formats/format.ts';
import { formatOf } from './formats/index.ts';
import type { Problem } from './problem.ts';
import { strangeEnding } from './strange-ending.ts';
import { isWordings } from './wordings.ts';

/** Maximum number of files open at once, so that large folders do not exhaust file handles. */
const atOnce = 64;

/** Largest file, in bytes; larger ones are refused. An entry is about 3 kB. */
const maxBytes = 1024 * 1024;

/**
 * Reads a file by callback: for small files this takes a third of the time of node:fs/promises. What is too large, or no
 * file with an end, is not opened: reading a pipe waits for ever, and a device fills the memory.
 *
 * @returns its bytes, or why they are not taken
 */
const readFile = (file: string): Promise<Buffer | string> =>
  new Promise((resolve, reject) => {
    statFile(file, (reason, found) => {
      if (reason) reject(reason);
      else if (found.isFile() && found.size > maxBytes)
        resolve(`Found ${found.size} bytes; a file may have 1 MB. Split it.`);
      else if (!found.isFile() && !found.isDirectory())
        resolve('This is no file but a pipe, a socket or a device. Remove it, or put a file in its place.');
      else read(file, (error, bytes) => (error ? reject(error) : resolve(bytes)));
    });
  });

/** Matches names of files that are no editor's: hidden ones, and the locks that Word leaves beside an open document. */
const hiddenName = /^(?:[._]|~\$)/;

/** Names below a folder. */
interface Below {
  names: string[];
  folders: ReadonlySet<string>;
  /** Folders below it that cannot be listed. */
  closed: { name: string; reason: NodeJS.ErrnoException }[];
}

/**
 * Lists all names below a folder, including folders, without hidden ones. Walks no folder twice, even through links.
 *
 * @throws when the folder itself cannot be listed
 */
async function namesBelow(folder: string): Promise<Below> {
  const found = new Set<string>();
  const names: string[] = [];
  const closed: Below['closed'] = [];
  const walked = new Set<string>();
  const walk = async (below: string): Promise<void> => {
    const real = await realpath(path.join(folder, below));
    if (walked.has(real)) return;
    walked.add(real);
    const folders: string[] = [];
    for (const entry of await readdir(real, { withFileTypes: true })) {
      if (hiddenName.test(entry.name)) continue;
      const name = below ? `${below}/${entry.name}` : entry.name;
      names.push(name);
      const leads = entry.isSymbolicLink()
        ? await stat(path.join(real, entry.name)).then(
            (file) => file.isDirectory(),
            () => false
          )
        : entry.isDirectory();
      if (leads) {
        folders.push(name);
        found.add(name);
      }
    }
    for (const name of folders) await walk(name).catch((reason) => void closed.push({ name, reason }));
  };
  await walk('');
  return { names: names.sort(), folders: found, closed };
}

/** Describes why a file or folder cannot be read, and what to do. */
function unreadable(reason: NodeJS.ErrnoException, what: 'file' | 'folder' = 'file'): string {
  switch (reason.code) {
    case 'EACCES':
    case 'EPERM':
      return `The user that runs the bot may not read this ${what}. Give it the right to, such as with "chmod ${what === 'file' ? 'a+r' : 'a+rx'}".`;
    case 'ELOOP':
      return 'This link leads back to itself. Remove it, or put the file in its place.';
    case 'ENOENT':
      return 'This link leads to a file that is not there. Remove it, or put the file in its place.';
    case 'EISDIR':
      return 'This is a folder with the name of a file. Rename or remove it.';
    default:
      return `Cannot be read: ${reason.message}`;
  }
}

const isKnowledge = (name: string): boolean =>
  isWordings(name) || (formatOf(name) !== undefined && !/(^|\/)README\.md$/i.test(name));

/**
 * Reads the selected knowledge files below a folder. Files that cannot be read become problems.
 *
 * @throws when the folder itself cannot be read, with a sentence that says what to do
 */
export async function readFolder(
  folder: string,
  wanted: (file: string) => boolean = () => true,
  layer?: string
): Promise<{ sources: SourceFile[]; problems: Problem[] }> {
  const named = layer === undefined ? {} : { layer };
  const {
    names: below,
    folders,
    closed
  } = await namesBelow(folder).catch((cause: unknown) => {
    const fix = 'Set KNOWLEDGE_DIR to the folder that holds resources/, concepts/ and contacts/.';
    throw new Error(`Cannot read the knowledge folder ${folder}. ${fix}`, { cause });
  });
  const sources: SourceFile[] = [];
  const problems: Problem[] = [];
  const refuse = (file: string, message: string, line = 1): void => {
    problems.push({ file: shownFile({ file, ...named }), line, message, blocks: true });
  };
  problems.push(
    ...below.filter(wanted).flatMap((name) => {
      const found = folders.has(name) ? undefined : strangeEnding(name);
      return found ? { ...found, file: shownFile({ file: name, ...named }) } : [];
    })
  );
  for (const { name, reason } of closed.filter(({ name }) => wanted(`${name}/`)))
    refuse(name, unreadable(reason, 'folder'));
  const names = below.filter((name) => isKnowledge(name) && wanted(name));
  for (let from = 0; from < names.length; from += atOnce) {
    const some = names.slice(from, from + atOnce);
    const read = await Promise.allSettled(some.map((file) => readFile(path.join(folder, file))));
    for (const [index, result] of read.entries()) {
      const file = some[index]!;
      if (result.status === 'rejected') {
        refuse(file, unreadable(result.reason));
        continue;
      }
      if (typeof result.value === 'string') {
        refuse(file, result.value);
        continue;
      }
      const decoded = decodeText(result.value);
      if ('fault' in decoded) refuse(file, decoded.fault.message, decoded.fault.line);
      else sources.push({ file, text: decoded.text, ...named });
    }
  }
  return { sources, problems };
}

/** State of a folder by its file attributes. */
export interface FolderLook {
  /** Short text that changes when any knowledge file is added, removed or written to. */
  signature: string;
  /** Paths whose attributes can show a change: the folder, the folders below it, and the files. */
  paths: readonly string[];
}

/** Reads the times and sizes of the knowledge files, but no contents. A link that leads nowhere is a file like others. */
export async function lookAtFolder(folder: string): Promise<FolderLook> {
  const { names } = await namesBelow(folder);
  const marks = await Promise.all(
    names.filter(isKnowledge).map(async (file) => {
      const found = await stat(path.join(folder, file)).catch((reason: NodeJS.ErrnoException) => reason);
      if (found instanceof Error) return `${file} ${found.code}`;
      const { mtimeMs, ctimeMs, size, ino } = found;
      return `${file} ${mtimeMs} ${ctimeMs} ${size} ${ino}`;
    })
  );
  return { signature: marks.join('\n'), paths: [folder, ...names.map((name) => path.join(folder, name))] };
}
