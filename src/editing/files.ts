import path from 'node:path';
import { layersOf, readKnowledge, writeKnowledgeFile } from '../knowledge/index.ts';
import type { Logger } from '../observability/logger.ts';
import type { History } from './git.ts';
import type { ChangeSink } from './writer.ts';

interface FileParts {
  folders: readonly string[];
  history: History;
  /** Returns the display name of a platform. */
  platformTitle: (platform: string) => string;
  logger: Logger;
}

/** Creates the sink that saves changes in the files, and commits them if the folder is in a git work tree. */
export function createFileSink({ folders, history, platformTitle, logger }: FileParts): ChangeSink {
  const { folder = '', name: layer } = layersOf(folders).at(-1) ?? {};
  return {
    layer,
    sources: async () => (await readKnowledge(folders)).sources,

    async keep({ id, file, before, after, what, platform }) {
      const ready = await history.before(file);
      if (!(await writeKnowledgeFile(folder, file, after, before))) return undefined;
      logger.info('entry.changed', { entry: id, what, platform });
      const saved = `It is saved in ${file}`;
      if (ready === 'none') return `${saved}.`;
      if (ready === 'busy') {
        return `${saved}, but not committed: somebody was changing the same file. Commit it together with that.`;
      }
      const editor = `By an editor in ${platformTitle(platform)}.`;
      const commit = await history.commit(file, `${what}: ${id}\n\n${editor}`);
      if (commit.outcome === 'committed') return `${saved} and committed as ${commit.id}.`;
      logger.warn('entry.commit.failed', { entry: id, why: commit.why });
      return `${saved}, but not committed: ${commit.why}. Commit it by hand.`;
    },

    undo: async (id) => {
      const name = path.basename(folder);
      return `Changes are ordinary changes of the files in ${name}/, so undoing is git’s: \`git log -- ${name}/*/${id}.md\` names them, and \`git revert\` takes one back. Or write \`entries edit ${id}\` and put it right.`;
    }
  };
}
