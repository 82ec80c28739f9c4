import { createHash } from 'node:crypto';
import type { GoldenQuestion } from '../core/model/entry.ts';
import { joinGolden, readList } from './layered-lists.ts';
import { layersOf } from './layers.ts';
import { readFolder } from './read-folder.ts';
import { questionsFile } from './schema.ts';

/** Golden questions of knowledge folders, from which the matcher learns its confidence. */
export interface GoldenFiles {
  /** Hash that differs for different questions. */
  mark: string;
  /**
   * Returns the parsed questions; parsing takes longer than reading. A file with faults counts as empty; `spread-bot
   * check` reports them.
   */
  questions(): GoldenQuestion[];
}

/**
 * Reads `questions.yaml` of knowledge folders, later ones laid over earlier ones.
 *
 * @throws when a folder cannot be read
 */
export async function readGolden(folders: string | readonly string[]): Promise<GoldenFiles> {
  const layers = layersOf(folders).map(({ folder, name }) =>
    readFolder(folder, (file) => file === 'questions.yaml', name)
  );
  const sources = (await Promise.all(layers)).flatMap((read) => read.sources);
  const hash = createHash('sha256');
  for (const { text } of sources) hash.update(text).update('\0');
  return {
    mark: hash.digest('hex'),
    questions: () =>
      joinGolden(sources.map((source) => readList<GoldenQuestion>(source, questionsFile).value))?.value ?? []
  };
}
