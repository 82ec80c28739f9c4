import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packageRoot } from '../../config/package-root.ts';
import { readGroups, wordLists } from '../../config/word-lists.ts';
import type { SmallTalk } from '../../core/model/entry.ts';
import type { NegativeExamples, TrainingData } from '../../matching/index.ts';

/** Folder of the shipped training data besides the knowledge, independent of the current directory. */
const shippedData = path.join(packageRoot, 'data');

/**
 * Reads the training data: `negative-examples/*.txt`, whose headings are `# talk/subject`, `asides.txt`, and `danger.txt`.
 *
 * @param folder the program's own `data` by default
 * @throws the file system's error when the folder does not exist
 */
export function readTrainingData(folder: string = shippedData): TrainingData {
  const examples = path.join(folder, 'negative-examples');
  const names = readdirSync(examples).filter((name) => name.endsWith('.txt'));
  const groups = names.sort().flatMap((name) => readGroups(readFileSync(path.join(examples, name), 'utf8')));
  const negativeExamples = groups.map(
    ({ name, lines }): NegativeExamples => ({ id: name, talk: name.split('/')[0] as SmallTalk, asks: lines })
  );
  const asides = readGroups(readFileSync(path.join(folder, 'asides.txt'), 'utf8')).flatMap(({ lines }) => lines);
  const messages = readGroups(readFileSync(path.join(folder, 'danger.txt'), 'utf8'));
  const about = (side: string): string[] =>
    messages.flatMap(({ name, lines }) => (name.startsWith(`${side}/`) ? lines : []));
  return { negativeExamples, asides, danger: { told: about('danger'), soundsSo: about('no danger') } };
}

/** Returns a text that differs when the training data or the word lists differ. */
export function trainingVersion(training: TrainingData): string {
  return createHash('sha256')
    .update(JSON.stringify([training, wordLists]))
    .digest('hex');
}
