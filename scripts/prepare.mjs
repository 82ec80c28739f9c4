// Builds after an install in a checkout. Where the compiler or the source is not there (an install without development packages, or of the
// published package, which is built already) there is nothing to do. Nor where npx links the checkout: npm leaves its cache broken for
// good when that is interrupted, and bin/spread-bot.js builds by itself.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const there = ['src', path.join('node_modules', 'typescript')].every((name) => existsSync(path.join(root, name)));
if (there && process.env.npm_command !== 'exec')
  process.exitCode = spawnSync('npm', ['run', '-s', 'build'], { cwd: root, stdio: 'inherit', shell: true }).status ?? 1;
