import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { UsageError } from '../../src/cli/command.ts';
import { createImportCommand } from '../../src/cli/import.ts';
import type { Matcher } from '../../src/core/model/matcher.ts';
import { loadKnowledge } from '../../src/knowledge/index.ts';
import { createMatcher } from '../../src/matching/index.ts';
import { textIn } from '../support/terminal.ts';

const document = (name: string): string => fileURLToPath(new URL(`../fixtures/documents/${name}`, import.meta.url));
const shipped = fileURLToPath(new URL('../../knowledge', import.meta.url));
let learnt: Matcher | undefined;
const command = createImportCommand({
  bounds: { execArgv: ['--import', new URL('../support/typescript-worker.mjs', import.meta.url).href] },
  learn: async (knowledge) => (learnt ??= createMatcher({ knowledge }))
});

/** A part of the shipped knowledge: learning the whole takes long inside jest. */
let knowledgeDir: string;
beforeAll(async () => {
  knowledgeDir = await mkdtemp(path.join(tmpdir(), 'spread-bot-knowledge-'));
  for (const file of ['concepts/concept-spread.md', 'concepts/concept-sustainability.md', 'resources/pdsa.md']) {
    await cp(path.join(shipped, file), path.join(knowledgeDir, file));
  }
});
afterAll(() => rm(knowledgeDir, { recursive: true }));

let out: string;
beforeEach(async () => {
  out = await mkdtemp(path.join(tmpdir(), 'spread-bot-drafts-'));
});
afterEach(() => rm(out, { recursive: true }));

async function run(
  positionals: string[],
  values: Record<string, string | boolean> = {},
  isTTY = false,
  knowledge = knowledgeDir
) {
  const [stdout, stderr] = [new PassThrough(), Object.assign(new PassThrough(), { isTTY })];
  const terminal = { stdin: new PassThrough(), stdout, stderr, environment: { KNOWLEDGE_DIR: knowledge } };
  const status = await command.run({ values, positionals }, terminal);
  return { status, printed: textIn(stdout), errors: textIn(stderr) };
}

test('drafts are written where they are wanted, join the shipped knowledge without fault, and are told of', async () => {
  const { status, printed, errors } = await run([document('saved-by-chromium.html')], { out });
  expect({ status, errors }).toEqual({ status: 0, errors: '' });
  const files = (await readdir(out, { recursive: true })).filter((name) => name.endsWith('.md')).sort();
  expect(files).toEqual([
    'concepts/concept-what-is-spread.md',
    'contacts/contact-spreading-your-improvement-get-in-touch.md',
    'resources/planning-tools.md',
    'resources/spreading-your-improvement.md',
    'resources/sustainability-keeping-it-going.md'
  ]);
  const { problems, knowledge } = await loadKnowledge(out, new Date().toISOString().slice(0, 10));
  expect(problems.filter(({ message }) => !message.startsWith('No entry of the topic'))).toEqual([]);
  expect(new Set([...knowledge.entries.values()].map((entry) => entry.status))).toEqual(new Set(['draft']));
  expect(printed).toContain('! lost link: Find out more here.');
  expect(printed).toContain('! lost contact: For the readiness checklist, please contact the improvement team.');
  expect(printed).toMatch(/concept-what-is-spread\.md\n.*\n.*= like concept-spread: /);
  expect(printed).toContain(`Wrote 5 drafts into ${out}.`);
});

test('the same document again takes new ids and overwrites nothing', async () => {
  const page = document('markdown-by-pandoc.md');
  await run([page], { out });
  const before = await readFile(path.join(out, 'resources/planning-tools.md'), 'utf8');
  const { status, printed } = await run([page], { out });
  expect(status).toBe(0);
  expect(await readFile(path.join(out, 'resources/planning-tools.md'), 'utf8')).toBe(before);
  expect(printed).toContain('resources/planning-tools-2.md');
});

test('--dry-run prints the drafts and writes nothing; --json is one object a document', async () => {
  const { printed } = await run([document('word-by-pandoc.docx')], {
    out,
    'dry-run': true,
    source: 'https://a.example/pack'
  });
  expect(printed).toContain('--- resources/planning-tools.md\n---\nid: planning-tools\n');
  expect(printed).toContain('Nothing was written (--dry-run).');
  expect(await readdir(out)).toEqual([]);
  const { printed: line } = await run([document('word-by-pandoc.docx')], { out, json: true, 'dry-run': true });
  expect(JSON.parse(line)).toMatchObject({
    source: null,
    drafts: expect.arrayContaining([expect.objectContaining({ id: 'planning-tools', written: false })])
  });
});

test('what cannot be read is named on standard error; status 1 only when nothing could be read', async () => {
  const locked = document('locked-by-qpdf.pdf');
  const alone = await run([locked, document('nowhere.pdf')], { out });
  expect(alone.status).toBe(1);
  expect(alone.errors).toContain(`${locked}: The PDF is protected with a password.`);
  expect(alone.errors).toContain('There is no such file.');
  expect((await run(['https://example.org/guide.html'], { out })).errors).toContain('Save its page as a file');
  expect((await run([locked, document('markdown-by-pandoc.md')], { out })).status).toBe(0);
});

test('a document that is imported again adds nothing to what is there unchanged', async () => {
  const name = document('markdown-by-pandoc.md');
  await cp(knowledgeDir, out, { recursive: true });
  const first = await run([name], {}, false, out);
  const again = await run([name], {}, false, out);
  expect(first.printed).toMatch(/^Wrote [1-9]\d* drafts? into/m);
  expect([again.status, again.printed]).toEqual([0, expect.stringMatching(/^Wrote 0 drafts into/m)]);
  expect(again.printed).toMatch(/= the same as \S+, title and text: not written again/);
});

test('a draft whose name is taken costs neither the others nor the next document, and is told of', async () => {
  await writeFile(path.join(out, 'concepts'), 'a file where the folder is meant');
  const { status, printed } = await run([document('saved-by-chromium.html'), document('markdown-by-pandoc.md')], {
    out
  });
  expect(status).toBe(1);
  expect(printed).toMatch(
    /concept-what-is-spread\.md\n.*\n(?:.*\n)*?.*! to mend: not written: there is a file of that name\./
  );
  expect(await readdir(path.join(out, 'resources'))).toContain('planning-tools-2.md');
  expect(printed).toContain('markdown-by-pandoc.md: ');
});

test('progress is drawn only for a person who watches', async () => {
  const { errors } = await run([document('exported-by-libreoffice.pdf')], { out }, true);
  expect(errors).toMatch(/\rexported-by-libreoffice\.pdf \[#+\.*\] \d+ of \d+ (pages|drafts)/);
  expect(errors.endsWith('\r')).toBe(true);
});

test('usage errors', async () => {
  await expect(run([])).rejects.toThrow(UsageError);
  await expect(run(['a.md'], { source: 'example.org' })).rejects.toThrow('--source is "example.org"');
});
