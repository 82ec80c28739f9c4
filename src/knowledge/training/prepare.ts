import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { packageRoot } from '../../config/package-root.ts';
import { createLogger } from '../../observability/logger.ts';
import { readGolden } from '../golden-questions.ts';
import { readKnowledge } from '../index.ts';
import { createLiveKnowledge, shippedTable } from '../live-knowledge.ts';
import { modelKey, readModel, readTrainingData, shippedModels } from './index.ts';

/**
 * Folder of the shipped knowledge, trained on in the last step of the build so that the first start is as quick as any.
 * Faults in the knowledge are reported and do not stop the build: the program itself refuses it.
 */
const folder = path.join(packageRoot, 'knowledge');
const { version } = await readKnowledge(folder);
const { mark } = await readGolden(folder);
const table = await readFile(shippedTable).catch(() => undefined);
const key = modelKey(version, table, readTrainingData(), mark);
if (!(await readModel([shippedModels], key))) {
  const logger = createLogger({ level: 'warn' });
  await createLiveKnowledge({ folder, logger, models: shippedModels }).catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
  });
}
