import type { EntryChangeStore } from '../core/editing/entry-writer.ts';
import { ownCommand } from '../core/model/own-command.ts';
import { layersOf } from '../knowledge/index.ts';
import type { Logger } from '../observability/logger.ts';
import { laidOver, type Overlay } from './overlay.ts';
import type { ChangeSink } from './writer.ts';

interface StoredParts {
  folders: readonly string[];
  store: EntryChangeStore;
  overlay: Overlay;
  logger: Logger;
}

/** Creates the sink that keeps changes in the store, for replicas and for folders that are not writable. */
export function createStoreSink({ folders, store, overlay, logger }: StoredParts): ChangeSink {
  const of = (id: string) => overlay.changes().filter(({ entryId }) => entryId === id);

  return {
    layer: layersOf(folders).at(-1)?.name,

    async sources() {
      await overlay.refresh();
      return laidOver(folders, overlay);
    },

    async keep({ id, file, created, edit, what, platform }, now) {
      const number = Math.max(0, ...of(id).map((change) => change.number)) + 1;
      const added = await store.add({ entryId: id, number, file, created, edit, what, platform, at: now });
      if (!added) return undefined;
      await overlay.refresh();
      logger.info('entry.changed', { entry: id, what, platform });
      return `It is kept in the store for every replica of me, until \`${ownCommand('entries export')}\` writes it into ${file}.`;
    },

    async undo(id) {
      await overlay.refresh();
      const last = of(id).sort((a, b) => b.number - a.number)[0];
      if (!last)
        return `No change of ${id} waits in the store. Write \`entries edit ${id}\` to put right what the files hold.`;
      if (last.exportedAt !== undefined || !(await store.remove(last))) {
        return `The last change of ${id} has been written into the files. Write \`entries edit ${id}\` and put it right.`;
      }
      await overlay.refresh();
      logger.info('entry.change.undone', { entry: id, what: last.what });
      const { length } = of(id);
      return `Taken back: “${last.what}” of ${id}. ${length > 0 ? `${length} earlier changes of it wait in the store.` : 'It is again as the files have it.'}`;
    }
  };
}
