import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import { makeFolder } from '../../config/make-folder.ts';
import { writeWhole } from '../../config/write-whole.ts';
import type { Knowledge } from '../../core/model/entry.ts';
import type { TrainedModel, TrainingData } from '../../matching/index.ts';
import { trainingVersion } from './training-data.ts';

/** Compiled knowledge with the model trained on it. */
export interface StoredModel {
  knowledge: Knowledge;
  trained: TrainedModel;
}

/** Folders of the code that compiles the knowledge and trains on it: both are stored. */
const makers = ['../../matching/', '../'].map((folder) => fileURLToPath(new URL(folder, import.meta.url)));

/**
 * Returns the name of a stored trained model: it changes with the knowledge, the word table, the training data and the
 * code of compiling and training.
 *
 * @param version of the knowledge folder
 * @param table bytes of the word table, if there is one
 * @param golden mark of the golden questions
 */
export function modelKey(
  version: string,
  table: Uint8Array | undefined,
  training: TrainingData,
  golden: string
): string {
  const hash = createHash('sha256').update(version).update(String(table?.length)).update(trainingVersion(training));
  hash.update(golden);
  return hash.update(codeHash()).digest('hex').slice(0, 16);
}

let code: string | undefined;

/**
 * Returns a hash of the program's own files that make what is stored; they do not change while it runs. Reads synchronously: awaiting each file
 * takes twenty times as long.
 */
function codeHash(): string {
  if (code) return code;
  const hash = createHash('sha256');
  for (const folder of makers) {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.[jt]s$/.test(name));
    for (const name of files.sort()) hash.update(readFileSync(path.join(folder, name)));
  }
  code = hash.digest('hex');
  return code;
}

/** Reads a trained model from the first folder that has it; undefined if none has, or if it cannot be read. */
export async function readModel(folders: readonly string[], key: string): Promise<StoredModel | undefined> {
  for (const folder of folders) {
    try {
      return deserialize(await readFile(path.join(folder, `${key}.model`))) as StoredModel;
    } catch {
      // Missing or damaged: try the next folder, or train again.
    }
  }
  return undefined;
}

/** Writes a trained model atomically, and replaces earlier ones. */
export async function writeModel(folder: string, key: string, model: StoredModel): Promise<void> {
  const file = path.join(folder, `${key}.model`);
  makeFolder(folder);
  await writeWhole(file, serialize(model));
  const others = (await readdir(folder)).filter((name) => name.endsWith('.model') && name !== path.basename(file));
  for (const name of others) await rm(path.join(folder, name), { force: true });
}
