import path from 'node:path';
import { packageRoot } from '../../config/package-root.ts';

export { type Lesson, lessonKey, readLesson, writeLesson } from './model-cache.ts';
export { type Studied, type Study, study } from './train-in-process.ts';
export { readTrainingData } from './training-data.ts';

/** Folder in which the build keeps the lesson of the shipped knowledge. */
export const shippedLessons = path.join(packageRoot, 'dist', 'lessons');

/** Folder in which tests keep their lessons, so that each knowledge is trained once for all suites. */
export const testLessons = path.join(packageRoot, 'node_modules', '.cache', 'lessons');

/** Folders searched for a lesson before that of the running program; those of the tests only when run from source. */
export const commonLessons = import.meta.url.endsWith('.ts') ? [testLessons, shippedLessons] : [shippedLessons];
