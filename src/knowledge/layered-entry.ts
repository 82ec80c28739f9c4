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
 * Reads an entry as the files of its layers write it, checked or not.
 *
 * @param texts the first layer first
 * @returns undefined where a file has no front matter that can be read, or where there is none
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

/** One layer's text over what is below it. */
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
 * Changes an entry in the file of its last layer; what the layers below say is left to them.
 *
 * @param below the texts of the layers below, the first one first
 * @param top the text of the last layer's file; undefined where it has none
 * @returns the last layer's file as it is to be; undefined where a file cannot be read
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

/** What a file says that turns the layers below it into an entry: the fields that differ, and those that are taken away. */
function over(base: EntryText, after: EntryText): EntryText & { emptied: readonly SingleField[] } {
  const change = differences(base, after);
  const single = Object.fromEntries(Object.entries(change?.set ?? {}).filter(([, value]) => value !== ''));
  const lists: Record<ListField, readonly string[]> = { ...blankEntry.lists };
  for (const field of listFields) if (change?.lists[field]) lists[field] = after.lists[field];
  const emptied = singleFields.filter((field) => change?.set[field] === '');
  return { single, lists, body: change?.body ?? '', emptied };
}
