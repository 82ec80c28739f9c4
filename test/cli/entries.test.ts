import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { packageRoot } from '../../src/config/package-root.ts';
import { openStore } from '../../src/storage/index.ts';
import { createListeningLogger } from '../support/listening-logger.ts';
import { runCli } from '../support/terminal.ts';

let folder: string;
let environment: Record<string, string>;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'entries-'));
  environment = { DATA_DIR: path.join(folder, 'data'), KNOWLEDGE_DIR: path.join(folder, 'knowledge') };
  await cp(path.join(packageRoot, 'test/fixtures/knowledge/small'), environment.KNOWLEDGE_DIR!, { recursive: true });
  const store = await openStore({ dataDir: environment.DATA_DIR! }, createListeningLogger());
  const change = { entryId: 'psat', file: 'resources/psat.md', created: false, platform: 'slack', what: 'Edit' };
  for (const [index, title] of ['First', 'Second'].entries()) {
    const at = Date.UTC(2026, 10, 23 + index);
    await store.entryChanges.add({ ...change, number: index + 1, edit: { set: { title }, lists: {} }, at });
  }
  await store.close();
});
afterEach(() => rm(folder, { recursive: true }));

const run = (...args: string[]) => runCli(['entries', ...args], { environment });
const title = async (root = environment.KNOWLEDGE_DIR!) =>
  /^title: (.*)$/m.exec(await readFile(path.join(root, 'resources/psat.md'), 'utf8'))?.[1];

describe('spread-bot entries', () => {
  test('lists what waits', async () => {
    const { status, out } = await run();
    expect([status, out]).toEqual([
      0,
      '2026-11-23  psat: Edit (slack), waits to be exported\n2026-11-24  psat: Edit (slack), waits to be exported\n2 in all, 2 to be exported.\n'
    ]);
  });

  test('exports into a checkout, and says so in the list', async () => {
    const checkout = path.join(folder, 'checkout');
    await cp(environment.KNOWLEDGE_DIR!, checkout, { recursive: true });
    expect((await run('export', '--to', checkout, '--dry-run')).out).toContain('Nothing was written');
    expect(await title(checkout)).not.toBe('Second');
    expect((await run('export', '--to', checkout)).out).toMatch(/^resources\/psat\.md\n1 file written to .*checkout/);
    expect(await title(checkout)).toBe('Second');
    expect(await title()).not.toBe('Second');
    expect((await run('list')).out).toMatch(/exported on .*, not in the files yet\n2 in all, 0 to be exported/s);
    const { status, err } = await run('undo', 'psat');
    expect([status, err]).toEqual([1, expect.stringContaining('has been exported. Undo it in the files')]);
  });

  test('undo of what git does not keep names the way in chat, where there is a form', async () => {
    const { status, err } = await runCli(['entries', 'undo', 'tidier'], {
      environment: { ...environment, DATA_DIR: path.join(folder, 'other') }
    });
    expect([status, err]).toEqual([
      1,
      expect.stringMatching(
        /kept nowhere: .* is not in git\. In chat, write "entries edit tidier" and put it right\.$/m
      )
    ]);
  });

  test('undoes the last change of an entry', async () => {
    expect((await run('undo', 'psat')).out).toBe('Taken back: "Edit" of psat.\n');
    await run('export');
    expect(await title()).toBe('First');
    expect((await run('undo', 'tidier')).err).toContain('No change of tidier waits');
  });

  test('reviews many at once in the name of a team, in the files where nothing waits, and tells which it could not', async () => {
    const quiet = { KNOWLEDGE_DIR: environment.KNOWLEDGE_DIR!, DATA_DIR: path.join(folder, 'quiet') };
    const review = (...args: string[]) => runCli(['entries', 'review', ...args], { environment: quiet });
    const done = await review('psat', 'tidier', 'nothing', 'psat', '--reviewed-by', ' QI team,  Northtown ');
    expect(done.status).toBe(1);
    expect(done.out).toMatch(
      /^psat: reviewed\. It is saved in resources\/psat\.md\.\ntidier: reviewed\. .*\nnothing: not reviewed: there is no such entry\n2 reviewed by QI team, Northtown\.\n$/
    );
    const file = await readFile(path.join(quiet.KNOWLEDGE_DIR, 'resources/psat.md'), 'utf8');
    expect(file).toMatch(/reviewed: \d{4}-\d{2}-\d{2}\nreviewed_by: QI team, Northtown\n/);
    const set = await runCli(['entries', 'review', 'strobe'], { environment: { ...quiet, EDITORS_AS: 'Ward 7' } });
    expect(set.out).toMatch(/^strobe: not reviewed: there is no such entry\n0 reviewed by Ward 7/);
    expect((await runCli(['check', '--unreviewed'], { environment: quiet })).out).toMatch(
      /Reviewed by your organisation: 2 of 14 entries\./
    );
  });

  test('keeps a review in the store where changes wait there', async () => {
    const { status, out } = await run('review', 'tidier', '--reviewed-by', 'Ward 7');
    expect([status, out]).toEqual([0, expect.stringMatching(/tidier: reviewed\. It is kept in the store/)]);
    expect((await run()).out).toMatch(/tidier: Review \(terminal\), waits to be exported/);
  });

  test.each([
    [['review', 'psat'], 'Say which team'],
    [['review', '--reviewed-by', 'Ward 7'], 'Name the entries'],
    [['review', 'psat', '--reviewed-by', 'Ward 7', '--dry-run'], '--dry-run belongs to "entries export"'],
    [['undo', 'psat', '--to', '.'], '--to belongs to "entries export"']
  ])('%j is a usage error', async (args, said) => {
    const { status, err } = await run(...args);
    expect([status, err]).toEqual([2, expect.stringContaining(said)]);
  });

  test.each([['what'], ['undo'], ['export', 'psat']])('%s %s is a usage error', async (...args) => {
    expect((await run(...args)).status).toBe(2);
  });
});
