import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { packageRoot } from '../src/config/package-root.ts';

let checkout: string;
const start = () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [path.join(checkout, 'bin/spread-bot.js')], {
    encoding: 'utf8'
  });
  return { stdout, stderr, status };
};
/** Writes what the build of the checkout does, in JavaScript. */
const buildDoes = (script: string): Promise<void> =>
  writeFile(
    path.join(checkout, 'package.json'),
    JSON.stringify({ type: 'module', scripts: { build: 'node build.cjs' } })
  ).then(() => writeFile(path.join(checkout, 'build.cjs'), `const fs = require('node:fs'); ${script}`));
const program =
  "fs.mkdirSync('dist/cli', { recursive: true }); fs.writeFileSync('dist/cli/index.js', 'export const run = async () => console.log(1)');";
const building = 'Building the program first; this is done once and takes about half a minute.\n';

beforeEach(async () => {
  checkout = await mkdtemp(path.join(tmpdir(), 'checkout-'));
  for (const folder of ['bin', 'src', 'node_modules/typescript'])
    await mkdir(path.join(checkout, folder), { recursive: true });
  await copyFile(path.join(packageRoot, 'bin/spread-bot.js'), path.join(checkout, 'bin/spread-bot.js'));
});
afterEach(() => rm(checkout, { recursive: true, force: true }));

test('a checkout that is not built, or not to its end, is built at the first call and not again', async () => {
  await buildDoes(program);
  expect(start()).toEqual({ stdout: '1\n', stderr: building, status: 0 });
  await buildDoes(`${program} fs.writeFileSync('dist/.complete', '');`);
  expect(start()).toEqual({ stdout: '1\n', stderr: building, status: 0 });
  expect(start()).toEqual({ stdout: '1\n', stderr: '', status: 0 });
});

test('a build that fails, or has nothing to build with, says what to do', async () => {
  await buildDoes('process.exit(3);');
  expect(start()).toEqual({
    stdout: '',
    stderr: `${building}spread-bot: It could not be built; what is wrong stands above. "npm ci" puts its packages right.\n`,
    status: 1
  });
  await rm(path.join(checkout, 'node_modules'), { recursive: true });
  expect(start()).toMatchObject({
    stderr: 'spread-bot: It is not built yet. Run "npm ci" in its folder first.\n',
    status: 1
  });
});
