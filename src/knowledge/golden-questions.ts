import { createHash } from 'node:crypto';
import type { GoldenQuestion } from '../core/model/entry.ts';
import { joinGolden, readList } from './layered-lists.ts';
import { layersOf } from './layers.ts';
import { readFolder } from './read-folder.ts';
import { questionsFile } from './schema.ts';

/** The golden questions of knowledge folders, as the matcher learns from them how sure to be. */
export interface GoldenFiles {
  /** Another text for other questions. */
  mark: string;
  /** Parses them, which takes longer than reading; a file with mistakes counts as empty, `spread-bot check` names them. */
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
