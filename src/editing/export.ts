import type { EntryChangeStore, StoredChange } from '../core/editing/entry-writer.ts';
import { layersOf, layOver, readEntryFile, readKnowledge, writeKnowledgeFile } from '../knowledge/index.ts';

/** Result of an export. */
export interface Exported {
  /** Files that were written, relative to the folder. */
  written: readonly string[];
  /** Files that already held the changes. */
  held: readonly string[];
  /** Files that changed during the export, or cannot be read; they are left unchanged, and their changes wait. */
  busy: readonly string[];
}

/**
 * Writes the pending changes of the store into the files of the last folder, and marks them as exported.
 *
 * @param dry nothing is written or marked
 */
export async function exportChanges(
  folders: string | readonly string[],
  store: EntryChangeStore,
  now: number,
  dry = false
): Promise<Exported> {
  const changes = await store.all();
  const { sources } = await readKnowledge(folders);
  const { folder = '', name } = layersOf(folders).at(-1) ?? {};
  const own = sources.filter(({ layer }) => layer === name);
  const before = new Map(own.map(({ file, text }) => [file, text]));
  const laid = layOver(sources, changes, name);
  const unreadable = (file: string): boolean => before.has(file) && !readEntryFile(before.get(file) ?? '');
  const [written, busy]: [string[], string[]] = [[], filesOf(changes).filter(unreadable)];
  for (const { file, text } of laid.sources.filter(({ file, layer }) => layer === name && laid.touched.has(file))) {
    const done = dry || (await writeKnowledgeFile(folder, file, text, before.get(file)));
    (done ? written : busy).push(file);
  }
  const done = changes.filter(({ file, exportedAt }) => exportedAt === undefined && !busy.includes(file));
  if (!dry) await store.exported(done, now);
  const held = filesOf(changes).filter((file) => !laid.touched.has(file) && !busy.includes(file));
  return { written, held, busy };
}

const filesOf = (changes: readonly StoredChange[]): string[] => [...new Set(changes.map(({ file }) => file))];
