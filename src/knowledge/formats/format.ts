import type { Problem } from '../problem.ts';

/** One file of a knowledge folder, as read. */
export interface SourceFile {
  /** Relative to its folder, with forward slashes. */
  file: string;
  text: string;
  /** Name of its folder if that is laid over another one; absent in the first layer. */
  layer?: string;
}

/** Returns a file's name as editors see it: `local/resources/squire-2.md` in a folder that is laid over another. */
export function shownFile({ file, layer }: Pick<SourceFile, 'file' | 'layer'>): string {
  return layer === undefined ? file : `${layer}/${file}`;
}

/** Parsed content of a file: plain data, and the line of every part of it. */
export interface Parsed {
  data: unknown;
  /** Markdown after the front matter; empty for formats without one. */
  body: string;
  /** Line on which the body begins. */
  bodyLine: number;
  /** Returns the line of a value, by its path: `['asks', 2]`; the nearest line above if the path does not exist. */
  lineOf(path: readonly PropertyKey[]): number;
  problems: Problem[];
}

/** A file format of knowledge. */
export interface Format {
  extensions: readonly string[];
  parse(source: SourceFile): Parsed;
}
