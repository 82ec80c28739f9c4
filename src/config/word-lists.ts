import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from './package-root.ts';

/** A group of lines under a heading of the form `# name`. */
export interface Group {
  name: string;
  lines: string[];
}

/**
 * Reads groups of lines. Text before the first heading describes the file and is skipped.
 *
 * @param text of a file below `data/`
 */
export function readGroups(text: string): Group[] {
  const groups: Group[] = [];
  for (const line of text.split(/\r?\n/).map((each) => each.trim())) {
    if (line.startsWith('# ')) groups.push({ name: line.slice(2).trim(), lines: [] });
    else if (line !== '') groups.at(-1)?.lines.push(line);
  }
  return groups;
}

const read = (name: string) => readGroups(readFileSync(path.join(packageRoot, 'data/english', `${name}.txt`), 'utf8'));

/** The English of `data/english/`, one list of groups a file. Read once: they are constants of the program. */
export const wordLists = {
  facts: read('facts'),
  followUps: read('follow-ups'),
  frames: read('frames'),
  givenNames: read('given-names'),
  noNames: read('no-names'),
  otherLanguages: read('other-languages'),
  projects: read('projects'),
  publicNames: read('public-names'),
  subjects: read('subjects'),
  words: read('words')
};

/** Returns the words of some groups, which stand in their lines separated by spaces. */
export const allWords = (groups: readonly Group[]): ReadonlySet<string> =>
  new Set(groups.flatMap(({ lines }) => lines.flatMap((line) => line.split(' '))));

/** Given names of many origins, in small letters and without accents. */
export const givenNames = allWords(wordLists.givenNames);
