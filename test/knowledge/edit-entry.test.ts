import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { packageRoot } from '../../src/config/package-root.ts';
import { differences, type EntryText, edited } from '../../src/core/editing/entry-text.ts';
import { editEntryFile } from '../../src/knowledge/edit-entry.ts';
import { newEntryFile, readEntryFile } from '../../src/knowledge/entry-file.ts';
import { readFolder } from '../../src/knowledge/read-folder.ts';
import { runs } from '../support/property-runs.ts';

const { sources } = await readFolder(path.join(packageRoot, 'knowledge'), (file) => file.endsWith('.md'));

const read = (text: string): EntryText => readEntryFile(text)!;
const change = (text: string, with_: (entry: EntryText) => EntryText): string => {
  const edit = differences(read(text), with_(read(text)));
  return edit ? editEntryFile(text, edit) : text;
};
const set = (text: string, single: EntryText['single']) =>
  change(text, (entry) => ({ ...entry, single: { ...entry.single, ...single } }));
/** Lines taken out and put in, as a diff shows them. */
const diff = (before: string, after: string): string[] => {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `- ${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+ ${line}`)
  ];
};

const file = `---
# Written by hand.
id: plan
title: 'Plan: your spread'   # as on the page
kind: guide
topic: spread
url: https://example.org/plan
status: current
asks:
    - "how: do I plan"
    # heard on the ward
    - where do we start
    - who helps
see: [a-one, b-two]
owner: Knowledge editors
reviewed: 2026-01-02
review_by: 2027-01-02
source:
  - https://example.org/plan
# Also read, not ours to hand out:
# https://example.org/copy
---

A guide.

- It is free.
`;

describe('an edit of a file', () => {
  test('changes one value and leaves the comment beside it', () => {
    expect(diff(file, set(file, { title: 'A plan' }))).toEqual([
      "- title: 'Plan: your spread'   # as on the page",
      '+ title: A plan   # as on the page'
    ]);
  });

  test('quotes what YAML would misread', () => {
    const made = set(file, { title: '#1: yes', publisher: '1: "no"' });
    expect(read(made).single).toMatchObject({ title: '#1: yes', publisher: '1: "no"' });
  });

  test('takes hyphens within a value for what they are', () => {
    const made = set(file, { title: 'A plan ---', publisher: '---' });
    expect(read(made).single).toMatchObject({ title: 'A plan ---', publisher: '---', kind: 'guide' });
    expect(read('---\n---\n\nBody.\n\n---\n')).toBeUndefined();
  });

  test('puts a new field where the files have it, and takes one out', () => {
    const made = set(file, { year: '2024', publisher: 'The Trust', url: '' });
    expect(diff(file, made)).toEqual(['- url: https://example.org/plan', '+ publisher: The Trust', '+ year: 2024']);
    expect(made).toContain('topic: spread\npublisher: The Trust\nyear: 2024\nstatus: current');
  });

  test('adds and removes questions as single lines, in the indentation of the list', () => {
    const made = change(file, (entry) => ({
      ...entry,
      lists: { ...entry.lists, asks: ['how: do I plan', 'who helps', 'is it: free'] }
    }));
    expect(diff(file, made)).toEqual(['-     - where do we start', '+     - "is it: free"']);
    expect(made).toContain('# heard on the ward');
  });

  test('changes a list on one line and the sources without losing the comment below', () => {
    const made = change(file, (entry) => ({
      ...entry,
      lists: { ...entry.lists, see: ['b-two', 'a-one'], source: ['https://example.org/new'] }
    }));
    expect(read(made).lists).toMatchObject({ see: ['b-two', 'a-one'], source: ['https://example.org/new'] });
    expect(made).toContain(
      '  - https://example.org/new\n# Also read, not ours to hand out:\n# https://example.org/copy\n---'
    );
  });

  test('replaces the body only, and keeps Windows line ends', () => {
    const windows = file.replace(/\n/g, '\r\n');
    const made = change(windows, (entry) => ({ ...entry, body: 'New.\n\n- Line.' }));
    expect(made).toBe(`${windows.slice(0, windows.indexOf('A guide.'))}New.\r\n\r\n- Line.\r\n`);
  });

  test('of a file without front matter is refused', () => {
    expect(() => editEntryFile('no front matter', { set: { title: 'x' }, lists: {} })).toThrow(/no front matter/);
  });
});

const words = fc.stringMatching(
  /^[a-zA-Z0-9:#'"&*!%@`{}[\],|>?.-][a-zA-Z0-9:#'"&*!%@`{}[\],|>?. -]{0,60}[a-z0-9?'":#]$/
);

describe('any edit of any shipped entry', () => {
  test('says what it should, and touches no line but those of the fields it changes', () => {
    const arbitrary = fc.record({
      index: fc.nat(sources.length - 1),
      single: fc.record(
        {
          title: words,
          publisher: words,
          year: fc.integer({ min: 1900, max: 2100 }).map(String),
          status: fc.constant('draft')
        },
        { requiredKeys: [] }
      ),
      asks: fc.option(fc.array(words, { maxLength: 3 }), { nil: undefined }),
      drop: fc.nat(3),
      body: fc.option(words, { nil: undefined })
    });
    fc.assert(
      fc.property(arbitrary, ({ index, single, asks, drop, body }) => {
        const { text } = sources[index]!;
        const before = read(text);
        const after: EntryText = {
          single: { ...before.single, ...single },
          lists: { ...before.lists, ...(asks && { asks: [...new Set([...before.lists.asks.slice(drop), ...asks])] }) },
          body: body ?? before.body
        };
        const edit = differences(before, after);
        const made = edit ? editEntryFile(text, edit) : text;
        expect(read(made)).toEqual(after);
        if (edit) expect(edited(before, edit)).toEqual(after);
        const kept = text.split('\n').filter((line) => line.startsWith('#') || /^(id|kind|owner|reviewed):/.test(line));
        for (const line of kept) expect(made.split('\n')).toContain(line);
        const gone = diff(text, made).filter((line) => line.startsWith('-')).length;
        const allowed =
          Object.keys(single).length + (asks ? drop : 0) + (body === undefined ? 0 : before.body.split('\n').length);
        expect(gone).toBeLessThanOrEqual(allowed);
      }),
      { numRuns: runs(100) }
    );
  });

  test('a new file reads back as it was written', () => {
    for (const { text } of sources) {
      const entry = read(text);
      expect(read(newEntryFile('any-id', entry))).toEqual(entry);
    }
  });
});
