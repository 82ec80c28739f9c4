import path from 'node:path';
import { packageRoot } from '../package-root.ts';

export { type Lesson, lessonKey, readLesson, writeLesson } from './lesson.ts';
export { type Studied, type Study, study } from './study.ts';

/** Where the build keeps the lesson of the knowledge that ships. */
export const shippedLessons = path.join(packageRoot, 'dist', 'lessons');
