import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { packageRoot } from '../../src/config/package-root.ts';
import type { KnowledgeBase } from '../../src/core/model/knowledge-base.ts';
import { createLiveKnowledge } from '../../src/knowledge/live-knowledge.ts';
import { testModels, type trainInProcess } from '../../src/knowledge/training/index.ts';
import { prior } from '../../src/matching/confidence/fit-confidence.ts';
import { createListeningLogger } from './listening-logger.ts';

/** The knowledge of the tests: fourteen entries that know each other. */
export const smallKnowledge = path.join(packageRoot, 'test/fixtures/knowledge/small');

/** Maximum number of trained models kept for the next run; the oldest are deleted. */
const mostKept = 16;

/**
 * Trains a knowledge folder, or takes what any suite trained of the same files by the same code, in this run or before.
 * Afterwards whatever loads that folder from source (`createLiveKnowledge`, `start`, the commands) starts at once.
 *
 * @param folder of the knowledge; a copy of it counts as the same
 * @param wordTable another file than the word table that ships
 */
export function trained(folder: string, wordTable?: string): Promise<KnowledgeBase> {
  const place = path.resolve(packageRoot, folder);
  // A folder elsewhere is a suite's own, and changes.
  if (!place.startsWith(packageRoot + path.sep)) return learn(place, wordTable);
  const key = JSON.stringify([place, wordTable]);
  const known = ready.get(key) ?? learn(place, wordTable);
  ready.set(key, known);
  return known;
}

/** Knowledge of the repository that a suite of this process has loaded. */
const ready = new Map<string, Promise<KnowledgeBase>>();

async function learn(folder: string, wordTable: string | undefined): Promise<KnowledgeBase> {
  await mkdir(testModels, { recursive: true });
  const own = await mkdtemp(path.join(testModels, 'training-'));
  try {
    const knowledgeBase = await createLiveKnowledge({
      folder,
      logger: createListeningLogger(),
      models: own,
      ...(wordTable !== undefined && { wordTable })
    });
    const made = await readdir(own);
    for (const name of made) await rename(path.join(own, name), path.join(testModels, name));
    if (made.length > 0) await forgetOldest();
    return knowledgeBase.current();
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

async function forgetOldest(): Promise<void> {
  const names = (await readdir(testModels)).filter((name) => name.endsWith('.model'));
  const aged = await Promise.all(
    names.map(async (name) => ({
      name,
      at: (await stat(path.join(testModels, name)).catch(() => undefined))?.mtimeMs
    }))
  );
  aged.sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
  for (const { name } of aged.slice(mostKept)) await rm(path.join(testModels, name), { force: true });
}

/** Trains the small knowledge for a suite that starts the program on it. Call it in `beforeAll`. */
export const trainedSmall = (): Promise<KnowledgeBase> => trained(smallKnowledge);

/**
 * Learns nothing and keeps the confidence that holds before any training: for suites that change the knowledge and do not look
 * at how sure the matcher is.
 */
export const indexOnly: typeof trainInProcess = () => ({
  whole: Promise.resolve(prior),
  abandon: () => undefined
});
