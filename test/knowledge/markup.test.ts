import { expect, test } from '@jest/globals';
import { compile } from '../../src/knowledge/compile.ts';
import { collectAddresses } from '../../src/tools/links/index.ts';

const entry = (body: string): string =>
  `---\nid: deep\ntitle: Deep\nkind: page\ntopic: spread\nstatus: current\nasks:\n  - how deep is it\nowner: Editors\ncompiled: 2026-01-01\nreviewed: 2026-01-01\nreview_by: 2027-01-01\n---\n\n${body}\n`;
const nested = [
  ['quotations', `Words.\n\n${'> '.repeat(2_000)}deep`, 3],
  ['lists', `Words.\n\n${'- '.repeat(2_000)}deep`, 3],
  ['numbered lists', `${'1. '.repeat(2_000)}deep`, 1],
  ['lists by indentation', Array.from({ length: 400 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n'), undefined]
] as const;

test.each(nested)(
  '%s that nest too deeply are a problem with file and line, no stack overflow',
  (_what, body, line) => {
    const source = { file: 'resources/deep.md', text: entry(body) };
    const { problems, knowledge } = compile([source], '2026-06-01');
    const found = problems.find(({ message }) => message.includes('nest more than'));
    expect(found).toMatchObject({ file: 'resources/deep.md', blocks: true });
    if (line !== undefined) expect(source.text.split('\n')[found!.line - 1]).toBe(body.split('\n')[line - 1]);
    expect(knowledge.entries.size).toBe(0);
    expect(collectAddresses([source])).toEqual(new Map());
  }
);

test('a body that is too long to be read is a problem, and is not read', () => {
  // Takes marked 30 s on a quiet machine.
  const source = { file: 'resources/deep.md', text: entry(`Words.\n\n${'*a_'.repeat(20_000)}`) };
  const { problems, knowledge } = compile([source], '2026-06-01');
  expect(problems.filter(({ blocks }) => blocks)).toMatchObject([
    { file: 'resources/deep.md', message: 'The body has 60008 characters; allowed: at most 10000. Shorten it.' }
  ]);
  expect(knowledge.entries.size).toBe(0);
  expect(collectAddresses([source])).toEqual(new Map());
});
