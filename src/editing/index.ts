import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config/config.ts';
import type { Mind } from '../core/conversation/bot.ts';
import type { EntryChangeStore } from '../core/editing/entry-writer.ts';
import { createCurating } from '../core/editing/index.ts';
import type { Desk } from '../core/model/chat-module.ts';
import type { Logger } from '../observability/logger.ts';
import { createFileKeeper } from './files.ts';
import { createHistory } from './git.ts';
import type { Overlay } from './overlay.ts';
import { createStoreKeeper } from './stored.ts';
import { createWriter } from './writer.ts';

export { exportChanges } from './export.ts';
export { createOverlay, type Overlay } from './overlay.ts';

interface CuratingParts {
  mind: () => Mind;
  store: EntryChangeStore;
  overlay: Overlay;
  logger: Logger;
}

type CuratingConfig = Pick<Config, 'editors' | 'knowledgeDir' | 'databaseUrl'>;

/**
 * The editors' desk. Changes go into the files; into the store where there may be several replicas, where the folder cannot
 * be written to, and as long as changes wait there from before.
 */
export async function connectCurating(config: CuratingConfig, parts: CuratingParts): Promise<Desk> {
  const { mind, store, overlay, logger } = parts;
  const folder = config.knowledgeDir;
  const stored = config.databaseUrl !== undefined || overlay.changes().length > 0 || !(await canWrite(folder));
  const keeper = stored
    ? createStoreKeeper({ folder, store, overlay, logger })
    : createFileKeeper({ folder, history: createHistory(folder), logger });
  if (config.editors.length > 0) logger.info('entries can be changed in chat', { kept: stored ? 'store' : 'files' });
  return createCurating({ mind, writer: createWriter({ keeper, mind, logger }), editors: new Set(config.editors) });
}

async function canWrite(folder: string): Promise<boolean> {
  const folders = [folder, ...['resources', 'concepts', 'contacts'].map((name) => path.join(folder, name))];
  const all = await Promise.all(
    folders.map((each) =>
      access(each, constants.W_OK).then(
        () => true,
        (error: NodeJS.ErrnoException) => error.code === 'ENOENT'
      )
    )
  );
  return all.every(Boolean);
}
