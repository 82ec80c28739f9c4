import path from 'node:path';
import { packageRoot } from '../../config/package-root.ts';

export { modelKey, readModel, type StoredModel, writeModel } from './model-cache.ts';
export { type Training, trainInProcess } from './train-in-process.ts';
export { readTrainingData } from './training-data.ts';

/** Folder in which the build keeps the trained model of the shipped knowledge. */
export const shippedModels = path.join(packageRoot, 'dist', 'models');

/** Folder in which tests keep their trained models, so that each knowledge is trained once for all suites. */
export const testModels = path.join(packageRoot, 'node_modules', '.cache', 'models');

/** Folders searched for a trained model before that of the running program; those of the tests only when run from source. */
export const commonModels = import.meta.url.endsWith('.ts') ? [testModels, shippedModels] : [shippedModels];
