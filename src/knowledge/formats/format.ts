import type { Problem } from '../problem.ts';

/** One file of the knowledge folder, as read. `file` is relative to the folder, with forward slashes. */
export interface SourceFile {
  file: string;
  text: string;
}

/** What a format makes of a file: plain data, and the line of every part of it. */
export interface Parsed {
  data: unknown;
  /** Markdown after the front matter; empty for formats without one. */
  body: string;
  /** Line on which the body begins. */
  bodyLine: number;
  /** The line of a value, by its path: `['asks', 2]`; the nearest line above where the path leads nowhere. */
  lineOf(path: readonly PropertyKey[]): number;
  problems: Problem[];
}

/** A way of writing knowledge down. */
export interface Format {
  extensions: readonly string[];
  parse(source: SourceFile): Parsed;
}
