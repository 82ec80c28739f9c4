import {
  blankEntry,
  differences,
  type EntryEdit,
  type EntryText,
  edited,
  type ListEdit,
  type ListField,
  listFields,
  type SingleField,
  singleFields
} from '../core/editing/entry-text.ts';
import { editEntryFile } from './edit-entry.ts';
import { newEntryFile, readEntryFile, writtenFields } from './entry-file.ts';

/**
 * Reads an entry as written in the files of its layers, without checking it.
 *
 * @param texts the first layer first
 * @returns undefined if a file has no readable front matter, or if there is no file
 */
export function readLayered(texts: readonly string[]): EntryText | undefined {
  let entry: EntryText | undefined;
  for (const text of texts) {
    const own = readEntryFile(text);
    if (!own) return undefined;
    entry = entry ? laidOver(entry, own, text) : own;
  }
  return entry;
}

/** Returns one layer's text laid over the layers below it. */
function laidOver(below: EntryText, own: EntryText, text: string): EntryText {
  const written = writtenFields(text);
  const single: Partial<Record<SingleField, string>> = { ...below.single };
  for (const field of singleFields) {
    if (!written.has(field)) continue;
    const value = own.single[field];
    if (value === undefined) delete single[field];
    else single[field] = value;
  }
  const lists = { ...below.lists };
  for (const field of listFields) if (written.has(field)) lists[field] = own.lists[field];
  return { single, lists, body: own.body || below.body };
}

/**
 * Changes an entry in the file of its last layer; the content of the layers below is not repeated.
 *
 * @param below texts of the layers below, the first one first
 * @param top text of the last layer's file; undefined if it has none
 * @returns the new file of the last layer; undefined if a file cannot be read
 */
export function editLayered(
  id: string,
  below: readonly string[],
  top: string | undefined,
  edit: EntryEdit
): string | undefined {
  const base = readLayered(below);
  if (below.length === 0)
    return top === undefined ? newEntryFile(id, edited(blankEntry, edit)) : editEntryFile(top, edit);
  const before = readLayered(top === undefined ? below : [...below, top]);
  if (!base || !before) return undefined;
  const after = edited(before, edit);
  if (top === undefined) return newEntryFile(id, over(base, after));
  const lists: Partial<Record<ListField, ListEdit>> = {};
  for (const field of listFields) if (edit.lists[field]) lists[field] = { all: after.lists[field] };
  const emptied = singleFields.filter((field) => edit.set[field] === '' && base.single[field] !== undefined);
  return editEntryFile(top, { ...edit, lists }, emptied);
}

/** Returns the difference that turns the layers below into an entry: the changed fields, and those to remove. */
function over(base: EntryText, after: EntryText): EntryText & { emptied: readonly SingleField[] } {
  const change = differences(base, after);
  const single = Object.fromEntries(Object.entries(change?.set ?? {}).filter(([, value]) => value !== ''));
  const lists: Record<ListField, readonly string[]> = { ...blankEntry.lists };
  for (const field of listFields) if (change?.lists[field]) lists[field] = after.lists[field];
  const emptied = singleFields.filter((field) => change?.set[field] === '');
  return { single, lists, body: change?.body ?? '', emptied };
}
