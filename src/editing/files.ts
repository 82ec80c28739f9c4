import { rm } from 'node:fs/promises';
import path from 'node:path';
import { claimedId, isEntryFile, layersOf, readKnowledge, writeKnowledgeFile } from '../knowledge/index.ts';
import type { Logger } from '../observability/logger.ts';
import { type History, undoes } from './git.ts';
import type { ChangeSink } from './writer.ts';

/** Returns a text as the knowledge is read: without a byte order mark. */
const unmarked = (text: string | undefined): string | undefined => text?.replace(/^\uFEFF/, '');

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

    async undo(id) {
      const { sources } = await readKnowledge(folders);
      const own = sources.find(
        (source) => source.layer === layer && isEntryFile(source.file) && claimedId(source.file) === id
      );
      const byHand = `Write \`entries edit ${id}\` and put it right.`;
      if (!own) return `There is no file of ${id} in ${path.basename(folder)}/, so nothing of it was changed here.`;
      const ready = await history.before(own.file);
      if (ready === 'none')
        return `Its earlier words are kept nowhere: ${path.basename(folder)}/ is not in git. ${byHand}`;
      if (ready === 'busy') return `Somebody is changing ${own.file} and has not committed it. Nothing was taken back.`;
      const last = await history.lastChange(own.file);
      if (!last?.own || unmarked(last.after) !== own.text) {
        return `The last change of ${id} was not made in chat, so I leave it. ${byHand} Whoever looks after the files can take it back with \`git revert\`.`;
      }
      const back = unmarked(last.before);
      if (back === undefined) await rm(path.join(folder, own.file));
      else if (!(await writeKnowledgeFile(folder, own.file, back, own.text)))
        return `Somebody else changed ${own.file} just now. Nothing was taken back.`;
      logger.info('entry.change.undone', { entry: id, what: last.what });
      const said = back === undefined ? `${own.file} is gone again` : `${own.file} is as it was before`;
      const commit = await history.commit(own.file, `Undo: ${id}\n\n${undoes(last.id)}`);
      const kept = commit.outcome === 'committed' ? `committed as ${commit.id}` : `not committed: ${commit.why}`;
      return `Taken back: “${last.what}”. ${said}, ${kept}.`;
    }
  };
}
