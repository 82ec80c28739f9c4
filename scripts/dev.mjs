// Runs the bot while its code is being changed: compiles on every change and restarts what it compiled. The knowledge folder and
// the page are read anew by the bot itself. Ctrl-C ends both.
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const options = { cwd: root, stdio: 'inherit' };

const first = spawnSync(process.execPath, [tsc, '-b', 'tsconfig.build.json'], options);
if (first.error) throw first.error;
const children = [
  spawn(process.execPath, [tsc, '-b', 'tsconfig.build.json', '--watch', '--preserveWatchOutput'], options),
  spawn(process.execPath, ['--watch', '--watch-preserve-output', 'dist/cli/index.js', 'serve'], {
    ...options,
    env: { ...process.env, PLAYGROUND: process.env.PLAYGROUND ?? 'true' }
  })
];
const end = () => {
  for (const child of children) child.kill();
};
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, end);
for (const child of children) child.once('exit', end);
