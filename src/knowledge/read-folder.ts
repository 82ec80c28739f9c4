import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { SourceFile } from './formats/format.ts';
import { formatOf } from './formats/index.ts';
import type { Problem } from './problem.ts';

/** Files over this many bytes are refused: an entry is about 3 kB. */
const maxBytes = 1024 * 1024;

async function knowledgeFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  return names
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => formatOf(name) && !/(^|\/)[._]/.test(name) && !/(^|\/)README\.md$/i.test(name))
    .sort();
}

/**
 * Reads the wanted knowledge files below a folder. Files that cannot be read become problems.
 *
 * @throws when the folder itself cannot be read, with a sentence that says what to do
 */
export async function readFolder(
  folder: string,
  wanted: (file: string) => boolean = () => true
): Promise<{ sources: SourceFile[]; problems: Problem[] }> {
  const files = await knowledgeFiles(folder).catch((cause: unknown) => {
    const fix = 'Set KNOWLEDGE_DIR to the folder that holds resources/, concepts/ and contacts/.';
    throw new Error(`Cannot read the knowledge folder ${folder}. ${fix}`, { cause });
  });
  const sources: SourceFile[] = [];
  const problems: Problem[] = [];
  const refuse = (file: string, message: string): void => {
    problems.push({ file, line: 1, message, blocks: true });
  };
  for (const file of files.filter(wanted)) {
    try {
      const bytes = await readFile(path.join(folder, file));
      if (bytes.length > maxBytes) refuse(file, `Found ${bytes.length} bytes; a file may have 1 MB. Split it.`);
      else sources.push({ file, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) });
    } catch (error) {
      const wrongEncoding = error instanceof TypeError;
      refuse(
        file,
        wrongEncoding ? 'This is not UTF-8 text. Save the file as UTF-8.' : `Cannot be read: ${String(error)}`
      );
    }
  }
  return { sources, problems };
}

/** A short text that changes when any knowledge file is added, removed or written to. */
export async function folderSignature(folder: string): Promise<string> {
  const files = await knowledgeFiles(folder);
  const marks = await Promise.all(
    files.map(async (file) => {
      const { mtimeMs, size, ino } = await stat(path.join(folder, file));
      return `${file} ${mtimeMs} ${size} ${ino}`;
    })
  );
  return marks.join('\n');
}
