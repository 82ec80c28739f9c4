// Gives the links of the README whole addresses while the package is packed: the files that they lead to are not in it. `--restore` puts back
// what was there.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const readme = path.join(root, 'README.md');
const kept = path.join(root, 'node_modules', '.cache', 'README.md');

/** Returns Markdown in which each relative link leads to the repository, and each picture to its raw file. */
export function withWholeAddresses(text, repository) {
  const page = repository.replace(/^git\+/, '').replace(/\.git$/, '');
  const raw = page.replace('https://github.com/', 'https://raw.githubusercontent.com/');
  return text
    .replace(/!\[([^\]]*)\]\((?!https?:)([^)\s]+)\)/g, (_all, words, target) => `![${words}](${raw}/HEAD/${target})`)
    .replace(/\]\((?!https?:|mailto:|#)([^)\s]+)\)/g, (_all, target) => `](${page}/blob/HEAD/${target})`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--restore')) {
    if (existsSync(kept)) renameSync(kept, readme);
  } else if (!existsSync(kept)) {
    const { repository } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    const text = readFileSync(readme, 'utf8');
    mkdirSync(path.dirname(kept), { recursive: true });
    writeFileSync(kept, text);
    writeFileSync(readme, withWholeAddresses(text, repository.url));
  }
}
