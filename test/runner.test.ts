import { execFile } from 'node:child_process';
import path from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';

// The suites of test/fixtures/runner have a fault each. They run one after the other in one process, as jest runs all of ours.
let messages: Record<string, string>;
beforeAll(async () => {
  const given = ['--testMatch', '<rootDir>/test/fixtures/runner/*.ts', '--testTimeout=2000', '--runInBand', '--json'];
  const told = await new Promise<string>((resolve) =>
    execFile(process.execPath, ['node_modules/jest/bin/jest.js', ...given], (_error, stdout) => resolve(stdout))
  );
  const { testResults } = JSON.parse(told) as { testResults: { name: string; status: string; message: string }[] };
  messages = Object.fromEntries(
    testResults.map(({ name, status, message }) => [path.basename(name, '.ts'), status === 'failed' ? message : status])
  );
});

test('a test that never ends fails at the time limit of all, or of its suite', () => {
  expect(messages.hangs).toContain('Exceeded timeout of 2000 ms');
  expect(messages['hangs-by-its-own-limit']).toContain('Exceeded timeout of 150 ms');
});

test('a rejection that nobody handles fails its test, with the line of the TypeScript', () => {
  expect(messages.rejects).toMatch(/nobody hears undefined[\s\S]*test\/fixtures\/runner\/rejects\.ts:9:\d+/);
});

test('a suite that leaves the process changed fails, and is told what it left', () => {
  expect(messages['leaves-changed']).toContain('The suite leaves changed: process.env.LEFT_BY_A_SUITE');
});
