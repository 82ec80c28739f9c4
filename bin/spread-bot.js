#!/usr/bin/env node
// Starts the program. In a checkout it is built first, where that has not been done yet or was interrupted.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const has = (...parts) => existsSync(path.join(root, ...parts));

/** Ends with one sentence on standard error. */
function give(up) {
  process.stderr.write(`spread-bot: ${up}\n`);
  process.exit(1);
}

if (has('src') && !has('dist', '.complete')) {
  if (!has('node_modules', 'typescript')) give('It is not built yet. Run "npm ci" in its folder first.');
  process.stderr.write('Building the program first; this is done once and takes about half a minute.\n');
  rmSync(path.join(root, 'dist', '.tsbuildinfo'), { force: true });
  const built = spawnSync('npm', ['run', '-s', 'build'], { cwd: root, stdio: ['ignore', 2, 2], shell: true });
  if (built.signal) process.exit(130);
  if (built.status !== 0) give('It could not be built; what is wrong stands above. "npm ci" puts its packages right.');
}
const { run } = await import(pathToFileURL(path.join(root, 'dist', 'cli', 'index.js')).href);
await run();
