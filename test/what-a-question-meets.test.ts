import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from '@jest/globals';
import { packageRoot } from '../src/config/package-root.ts';
import { trainedSmall } from './support/trained.ts';

/** Maximum number of our own files and functions that one question over Slack meets: docs/decisions/0050. */
const most = { files: 60, functions: 300 };

beforeAll(trainedSmall);

test('a question over Slack meets few of our files and functions; `npm run count -- slack --list` names them', async () => {
  // In a process of its own: suites of this one leave timers behind, and other work would be counted along.
  const script = ['--import', './test/support/typescript-worker.mjs', 'scripts/count-coverage.ts', 'slack'];
  const { stdout } = await promisify(execFile)(process.execPath, script, { cwd: packageRoot });
  const [, files, functions] = /: (\d+) own files, (\d+) own functions/.exec(stdout) ?? [];
  expect(Number(files)).toBeGreaterThan(0);
  expect(Number(files)).toBeLessThanOrEqual(most.files);
  expect(Number(functions)).toBeGreaterThan(0);
  expect(Number(functions)).toBeLessThanOrEqual(most.functions);
});
