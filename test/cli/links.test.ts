import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createLinksCommand } from '../../src/cli/links.ts';
import { type FakeWeb, page, startFakeWeb, status } from '../support/fake-web.ts';
import { textIn } from '../support/terminal.ts';

let web: FakeWeb;
let folder: string;
beforeEach(async () => {
  web = await startFakeWeb(() => ({
    'old.test/guide': status(301, '/new/guide'),
    'old.test/new/guide': page('Guide'),
    'fine.test/': page('Fine')
  }));
  folder = await mkdtemp(path.join(tmpdir(), 'spread-bot-links-'));
  await mkdir(path.join(folder, 'knowledge/resources'), { recursive: true });
});
afterEach(async () => {
  await web.close();
  await rm(folder, { recursive: true });
});

const entry = (url: string): string =>
  `---\nid: guide\ntitle: A guide\nkind: guide\ntopic: spread\nurl: ${url}   # the old one\nstatus: current\nasks: [a guide]\nowner: Editors\nreviewed: 2026-01-01\nreview_by: 2099-01-01\n---\n\nA [guide](${url}) to [spread](${web.url('fine.test/')}).\n`;
const file = (): string => path.join(folder, 'knowledge/resources/guide.md');

async function run(values: Record<string, boolean> = {}) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const environment = { KNOWLEDGE_DIR: path.join(folder, 'knowledge'), DATA_DIR: path.join(folder, 'data') };
  const command = createLinksCommand({ resolve: web.resolve, allowed: () => true, gapMs: 0 });
  const code = await command.run(
    { values, positionals: [] },
    { stdin: new PassThrough(), stdout, stderr, environment }
  );
  return { code, printed: textIn(stdout), errors: textIn(stderr) };
}

test('the table says what, why, by way of what, and where; the file for the digest says the same', async () => {
  await writeFile(file(), entry(web.url('old.test/guide')));
  const { code, printed } = await run();
  expect(code).toBe(0);
  expect(printed).toBe(
    [
      'Moved for good (1)',
      `  ${web.url('old.test/guide')}`,
      `      It has moved for good to ${web.url('old.test/new/guide')}`,
      `      by way of ${web.url('old.test/guide')} (301) → ${web.url('old.test/new/guide')} (200)`,
      '      in resources/guide.md:6, resources/guide.md:14',
      '',
      '2 addresses: 1 moved for good, 1 fine.',
      ''
    ].join('\n')
  );
  const kept = JSON.parse(await readFile(path.join(folder, 'data/links.json'), 'utf8'));
  expect(kept.results.map(({ state }: { state: string }) => state)).toEqual(['moved', 'ok']);
  expect(JSON.parse((await run({ json: true })).printed).results).toMatchObject(
    kept.results.map(({ url, state }: { url: string; state: string }) => ({ url, state }))
  );
});

test('--fix writes the new address in every place and nothing else', async () => {
  await writeFile(file(), entry(web.url('old.test/guide')));
  const { printed } = await run({ fix: true });
  expect(printed).toContain('resources/guide.md: 2 addresses changed');
  expect(await readFile(file(), 'utf8')).toBe(entry(web.url('old.test/new/guide')));
});

test('a dead address is exit status 1', async () => {
  await writeFile(file(), entry(web.url('old.test/nothing')));
  const { code, printed } = await run();
  expect(code).toBe(1);
  expect(printed).toContain('The page is gone (404).');
});

test('where nothing answers at all, it is the network that is told of, and the last findings stay', async () => {
  await writeFile(file(), entry(web.url('old.test/guide')));
  await run();
  const before = await readFile(path.join(folder, 'data/links.json'), 'utf8');
  for (const host of ['old.test', 'fine.test']) web.names.set(host, []);
  await expect(run()).rejects.toThrow('No site answered at all.');
  expect(await readFile(path.join(folder, 'data/links.json'), 'utf8')).toBe(before);
});
