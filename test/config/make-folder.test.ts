import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { makeFolder } from '../../src/config/make-folder.ts';
import { openStore } from '../../src/storage/index.ts';
import { createListeningLogger } from '../support/listening-logger.ts';

const root = mkdtempSync(path.join(tmpdir(), 'make-folder-'));
afterAll(() => rmSync(root, { recursive: true }));

test('makes what is missing, and leaves what is there', () => {
  const deep = path.join(root, 'a', 'b', 'c');
  makeFolder(deep, 0o700);
  makeFolder(deep);
  expect(statSync(deep).mode & 0o777).toBe(0o700);
});

test('a file in the way is an error', () => {
  writeFileSync(path.join(root, 'file'), '');
  expect(() => makeFolder(path.join(root, 'file'))).toThrow('EEXIST');
  expect(() => makeFolder(path.join(root, 'file', 'below'))).toThrow(/EEXIST|ENOTDIR/);
});

// Node's own recursive mkdir would not come back here.
const onLinux = existsSync('/proc/self') ? test : test.skip;
onLinux('a store where no folder can be made says so, and does not hang', async () => {
  for (const dataDir of ['/proc/nowhere', '/proc/nowhere/deep']) {
    await expect(openStore({ dataDir }, createListeningLogger())).rejects.toThrow(
      'it cannot be opened. Check that DATA_DIR is a folder the bot may write to'
    );
  }
});
