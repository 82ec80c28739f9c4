import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * Compiles the worker and what it needs to JavaScript, since it is started hundreds of times.
 *
 * @param root the checkout
 * @param name of a folder under node_modules/.cache; runs that may go on at the same time take different ones
 * @returns the file for node to run
 */
export function compileWorker(root: string, name: string): string {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const outDir = join(root, 'node_modules', '.cache', name);
  const project = ['-p', join(root, 'scripts', 'torture'), '--outDir', outDir];
  const done = spawnSync(process.execPath, [tsc, ...project], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`The worker does not compile: ${done.stdout}`);
  return join(outDir, 'scripts', 'torture', 'worker.js');
}
