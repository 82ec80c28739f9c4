import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeText } from '../../src/knowledge/decode-text.ts';
import { loadKnowledge } from '../../src/knowledge/index.ts';
import { smallKnowledge } from '../support/trained.ts';

const entry = (id: string) => `---
id: ${id}
title: "The prize of ${id}"
kind: page
topic: publishing
status: current
asks:
  - when is the prize of ${id}
compiled: 2026-11-29
review_by: 2027-11-29
---

It costs £5 in the café.
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'decode-text-'));
  await mkdir(path.join(folder, 'resources'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const write = (id: string, bytes: string | Buffer) => writeFile(path.join(folder, 'resources', `${id}.md`), bytes);

test('a file in another encoding, or with what is no text, costs itself; the line and what to do are said', async () => {
  await write('latin', Buffer.from(entry('latin'), 'latin1'));
  await write('wide', Buffer.from(`\uFEFF${entry('wide')}`, 'utf16le'));
  await write('unmarked', Buffer.from(entry('unmarked'), 'utf16le'));
  await write('zero', entry('zero').replace('costs', 'costs\0'));
  await write('escaped', entry('escaped').replace(/^title: .*$/m, 'title: "A \\e[31mred\\a title"'));
  await write('hard', entry('hard').replace('kind: page', 'kind:\u00a0page'));
  await write('marked', `\uFEFF${entry('marked')}`);
  await write('windows', entry('windows').replaceAll('\n', '\r\n'));
  await write('mac', entry('mac').replaceAll('\n', '\r'));
  const { knowledge, problems } = await loadKnowledge([smallKnowledge, folder], '2026-11-29');
  const name = path.basename(folder);
  const said = problems.flatMap(({ file, line, message }) =>
    file.startsWith(name) ? [`${path.basename(file)}:${line}: ${message}`] : []
  );
  expect(said.sort()).toEqual([
    expect.stringMatching(/^escaped\.md:3: Found the control character U\+001B/),
    expect.stringMatching(/^hard\.md:4: .*no-break space.*space bar/),
    expect.stringMatching(/^latin\.md:13: “It costs £5 in the café\.” is not UTF-8 text.*Save the file as UTF-8/),
    expect.stringMatching(/^unmarked\.md:1: This is UTF-16 text/),
    expect.stringMatching(/^wide\.md:1: This is UTF-16 text/),
    expect.stringMatching(/^zero\.md:13: Found the control character U\+0000/)
  ]);
  const there = ['latin', 'wide', 'unmarked', 'zero', 'escaped', 'hard', 'marked', 'windows', 'mac'].filter((id) =>
    knowledge.entries.has(id)
  );
  expect(there).toEqual(['marked', 'windows', 'mac']);
});

test('any text comes back as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      // Control characters and a byte order mark are no text of an entry.
      fc.pre(!/[\p{Cc}\uFEFF]/u.test(text));
      expect(decodeText(Buffer.from(text))).toEqual({ text });
    })
  );
});
