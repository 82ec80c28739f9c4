import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Knowledge } from '../core/entry.ts';
import { type Learnt, learn } from '../matching/index.ts';
import { packageRoot } from '../package-root.ts';

export { type Lesson, lessonKey, readLesson, writeLesson } from './lesson.ts';

/** Where the build keeps the lesson of the knowledge that ships. */
export const shippedLessons = path.join(packageRoot, 'dist', 'lessons');

/** Learns beside the program; when it runs from its source, which Node 20 cannot load in a thread, in place. */
export function learnBeside(parts: { knowledge: Knowledge; wordTable?: Uint8Array | undefined }): Promise<Learnt> {
  if (import.meta.url.endsWith('.ts')) return Promise.resolve(learn(parts));
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: parts });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('Learning ended without a result.')));
  });
}
