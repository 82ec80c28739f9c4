import type { Parsed } from './formats/format.ts';

/** A part of the knowledge with the file it came from, so that a problem found across files names its line. */
export interface Located<T> {
  value: T;
  file: string;
  lineOf: Parsed['lineOf'];
}
