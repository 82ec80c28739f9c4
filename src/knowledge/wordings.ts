import path from 'node:path';
import type { SourceFile } from './formats/format.ts';
import type { Problem } from './problem.ts';
import { lengths } from './schema.ts';

/** More phrasings of one entry, one a line: `wordings/ID.txt`. Empty lines and lines that begin with `#` are left out. */
export interface Wordings {
  file: string;
  text: string;
  lines: readonly { text: string; line: number }[];
}

const place = /^wordings\/[^/]+\.txt$/;

/** Whether a file of a knowledge folder holds wordings. */
export function isWordings(file: string): boolean {
  return place.test(file);
}

/** Reads a file of wordings. A line that is too long to be matched is told and left out. */
export function readWordings({ file, text }: SourceFile): { id: string; wordings: Wordings; problems: Problem[] } {
  const problems: Problem[] = [];
  const lines = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((raw, index) => ({ text: raw.trim(), line: index + 1 }))
    .filter(({ text: wording, line }) => {
      if (wording.length > lengths.ask) {
        const message = `The wording has ${wording.length} characters; allowed: at most ${lengths.ask}. Shorten it.`;
        problems.push({ file, line, message, blocks: true });
      }
      return wording !== '' && !wording.startsWith('#') && wording.length <= lengths.ask;
    });
  return { id: path.posix.basename(file, '.txt'), wordings: { file, text, lines }, problems };
}
