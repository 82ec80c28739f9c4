import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  parseDocument,
  type Scalar,
  stringify,
  type YAMLSeq
} from 'yaml';
import {
  type EntryEdit,
  type EntryText,
  edited,
  editedList,
  type ListEdit,
  listFields,
  type SingleField,
  singleFields
} from '../core/editing/entry-text.ts';
import { fieldOrder, readEntryFile, yamlValue } from './entry-file.ts';
import { frontMatter } from './formats/markdown.ts';

type Field = Pair<Scalar, unknown>;

/**
 * Changes only the edited parts of an entry's file: comments, order, quotes and line endings of the rest are preserved.
 *
 * @param emptied fields to remove from the layers below; they are written without a value
 * @returns the new text
 * @throws when the file has no readable front matter
 */
export function editEntryFile(text: string, edit: EntryEdit, emptied: readonly SingleField[] = []): string {
  const crlf = text.includes('\r\n');
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const plain = text.slice(mark.length).replace(/\r\n/g, '\n');
  const before = readEntryFile(plain);
  const found = frontMatter.exec(plain);
  if (!before || !found) throw new Error('The file has no front matter that can be read.');
  const start = plain.indexOf('\n') + 1;
  const front = `${found[1]}\n`;
  const changed = emptied.reduce((fields, field) => setField(fields, field, null), withFields(front, before, edit));
  const rest = plain.slice(start + front.length);
  const body = edit.body === undefined ? rest : withBody(rest, edit.body);
  const made = plain.slice(0, start) + changed + body;
  return mark + (crlf ? made.replace(/\n/g, '\r\n') : made);
}

/** Returns the closing hyphens and the new body below them. */
function withBody(rest: string, body: string): string {
  return `${rest.slice(0, rest.indexOf('\n') + 1) || '---\n'}\n${body}\n`;
}

function withFields(front: string, before: EntryText, edit: EntryEdit): string {
  let text = front;
  for (const field of singleFields) {
    const value = edit.set[field];
    if (value !== undefined) text = setField(text, field, value === '' ? undefined : yamlValue(field, value));
  }
  for (const field of listFields) {
    const change = edit.lists[field];
    if (change) text = setList(text, field, before.lists[field], change);
  }
  const wanted = edited(before, { ...edit, body: '' });
  const made = readEntryFile(`---\n${text}---\n`);
  return JSON.stringify(made) === JSON.stringify({ ...wanted, single: made && sorted(wanted.single, made.single) })
    ? text
    : rewritten(front, before, edit);
}

/** Returns the same fields in the order of another object, so that the two can be compared as text. */
function sorted(fields: EntryText['single'], like: EntryText['single']): EntryText['single'] {
  const order = Object.keys(like);
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)));
}

/**
 * Rewrites files that cannot be changed in place, such as a list on one line: comments are kept, spacing may not be.
 */
function rewritten(front: string, before: EntryText, edit: EntryEdit): string {
  const document = parse(front);
  for (const field of singleFields) {
    const value = edit.set[field];
    if (value === '') document.delete(field);
    else if (value !== undefined) document.set(field, yamlValue(field, value));
  }
  for (const field of listFields) {
    const change = edit.lists[field];
    if (change) document.set(field, editedList(before.lists[field], change));
  }
  return document.toString({ lineWidth: 0 });
}

const parse = (front: string): Document.Parsed => parseDocument(front, { schema: 'core', stringKeys: true });

function fieldsOf(front: string): Field[] {
  const { contents } = parse(front);
  return isMap(contents) ? (contents.items as unknown as Field[]) : [];
}

const startOf = ({ key }: Field): number => key.range?.[0] ?? 0;

/** Returns the end of a field's last line, including its line break; comments below it do not belong to it. */
function endOf(front: string, { key, value }: Field): number {
  const end = (value as Scalar | null)?.range?.[1] ?? key.range?.[1] ?? 0;
  const shown = front.slice(0, end).trimEnd().length;
  const line = front.indexOf('\n', shown);
  return line < 0 ? front.length : line + 1;
}

const inYaml = (value: unknown): string =>
  stringify(value, { lineWidth: 0, schema: 'core', nullStr: '' }).replace(/: +$/gm, ':');

function setField(front: string, name: string, value: unknown): string {
  const fields = fieldsOf(front);
  const field = fields.find(({ key }) => key.value === name);
  if (!field) return value === undefined ? front : insertField(front, fields, name, value);
  const [start, end] = [startOf(field), endOf(front, field)];
  if (value === undefined) return front.slice(0, start) + front.slice(end);
  const node = field.value;
  const range = isScalar(node) ? node.range : undefined;
  const onOneLine = range && range[1] > range[0] && !front.slice(start, range[1]).includes('\n');
  // Keeps the rest of the value's line, such as a comment.
  if (onOneLine) return front.slice(0, range[0]) + inYaml(value).trimEnd() + front.slice(range[1]);
  return front.slice(0, start) + inYaml({ [name]: value }) + front.slice(end);
}

/** Inserts a field below the nearest one that precedes it in the usual order. */
function insertField(front: string, fields: readonly Field[], name: string, value: unknown): string {
  const earlier = fieldOrder.slice(0, fieldOrder.indexOf(name));
  const above = fields.filter(({ key }) => earlier.includes(String(key.value))).at(-1);
  const at = above ? endOf(front, above) : 0;
  return front.slice(0, at) + inYaml({ [name]: value }) + front.slice(at);
}

function setList(front: string, name: string, before: readonly string[], edit: ListEdit): string {
  const after = editedList(before, edit);
  const field = fieldsOf(front).find(({ key }) => key.value === name);
  const list = field?.value;
  if (after.length === 0) return setField(front, name, name === 'asks' ? [] : undefined);
  if ('all' in edit || !field || !isSeq(list) || list.flow || list.items.length === 0)
    return setField(front, name, after);
  const lines = list.items.map((item) => lineOf(front, item as Scalar));
  const indent = /^[ \t]*-[ \t]+/.exec(front.slice(lines[0]!.start))?.[0] ?? '  - ';
  const added = edit.add.map((item) => indent + inYaml(item)).join('');
  const last = lines.at(-1)!;
  const kept = keptLines(front, list, lines, edit.remove);
  return front.slice(0, lines[0]!.start) + kept + added + front.slice(last.end);
}

interface Lines {
  start: number;
  end: number;
}

/** Returns the whole lines of a list item. */
function lineOf(front: string, { range }: Scalar): Lines {
  const [from, to] = range ?? [0, 0];
  const line = front.indexOf('\n', Math.max(from, front.slice(0, to).trimEnd().length));
  return { start: front.lastIndexOf('\n', from - 1) + 1, end: line < 0 ? front.length : line + 1 };
}

function keptLines(front: string, list: YAMLSeq, lines: readonly Lines[], remove: readonly string[]): string {
  return list.items
    .map((item, index) => {
      const { start, end } = lines[index]!;
      const gone = remove.includes(String((item as Scalar).value));
      const between = front.slice(end, lines[index + 1]?.start ?? end);
      return (gone ? '' : front.slice(start, end)) + between;
    })
    .join('');
}
