import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config/config.ts';
import type { EntryChangeStore, EntryWriter } from '../core/editing/entry-writer.ts';
import { createEditing } from '../core/editing/index.ts';
import type { Card } from '../core/model/card.ts';
import type { ChatModule } from '../core/model/chat-module.ts';
import type { Entry } from '../core/model/entry.ts';
import type { KnowledgeBase } from '../core/model/knowledge-base.ts';
import { type Audit, audited } from '../observability/audit.ts';
import type { Logger } from '../observability/logger.ts';
import { createFileSink } from './files.ts';
import { createHistory } from './git.ts';
import type { Overlay } from './overlay.ts';
import { createStoreSink } from './stored.ts';
import { type ChangeSink, createWriter } from './writer.ts';

export { exportChanges } from './export.ts';
export { createOverlay } from './overlay.ts';
export { reviewEntries } from './review.ts';

interface EditingParts {
  knowledgeBase: () => KnowledgeBase;
  store: EntryChangeStore;
  overlay: Overlay;
  /** Returns the display name of a platform. */
  platformTitle: (platform: string) => string;
  /** Returns what the bot is called. */
  botName: () => string;
  logger: Logger;
  /** Draws a week's digest again, after a press on it reviewed that entry. */
  redraw?: (week: string, checked: Entry, now: number) => Promise<Card | undefined>;
  /** Records who changed an entry; absent if auditing is off. */
  audit?: Audit | undefined;
}

type EditingConfig = Pick<Config, 'editors' | 'editorsAs' | 'knowledgeDirs' | 'databaseUrl'>;

/**
 * Creates the chat module of the editors. Changes are saved in the files; in the store if there may be several
 * replicas, if the folder is not writable, and while earlier changes are pending there.
 */
export async function connectEditing(config: EditingConfig, parts: EditingParts): Promise<ChatModule> {
  const { knowledgeBase, logger, audit, redraw } = parts;
  const { sink, kept } = await chooseSink(config, parts);
  if (config.editors.length > 0) logger.info('editing.enabled', { kept });
  const writer = createWriter({ sink, knowledgeBase, logger });
  const chatModule = createEditing({
    knowledgeBase,
    writer: audit ? recording(writer, audit) : writer,
    team: config.editorsAs,
    editors: new Set(config.editors),
    ...(redraw && { redraw })
  });
  return audited(chatModule, audit);
}

/** Returns a writer that records each change with its author, but not its content. */
function recording(writer: EntryWriter, audit: Audit): EntryWriter {
  return {
    ...writer,
    async save(change, now) {
      const saved = await writer.save(change, now);
      if (saved.outcome === 'saved') audit.record('entry.changed', { entry: saved.entry.id, what: change.what });
      return saved;
    },
    async undo(id, now) {
      const said = await writer.undo(id, now);
      audit.record('entry.changed', { entry: id, what: 'Undo' });
      return said;
    }
  };
}

/** Returns the sink that saves changes: in the files, or in the store. */
export async function chooseSink(
  { knowledgeDirs: folders, databaseUrl }: Pick<Config, 'knowledgeDirs' | 'databaseUrl'>,
  { store, overlay, platformTitle, botName, logger }: Omit<EditingParts, 'knowledgeBase'>
): Promise<{ sink: ChangeSink; kept: 'files' | 'store' }> {
  const folder = folders.at(-1) ?? '';
  const stored = databaseUrl !== undefined || overlay.changes().length > 0 || !(await canWrite(folder));
  if (stored) return { sink: createStoreSink({ folders, store, overlay, logger }), kept: 'store' };
  return {
    sink: createFileSink({ folders, history: createHistory(folder, botName), platformTitle, logger }),
    kept: 'files'
  };
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
