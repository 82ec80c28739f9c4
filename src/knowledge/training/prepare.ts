import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { packageRoot } from '../../config/package-root.ts';
import { createLogger } from '../../observability/logger.ts';
import { readGolden } from '../golden-questions.ts';
import { readKnowledge } from '../index.ts';
import { createLiveKnowledge, shippedTable } from '../live-knowledge.ts';
import { lessonKey, readLesson, readTrainingData, shippedLessons } from './index.ts';

/**
 * Folder of the shipped knowledge, learnt in the last step of the build so that the first start is as quick as any.
 * Faults in the knowledge are reported and do not stop the build: the program itself refuses it.
 */
const folder = path.join(packageRoot, 'knowledge');
const { version } = await readKnowledge(folder);
const { mark } = await readGolden(folder);
const table = await readFile(shippedTable).catch(() => undefined);
const key = lessonKey(version, table, readTrainingData(), mark);
if (!(await readLesson([shippedLessons], key))) {
  const logger = createLogger({ level: 'warn' });
  await createLiveKnowledge({ folder, logger, lessons: shippedLessons }).catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
  });
}
