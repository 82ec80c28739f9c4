import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Mind } from './core/bot.ts';
import {
  type KnowledgeWatch,
  type Loaded,
  loadKnowledge,
  type Problem,
  problemLine,
  watchKnowledge
} from './knowledge/index.ts';
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
  /** Today as `YYYY-MM-DD`, against which review dates are held. */
  today?: () => string;
  /** The word table's file; matching goes on, a little less well, without one. */
  wordTable?: string;
}

const shippedTable = path.join(packageRoot, 'models', 'word-table.bin');

/** Knowledge that must not be served: every problem, one a line. */
export class KnowledgeError extends Error {
  override name = 'KnowledgeError';
}

const blocking = (problems: readonly Problem[]): Problem[] => problems.filter(({ blocks }) => blocks);

/**
 * Loads the knowledge and learns from it.
 *
 * @throws KnowledgeError naming every problem when the folder is not fit to be served
 */
export async function createMind({
  folder,
  logger,
  today = () => new Date().toISOString().slice(0, 10),
  wordTable = shippedTable
}: MindOptions): Promise<LiveMind> {
  const table = await readFile(wordTable).catch(() => undefined);
  const load = (): Promise<Loaded> => loadKnowledge(folder, today());
  const learn = ({ knowledge }: Loaded): Mind => ({
    knowledge,
    matcher: createMatcher({ knowledge, ...(table && { wordTable: table }) })
  });
  const first = await load();
  const faults = blocking(first.problems);
  if (faults.length > 0 || first.knowledge.entries.size === 0) {
    const lines = faults.map((problem) => `  ${problemLine(problem)}`);
    const what = lines.length > 0 ? `has ${lines.length} problems:\n${lines.join('\n')}` : 'holds no entries.';
    throw new KnowledgeError(
      `The knowledge folder ${folder} ${what}\nMend them and start again; "spread-bot check" shows them too.`
    );
  }
  let mind = learn(first);
  let refused: string | undefined;
  const changed = (loaded: Loaded): void => {
    if (loaded.knowledge.version === mind.knowledge.version) {
      refused = undefined;
      return;
    }
    const [worst, ...others] = blocking(loaded.problems);
    if (worst || loaded.knowledge.entries.size === 0) {
      const what = worst ? problemLine(worst) : 'No entries are left.';
      refused = others.length > 0 ? `${what} And ${others.length} more problems.` : what;
      logger.error('knowledge change refused, the last good knowledge stays', { problem: refused });
      return;
    }
    mind = learn(loaded);
    refused = undefined;
    logger.info('knowledge changed', { version: mind.knowledge.version, entries: mind.knowledge.entries.size });
  };
  return {
    current: () => mind,
    state: () => ({
      version: mind.knowledge.version,
      entries: mind.knowledge.entries.size,
      tips: mind.knowledge.tips.length,
      ...(refused !== undefined && { refused })
    }),
    watch: () =>
      watchKnowledge({
        folder,
        load,
        changed,
        failed: (error) => logger.warn('knowledge folder cannot be looked at', { error })
      })
  };
}
