import path from 'node:path';
import { packageRoot } from '../../config/package-root.ts';

export { type Lesson, lessonKey, readLesson, writeLesson } from './model-cache.ts';
export { type Studied, type Study, study } from './train-in-process.ts';
export { readTrainingData } from './training-data.ts';

/** Where the build keeps the lesson of the knowledge that ships. */
export const shippedLessons = path.join(packageRoot, 'dist', 'lessons');
