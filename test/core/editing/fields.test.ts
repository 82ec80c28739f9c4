import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { packageRoot } from '../../../src/config/package-root.ts';
import { differences } from '../../../src/core/editing/entry-text.ts';
import { entryFields, filledIn, saveField } from '../../../src/core/editing/fields.ts';
import { readFormValue, writeFormValue } from '../../../src/core/editing/form-value.ts';
import { compile } from '../../../src/knowledge/compile.ts';
import { readEntryFile } from '../../../src/knowledge/entry-file.ts';
import { readFolder } from '../../../src/knowledge/read-folder.ts';

const { sources } = await readFolder(path.join(packageRoot, 'knowledge'), (file) => file !== 'questions.yaml');
const knowledge = { version: 'test', ...compile(sources, '2026-11-23').knowledge };

describe('the fields of every shipped entry', () => {
  const all = sources
    .filter(({ file }) => file.endsWith('.md'))
    .map(({ file, text }) => ({ file, entry: readEntryFile(text)! }));

  test('fit a form, and sent back as they are change nothing', () => {
    for (const { file, entry } of all) {
      const fields = entryFields(entry, { knowledge, id: file, faults: [] });
      for (const { id, value = '', max = 3000, kind, options } of fields) {
        expect(value.length).toBeLessThanOrEqual(max);
        if (kind === 'choice') expect(options?.map((option) => option.value)).toContain(value);
        expect(fields.filter((field) => field.id === id)).toHaveLength(1);
      }
      const sent = Object.fromEntries(fields.flatMap(({ id, value }) => (value ? [[id, value]] : [])));
      expect(differences(entry, filledIn(sent, entry))).toBeUndefined();
    }
  });

  test('leave room to add to a long list', () => {
    const { file, entry } = all[0]!;
    const many = Array.from({ length: 60 }, (_, index) => `${index} is one of very many ways of asking the same thing`);
    const long = { ...entry, lists: { ...entry.lists, asks: many } };
    const asks = entryFields(long, { knowledge, id: file, faults: [] }).filter(({ id }) => id.startsWith('asks'));
    expect(asks.map(({ id, label }) => [id, label])).toEqual([
      ['asks', 'Questions people ask (1 of 2)'],
      ['asks-2', 'Questions people ask (2 of 2)']
    ]);
  });
});

test('what somebody typed is tidied: line ends, spaces, empty and double lines', () => {
  const before = readEntryFile('---\nid: a\n---\n\nA.\n')!;
  const typed = filledIn(
    { title: ' A  title ', body: 'One.  \r\n\r\n- two ', asks: ' a \n\n b  c\na\n', 'asks-2': 'd', contact: 'none' },
    before
  );
  expect(typed).toMatchObject({
    single: { title: 'A title' },
    lists: { asks: ['a', 'b c', 'd'] },
    body: 'One.\n\n- two'
  });
  expect(typed.single.contact).toBeUndefined();
});

test('lists typed as in a message, and addresses as a chat writes them, are read as they were meant', () => {
  const before = readEntryFile('---\nid: a\n---\n\nA.\n')!;
  const typed = filledIn(
    {
      asks: '- how do I start\n• what is it\n2) who may\n“where is it”\n- how do I start\n24 hour care plan',
      aliases: '* SQUIRE\n"R&D"',
      see: 'squire-2, psat\n- consort',
      source: '<https://a.example/x|a.example> https://b.example',
      url: 'www.a.example/page?x=1',
      archived_url: '<https://a.example/old>',
      body: 'Steps:\n• Plan\n•Do\n\nA · b.'
    },
    before
  );
  expect(typed).toMatchObject({
    single: { url: 'https://www.a.example/page?x=1', archived_url: 'https://a.example/old' },
    lists: {
      asks: ['how do I start', 'what is it', 'who may', 'where is it', '24 hour care plan'],
      aliases: ['SQUIRE', 'R&D'],
      see: ['squire-2', 'psat', 'consort'],
      source: ['https://a.example/x', 'https://b.example']
    },
    body: 'Steps:\n- Plan\n- Do\n\nA · b.'
  });
  expect(filledIn({ url: 'see the intranet' }, before).single.url).toBe('see the intranet');
});

test('an entry that is answered from can be kept as it is; a draft and a new one begin as drafts', () => {
  const entry = (status: string) => ({
    single: { status, reviewed: '2026-11-22' },
    lists: { for: [], asks: [], aliases: [], see: [], source: [] },
    body: ''
  });
  expect(saveField(entry('archived'), [])).toMatchObject({ value: 'keep' });
  expect(saveField(entry('archived'), []).options?.[0]?.label).toBe('Keep: archived, checked 22 November 2026');
  for (const before of [entry('draft'), undefined]) expect(saveField(before, []).value).toBe('draft');
});

test('what a form carries along comes back, and anything else counts as nothing', () => {
  const value = { id: 'a', mark: 'b', seen: 'c', shared: true } as const;
  expect(readFormValue(writeFormValue(value))).toEqual(value);
  expect(readFormValue('{"id":"a","told":true}')).toEqual({ id: 'a', shared: true });
  for (const text of ['', 'x', 'null', '[]', '{"id":1,"shared":"yes"}']) expect(readFormValue(text)).toEqual({});
});
