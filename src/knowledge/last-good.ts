import { type SourceFile, shownFile } from './formats/format.ts';
import { compileFiles, type KnowledgeFiles, type Loaded, versionOf } from './index.ts';

/** Files as served: a faulty file is replaced by its last valid text. */
export interface SoundFiles {
  files: KnowledgeFiles;
  /** The served files compiled, with the faults of the files as found. */
  loaded: Loaded;
}

/**
 * Compiles files, and replaces each faulty one by its last valid text.
 *
 * @param good the files served now; absent at the start, when a faulty file is left out
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
  // A file that cannot be read at all keeps its position.
  for (const source of before) if (!read.has(shownFile(source))) sources.splice(placeFor(source, sources), 0, source);
  const files = { ...found, sources, problems: [], version: versionOf(sources) };
  const served = compileFiles(files, today);
  return { files, loaded: { ...served, knowledge: { ...served.knowledge, leftOut }, problems: loaded.problems } };
}

/** Returns the position of a file among those of its layer, which are in order of name. */
function placeFor(source: SourceFile, sources: readonly SourceFile[]): number {
  const next = sources.findIndex(({ file, layer }) => layer === source.layer && file > source.file);
  return next < 0 ? sources.findLastIndex(({ layer }) => layer === source.layer) + 1 : next;
}
