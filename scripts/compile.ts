import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * Compiles a script's folder and what it needs to JavaScript, for processes that are started many times or are to run as
 * the program does. Types are checked by `npm run typecheck`, not here.
 *
 * @param root the checkout
 * @param script `torture` or `stress`: a folder of scripts/ with a tsconfig.json
 * @param name of a folder under node_modules/.cache; runs that may go on at the same time take different ones
 * @returns the folder in which the script's compiled files are
 */
export function compileScript(root: string, script: string, name: string): string {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const outDir = join(root, 'node_modules', '.cache', name);
  const project = [
    '-p',
    join(root, 'scripts', script),
    '--outDir',
    outDir,
    '--tsBuildInfoFile',
    join(outDir, '.tsbuildinfo'),
    '--noCheck'
  ];
  const done = spawnSync(process.execPath, [tsc, ...project], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`scripts/${script} does not compile: ${done.stdout}`);
  return join(outDir, 'scripts', script);
}
