import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { assertWritable, writeNew, writeWhole } from '../../src/config/write-whole.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'write-whole-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const named = (name: string): string => path.join(folder, name);

/** Content whose writing fails half way, as on a disk that fills up. */
async function* cutShort() {
  yield 'half';
  throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
}

test('a disk that fills up leaves the earlier file whole, no half of a new one, and says which file it was', async () => {
  writeFileSync(named('old'), 'earlier');
  await expect(writeWhole(named('old'), cutShort() as never)).rejects.toMatchObject({
    code: 'ENOSPC',
    path: named('old')
  });
  expect(readFileSync(named('old'), 'utf8')).toBe('earlier');
  await expect(writeNew(named('new'), cutShort() as never)).rejects.toMatchObject({
    code: 'ENOSPC',
    path: named('new')
  });
  expect(readdirSync(folder)).toEqual(['old']);
});

test('an existing file keeps its permissions, a link stays a link, a new file is never written over', async () => {
  writeFileSync(named('mine'), 'a', { mode: 0o600 });
  symlinkSync(named('mine'), named('link'));
  await writeWhole(named('link'), 'b');
  expect(readFileSync(named('mine'), 'utf8')).toBe('b');
  expect(statSync(named('mine')).mode & 0o777).toBe(0o600);
  await expect(writeNew(named('mine'), 'c')).rejects.toMatchObject({ code: 'EEXIST', path: named('mine') });
  expect(readFileSync(named('link'), 'utf8')).toBe('b');
  expect(readdirSync(folder).sort()).toEqual(['link', 'mine']);
});

const onLinux = existsSync('/dev/full') ? test : test.skip;
onLinux('a device is written to, not replaced', async () => {
  await expect(writeWhole('/dev/full', 'x')).rejects.toMatchObject({ code: 'ENOSPC', path: '/dev/full' });
  await writeWhole('/dev/null', 'x');
  expect(statSync('/dev/null').isFile()).toBe(false);
});

test('a place where no file can be is told before the work', async () => {
  await assertWritable(named('new'));
  await expect(assertWritable(folder)).rejects.toMatchObject({ code: 'EISDIR', path: folder });
  await expect(assertWritable(named('no/file'))).rejects.toMatchObject({ code: 'ENOENT', path: named('no/file') });
});
