import { createHash } from 'node:crypto';
import type { GoldenQuestion, Knowledge } from '../core/entry.ts';
import { compile } from './compile.ts';
import type { Problem } from './problem.ts';
import { readFolder } from './read-folder.ts';

export { type Problem, problemLine } from './problem.ts';
export { type KnowledgeWatch, watchKnowledge } from './watch.ts';

/** The knowledge folder, compiled, with everything that is wrong in it. */
export interface Loaded {
  knowledge: Knowledge;
  questions: readonly GoldenQuestion[];
  problems: readonly Problem[];
}

/**
 * Reads and compiles a knowledge folder.
 *
 * @param today `YYYY-MM-DD`, against which review dates are held
 * @throws when the folder cannot be read
 */
export async function loadKnowledge(folder: string, today: string): Promise<Loaded> {
  const { sources, problems } = await readFolder(folder);
  const compiled = compile(sources, today);
  const hash = createHash('sha256');
  for (const { file, text } of sources) hash.update(file).update('\0').update(text).update('\0');
  const version = hash.digest('hex').slice(0, 12);
  return {
    knowledge: { version, ...compiled.knowledge },
    questions: compiled.questions,
    problems: [...problems, ...compiled.problems]
  };
}
