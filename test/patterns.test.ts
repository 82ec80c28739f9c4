import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

test('no regular expression takes exponential time, and each that is not linear has a bound (recheck)', async () => {
  const given = ['--import', './test/support/typescript-worker.mjs', 'scripts/patterns.ts', '--check'];
  const { stdout } = await promisify(execFile)(process.execPath, given);
  expect(stdout).toMatch(/^[1-9]\d{2,} patterns: .* 0 exponential\n$/);
});
