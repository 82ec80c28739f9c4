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

/** Order of the fields in a file. */
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
 * Reads an entry's file as written, without checking it.
 *
 * @returns undefined if it is not a file with front matter
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

/** Returns a value as the front matter holds it: a year as a number, everything else as text. */
export function yamlValue(field: SingleField, text: string): string | number {
  return field === 'year' && /^\d{1,9}$/.test(text) ? Number(text) : text;
}

/** Returns the names of the fields in a file's front matter, including empty ones. */
export function writtenFields(text: string): ReadonlySet<string> {
  const { data } = markdownFormat.parse({ file: '', text: text.replace(/\r\n/g, '\n') });
  return new Set(data !== null && typeof data === 'object' ? Object.keys(data) : []);
}

/**
 * Returns the complete file of a new entry.
 *
 * @param entry in a later layer only the differences, with the fields to remove; the questions are left out if they do
 *   not differ
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
