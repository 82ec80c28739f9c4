import { cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { packageRoot } from '../../src/config/package-root.ts';
import { runCli } from '../support/terminal.ts';

const environment = { KNOWLEDGE_DIR: path.join(packageRoot, 'test/fixtures/knowledge/small') };
const check = (...args: string[]) => runCli(['check', ...args], { environment });

/** Returns the number of warnings that the last line counts. */
const warnings = (out: string): number => Number(/: (?:no problems|(\d+) warnings?)\.\n$/.exec(out)?.[1] ?? 0);

test('what is due for review is summed up beside the problems, and is none itself', async () => {
  const before = await check('--as-of', '2026-11-23');
  expect(before).toMatchObject({ status: 0 });
  expect(before.out).not.toContain('Review due');
  const soon = await check('--as-of', '2027-05-22');
  expect(soon).toMatchObject({ status: 0 });
  expect(soon.out).toMatch(/^Review due within 60 days: 2\n {2}2027-05-22 {2}\S+\.md\n/m);
  expect(warnings(soon.out)).toBe(warnings(before.out));

  const late = await check('--as-of', '2027-10-01');
  expect(late).toMatchObject({ status: 0 });
  expect(late.out.match(/The review was due on 2027-05-22/g)).toHaveLength(2);
  expect(late.out).toContain('Review overdue: 2, named above.\nReview due within 60 days: 12\n');
  expect(late.out.match(/^ {2}2027-11-22/gm)).toHaveLength(10);
  expect(late.out).toMatch(/^ {2}and 2 more\nReviewed by your organisation: 0 of 14 entries\..*\n14 entries/m);
  expect(warnings(late.out)).toBe(warnings(before.out) + 2);
});

test('a file that is not read for its ending is named, with the name it is to have', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'check-'));
  try {
    cpSync(environment.KNOWLEDGE_DIR, folder, { recursive: true });
    renameSync(path.join(folder, 'resources/psat.md'), path.join(folder, 'resources/psat.MD'));
    for (const name of ['concepts/new.markdown', 'contacts/library.md.txt', 'tips.YAML', 'README.txt', 'photo.png']) {
      writeFileSync(path.join(folder, name), 'x');
    }
    const { status, out } = await runCli(['check', '--as-of', '2026-11-23'], {
      environment: { KNOWLEDGE_DIR: folder }
    });
    expect(status).toBe(0);
    const named = out
      .split('\n')
      .flatMap((line) => /^warning: (\S+):1: Found the ending.*Rename it to (\S+),/.exec(line)?.slice(1) ?? []);
    expect(named).toEqual([
      ...['concepts/new.markdown', 'new.md', 'contacts/library.md.txt', 'library.md'],
      ...['resources/psat.MD', 'psat.md', 'tips.YAML', 'tips.yaml']
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('names of files do nothing to a terminal', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'check-'));
  try {
    cpSync(environment.KNOWLEDGE_DIR, folder, { recursive: true });
    writeFileSync(path.join(folder, 'resources/\u001b]0;taken\u0007\u009b31m.md'), 'x');
    const { out } = await runCli(['check', '--as-of', '2026-11-23'], { environment: { KNOWLEDGE_DIR: folder } });
    expect(out).toMatch(/^resources\/\]0;taken31m\.md:1: Found no front matter/m);
    expect(out).not.toMatch(/(?!\n)\p{Cc}/u);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a day that does not exist is refused', async () => {
  expect(await check('--as-of', '2026-02-31')).toMatchObject({
    status: 2,
    err: expect.stringContaining('"2026-02-31"')
  });
});

test('a folder without an entry is a problem, since the bot does not start on it', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'check-'));
  const { status, out } = await runCli(['check'], { environment: { KNOWLEDGE_DIR: folder } });
  rmSync(folder, { recursive: true });
  expect([status, out]).toEqual([
    1,
    expect.stringContaining(`${folder}:1: No folder of KNOWLEDGE_DIR holds an entry that can be read.`)
  ]);
});
