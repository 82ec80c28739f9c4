import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { packageRoot } from '../../src/config/package-root.ts';
import { runCli } from '../support/terminal.ts';
import { smallKnowledge } from '../support/trained.ts';

let folder: string;
let local: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'new-'));
  local = path.join(folder, 'local');
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const run = (...args: string[]) =>
  runCli(args, { environment: { KNOWLEDGE_DIR: `${smallKnowledge},${local}`, DATA_DIR: path.join(folder, 'data') } });

test('a new entry’s file goes into the last layer, which is made where there is none, and holds no problem', async () => {
  const { status, out } = await run('new', 'contact', 'Our: improvement team #1');
  const file = path.join(local, 'contacts/contact-our-improvement-team-1.md');
  expect([status, out.split('\n')[0]]).toEqual([0, file]);
  expect(await readFile(file, 'utf8')).toContain('title: "Our: improvement team #1"');
  const check = await run('check', '--as-of', '2026-11-23');
  expect(check.out).not.toMatch(/^local\/.*:\d+:/m);
});

test('titles without a Latin letter get numbered ids, and one is told that they may be renamed now', async () => {
  for (const [title, id] of [
    ['Картка', 'concept-1'],
    ['Щоденник змін', 'concept-2']
  ] as const) {
    const { status, out } = await run('new', 'concept', title);
    expect([status, out.split('\n')[0]]).toEqual([0, path.join(local, `concepts/${id}.md`)]);
    expect(out).toContain(`rename the file and its id now if ${id} does not suit`);
  }
  expect((await run('new', 'concept', 'Ідея 5')).out).not.toContain('rename');
});

test('a template that is served unchanged is refused line by line', async () => {
  await run('new', 'page', 'Poster prize');
  const file = path.join(local, 'resources/poster-prize.md');
  await writeFile(file, (await readFile(file, 'utf8')).replace('status: draft', 'status: current'));
  const { status, out } = await run('check', '--as-of', '2026-11-23');
  expect(status).toBe(1);
  expect(out.match(/^local\/resources\/poster-prize\.md:\d+: This line is still that of the template/gm)).toHaveLength(
    3
  );
});

test('in another field the template has that field’s topic and contact', async () => {
  const KNOWLEDGE_DIR = `${path.join(packageRoot, 'test/fixtures/knowledge/food-bank')},${local}`;
  const environment = { KNOWLEDGE_DIR, DATA_DIR: path.join(folder, 'data') };
  await runCli(['new', 'page', 'Cooking class'], { environment });
  const text = await readFile(path.join(local, 'resources/cooking-class.md'), 'utf8');
  expect(text).toMatch(/^topic: help\n[\s\S]*^# contact: office$/m);
});

test('an entry that is there already is named with its layer', async () => {
  await run('new', 'page', 'Poster prize');
  const { status, err } = await run('new', 'page', 'Poster prize');
  expect([status, err]).toEqual([1, expect.stringContaining('local/resources/poster-prize.md')]);
});

test('a title that an entry answers already is told of, with where to change that one', async () => {
  const { status, out } = await run('new', 'tool', 'SQUIRE');
  expect(status).toBe(0);
  expect(out).toMatch(
    /^“SQUIRE” is answered by resources\/squire-2\.md already\. .*local\/resources\/squire-2\.md\.$/m
  );
  expect((await run('new', 'tool', 'Poster prize')).out).not.toContain('already');
});

test('a kind that is none is answered with the nearest', async () => {
  const { status, err } = await run('new', 'tol', 'Poster prize');
  expect([status, err]).toEqual([2, expect.stringContaining('Did you mean "tool"?')]);
  expect((await run('new')).err).toMatch(/^spread-bot: What is it\? Write: spread-bot new KIND TITLE; KIND is tool, /);
});

test.each([
  ['resources', /What stands in resources\/ is of one of these kinds; write one: tool, guide/],
  ['tip', /item of tips\.yaml/],
  ['assessment', /docs\/assessments\.md/]
])('%s is no kind, and where it is made is told', async (kind, told) => {
  const { status, err } = await run('new', kind, 'Poster prize');
  expect([status, err]).toEqual([2, expect.stringMatching(told)]);
});

test('a title of signs alone is refused', async () => {
  const { status, err } = await run('new', 'page', '???');
  expect([status, err]).toEqual([2, expect.stringContaining('it needs a letter or a figure')]);
});
