import path from 'node:path';

/**
 * Returns the words with which this program was started, so that a command it prints works in the same place: by npm or npx, by
 * its name on the path, or by its file, as in a container, which has no npm.
 *
 * @param script the file that Node.js was given
 * @param folder the working folder
 * @param npm the command of npm that started the program (`npm_command`), if one did
 */
export function ownName(script: string, folder: string, npm: string | undefined): string {
  const parts = script.split(/[\\/]/);
  if (npm || parts.includes('node_modules') || !/\.js$|^[^.]+$/.test(parts.at(-1)!)) return 'npx spread-bot';
  if (parts.at(-1) === 'spread-bot') return 'spread-bot';
  const beside = path.relative(folder, script);
  const file = beside.startsWith('..') ? script : beside;
  return `node ${/\s/.test(file) ? JSON.stringify(file) : file}`;
}
