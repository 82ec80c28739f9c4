import { type SourceFile, shownFile } from './formats/format.ts';
import { compileFiles, type KnowledgeFiles, type Loaded, versionOf } from './index.ts';

/** Files as they are served: where one is faulty now, with its last good text in its place. */
export interface SoundFiles {
  files: KnowledgeFiles;
  /** What the served files come to, with the faults of those that are there. */
  loaded: Loaded;
}

/**
 * Compiles files, and puts the last good text in the place of each that has a fault.
 *
 * @param good the files that are served; absent at the start, when a faulty file is left out
 */
export function keepLastGood(found: KnowledgeFiles, good: KnowledgeFiles | undefined, today: string): SoundFiles {
  const loaded = compileFiles(found, today);
  const { leftOut } = loaded.knowledge;
  if (!good || !leftOut) return { files: found, loaded };
  const faulty = new Set(leftOut.map(({ file }) => file));
  const before = good.sources.filter((source) => faulty.has(shownFile(source)));
  if (before.length === 0) return { files: found, loaded };
  const texts = new Map(before.map((source) => [shownFile(source), source]));
  const read = new Set(found.sources.map(shownFile));
  const sources: SourceFile[] = found.sources.map((source) => texts.get(shownFile(source)) ?? source);
  // a file that cannot be read at all stands where it stood
  for (const source of before) if (!read.has(shownFile(source))) sources.splice(placeFor(source, sources), 0, source);
  const files = { ...found, sources, problems: [], version: versionOf(sources) };
  const served = compileFiles(files, today);
  return { files, loaded: { ...served, knowledge: { ...served.knowledge, leftOut }, problems: loaded.problems } };
}

/** Returns where a file stands among the others of its layer, which are in order of name. */
function placeFor(source: SourceFile, sources: readonly SourceFile[]): number {
  const next = sources.findIndex(({ file, layer }) => layer === source.layer && file > source.file);
  return next < 0 ? sources.findLastIndex(({ layer }) => layer === source.layer) + 1 : next;
}
