import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * Compiles the worker and what it needs to JavaScript, since it is started hundreds of times.
 *
 * @param root the checkout
 * @returns the file for node to run
 */
export function compileWorker(root: string): string {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const done = spawnSync(process.execPath, [tsc, '-p', join(root, 'scripts', 'torture')], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`The worker does not compile: ${done.stdout}`);
  return join(root, 'node_modules', '.cache', 'torture', 'scripts', 'torture', 'worker.js');
}
