import { type SourceFile, shownFile } from './formats/format.ts';
import type { Place } from './located.ts';
import type { Problem } from './problem.ts';
import { lengths } from './schema.ts';

/** A phrasing of an entry, and its place. */
export interface Wording {
  text: string;
  place: Place;
}

const wordingFiles = /^wordings\/[^/]+\.txt$/;

/** Returns true if a file of a knowledge folder holds wordings: more phrasings of one entry, one a line. */
export function isWordings(file: string): boolean {
  return wordingFiles.test(file);
}

/**
 * Reads the files of wordings of one entry. Empty lines and lines that begin with `#` are skipped; a line that is too
 * long to be matched is skipped and reported.
 */
export function readWordings(sources: readonly SourceFile[]): { wordings: Wording[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const wordings: Wording[] = [];
  for (const source of sources) {
    for (const [index, raw] of source.text
      .replace(/^\uFEFF/, '')
      .split('\n')
      .entries()) {
      const text = raw.trim();
      const place = { file: shownFile(source), line: index + 1 };
      if (text === '' || text.startsWith('#')) continue;
      if (text.length > lengths.ask) {
        const message = `The wording has ${text.length} characters; allowed: at most ${lengths.ask}. Shorten it.`;
        problems.push({ ...place, message, blocks: true });
      } else wordings.push({ text, place });
    }
  }
  return { wordings, problems };
}
