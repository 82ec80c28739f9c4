import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { packageRoot } from '../../config/package-root.ts';
import { createLogger } from '../../observability/logger.ts';
import { readKnowledge } from '../index.ts';
import { createLiveKnowledge, shippedTable } from '../live-knowledge.ts';
import { lessonKey, readLesson, readTrainingData, shippedLessons } from './index.ts';

/**
 * The last step of the build: learns the knowledge that ships, so that the first start is as quick as any. Knowledge with
 * mistakes is told of and does not stop the build: the program itself refuses it.
 */
const folder = path.join(packageRoot, 'knowledge');
const { version } = await readKnowledge(folder);
const key = lessonKey(version, await readFile(shippedTable).catch(() => undefined), readTrainingData());
if (!(await readLesson([shippedLessons], key))) {
  const logger = createLogger({ level: 'warn' });
  await createLiveKnowledge({ folder, logger, lessons: shippedLessons }).catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
  });
}
