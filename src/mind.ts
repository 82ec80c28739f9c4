import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Mind } from './core/bot.ts';
import {
  compileFiles,
  type KnowledgeFiles,
  type KnowledgeWatch,
  type Problem,
  problemLine,
  readKnowledge,
  watchKnowledge
} from './knowledge/index.ts';
import { type Lesson, learnBeside, lessonKey, readLesson, shippedLessons, writeLesson } from './learning/index.ts';
import type { Logger } from './logger.ts';
import { createMatcher } from './matching/index.ts';
import { packageRoot } from './package-root.ts';

/** What the bot knows now, kept up to date with the knowledge folder. */
export interface LiveMind {
  current(): Mind;
  /** For `/readyz` and the figures. `refused` says why the newest change is not live. */
  state(): { version: string; entries: number; tips: number; refused?: string };
  watch(): Promise<KnowledgeWatch>;
}

interface MindOptions {
  folder: string;
  logger: Logger;
  /** Today as `YYYY-MM-DD`, against which review dates are held; asked anew at every message. */
  today?: () => string;
  /** The word table's file; matching goes on, a little less well, without one. */
  wordTable?: string;
  /** Folder that may keep what was learnt, so that the next start need not learn it again. */
  lessons?: string;
}

/** The word table that ships. */
export const shippedTable = path.join(packageRoot, 'models', 'word-table.bin');

/** Knowledge that must not be served: every problem, one a line. */
export class KnowledgeError extends Error {
  override name = 'KnowledgeError';
}

const blocking = (problems: readonly Problem[]): Problem[] => problems.filter(({ blocks }) => blocks);

/**
 * Loads the knowledge and learns from it, or takes the lesson that was learnt from the same knowledge before.
 *
 * @throws KnowledgeError naming every problem when the folder is not fit to be served
 */
export async function createMind(options: MindOptions): Promise<LiveMind> {
  const { folder, logger, today = () => new Date().toISOString().slice(0, 10), lessons } = options;
  const table = await readFile(options.wordTable ?? shippedTable).catch(() => undefined);
  const folders = lessons === undefined ? [shippedLessons] : [shippedLessons, lessons];

  const understand = async (files: KnowledgeFiles): Promise<Mind | { faults: Problem[] }> => {
    const key = await lessonKey(files.version, table);
    const known = await readLesson(folders, key);
    if (known) return mindOf(known);
    const { knowledge, problems } = compileFiles(files, today());
    const faults = blocking(problems);
    if (faults.length > 0 || knowledge.entries.size === 0) return { faults };
    const lesson = { knowledge, learnt: await learnBeside({ knowledge, wordTable: table }) };
    if (lessons !== undefined) {
      await writeLesson(lessons, key, lesson).catch((error: unknown) => logger.warn('lesson not kept', { error }));
    }
    return mindOf(lesson);
  };
  const mindOf = ({ knowledge, learnt }: Lesson): Mind => ({
    knowledge,
    matcher: createMatcher({ knowledge, learnt, ...(table && { wordTable: table }) })
  });

  const first = await understand(await readKnowledge(folder));
  if ('faults' in first) throw new KnowledgeError(refusal(folder, first.faults));
  let mind = first;
  let refused: string | undefined;
  const changed = async (): Promise<void> => {
    const files = await readKnowledge(folder);
    const next = files.version === mind.knowledge.version ? mind : await understand(files);
    if ('faults' in next) {
      const [worst, ...others] = next.faults;
      const what = worst ? problemLine(worst) : 'No entries are left.';
      refused = others.length > 0 ? `${what} And ${others.length} more problems.` : what;
      logger.error('knowledge change refused, the last good knowledge stays', { problem: refused });
      return;
    }
    refused = undefined;
    if (next === mind) return;
    mind = next;
    logger.info('knowledge changed', { version: mind.knowledge.version, entries: mind.knowledge.entries.size });
  };
  return {
    current: () => {
      const day = today();
      if (mind.knowledge.today !== day) mind = { ...mind, knowledge: { ...mind.knowledge, today: day } };
      return mind;
    },
    state: () => ({
      version: mind.knowledge.version,
      entries: mind.knowledge.entries.size,
      tips: mind.knowledge.tips.length,
      ...(refused !== undefined && { refused })
    }),
    watch: () =>
      watchKnowledge({
        folder,
        changed,
        failed: (error) => logger.warn('knowledge folder cannot be looked at', { error })
      })
  };
}

function refusal(folder: string, faults: readonly Problem[]): string {
  const lines = faults.map((problem) => `  ${problemLine(problem)}`);
  const what = lines.length > 0 ? `has ${lines.length} problems:\n${lines.join('\n')}` : 'holds no entries.';
  return `The knowledge folder ${folder} ${what}\nMend them and start again; "spread-bot check" shows them too.`;
}
