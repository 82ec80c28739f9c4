import { stringify } from 'yaml';
import {
  blankEntry,
  type EntryText,
  type ListField,
  listFields,
  type SingleField,
  singleFields
} from '../core/editing/entry-text.ts';
import { markdownFormat } from './formats/markdown.ts';

/** Where each field stands in a file, the first first. */
export const fieldOrder: readonly string[] = [
  'id',
  ...singleFields.slice(0, singleFields.indexOf('nation')),
  'for',
  'nation',
  'asks',
  'aliases',
  'see',
  ...singleFields.slice(singleFields.indexOf('owner')),
  'source'
];

/**
 * Reads an entry's file as it is written, checked or not.
 *
 * @returns undefined where it is no file with front matter
 */
export function readEntryFile(text: string): EntryText | undefined {
  const { data, body, problems } = markdownFormat.parse({ file: '', text: text.replace(/\r\n/g, '\n') });
  if (problems.length > 0 || data === null || typeof data !== 'object') return undefined;
  const front = data as Record<string, unknown>;
  const single: Partial<Record<SingleField, string>> = {};
  for (const field of singleFields) {
    const value = front[field];
    if ((typeof value === 'string' && value !== '') || typeof value === 'number') single[field] = String(value);
  }
  const lists: Record<ListField, readonly string[]> = { ...blankEntry.lists };
  for (const field of listFields) {
    const value = front[field];
    lists[field] = (Array.isArray(value) ? value : [value ?? []].flat()).map(String);
  }
  return { single, lists, body };
}

/** A value as it stands in the front matter: a year is a number, everything else text. */
export function yamlValue(field: SingleField, text: string): string | number {
  return field === 'year' && /^\d{1,9}$/.test(text) ? Number(text) : text;
}

/** Returns the names of the fields that a file's front matter has, empty ones too. */
export function writtenFields(text: string): ReadonlySet<string> {
  const { data } = markdownFormat.parse({ file: '', text: text.replace(/\r\n/g, '\n') });
  return new Set(data !== null && typeof data === 'object' ? Object.keys(data) : []);
}

/**
 * Returns the whole file of an entry that has none yet.
 *
 * @param entry in a later layer only what differs, with the fields that are to be taken away; the questions are then left out
 *   where they do not differ
 */
export function newEntryFile(
  id: string,
  { single, lists, body, emptied }: EntryText & { emptied?: readonly SingleField[] }
): string {
  const front: Record<string, unknown> = { id };
  for (const field of fieldOrder) {
    const one = singleFields.find((name) => name === field);
    const many = listFields.find((name) => name === field);
    const text = one && single[one];
    if (one && text) front[one] = yamlValue(one, text);
    if (one && emptied?.includes(one)) front[one] = null;
    if (many && (lists[many].length > 0 || (many === 'asks' && !emptied))) front[many] = lists[many];
  }
  const text = stringify(front, { lineWidth: 0, schema: 'core', nullStr: '' }).replace(/: +$/gm, ':');
  return `---\n${text}---\n${body ? `\n${body}\n` : ''}`;
}
