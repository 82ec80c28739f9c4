import type { EntryChangeStore, StoredChange } from '../core/editing/entry-writer.ts';
import { dateAt } from '../core/time/calendar.ts';
import {
  compileFiles,
  type KnowledgeFiles,
  layOver,
  problemLine,
  readKnowledge,
  type SourceFile,
  shownFile,
  versionOf
} from '../knowledge/index.ts';
import type { Logger } from '../observability/logger.ts';

/** Changes from the store, laid over the files of the knowledge folder. */
export interface Overlay {
  /** Returns a different text when the changes differ. Reads the store every few seconds at most. */
  mark(): Promise<string>;
  lay(files: KnowledgeFiles): Promise<KnowledgeFiles>;
  /** Returns the pending changes known to this process. */
  changes(): readonly StoredChange[];
  /** Reads the store at once. */
  refresh(): Promise<void>;
}

interface OverlayParts {
  store: EntryChangeStore;
  logger: Logger;
  now: () => number;
  /** Milliseconds for which the store's last answer is used; 3,000 by default. */
  freshMs?: number;
  /** Name of the layer that changes are laid over; absent if there is only one. */
  layer?: string | undefined;
}

/** Creates an overlay of the changes that editors made in chat, the same in every replica. */
export function createOverlay({ store, logger, now, freshMs = 3_000, layer }: OverlayParts): Overlay {
  let changes: readonly StoredChange[] = [];
  let askedAt = Number.NEGATIVE_INFINITY;
  let away = false;

  const refresh = async (): Promise<void> => {
    askedAt = now();
    changes = await store.all();
    away = false;
  };
  /** Reads the pending changes; while the store is unavailable, the last known ones are used. */
  const asked = async (): Promise<void> => {
    if (Math.abs(now() - askedAt) < freshMs) return;
    try {
      await refresh();
    } catch (error) {
      if (!away) logger.warn('entry.changes.unreadable', { error });
      away = true;
    }
  };
  let laid: { of: string; files: KnowledgeFiles } | undefined;
  const today = (): string => dateAt(now());
  const keyOf = ({ entryId, number, at }: StoredChange): string => `${entryId} ${number} ${at}`;

  const layAnew = async (files: KnowledgeFiles): Promise<KnowledgeFiles> => {
    const { sources, touched, landed } = layOver(files.sources, changes, layer);
    const fresh = landed.filter(({ landedAt }) => landedAt === undefined);
    if (fresh.length > 0) {
      await store.landed(fresh, now()).catch((error: unknown) => logger.warn('entry.changes.unmarked', { error }));
    }
    const faulty = faultyFiles({ ...files, sources }, touched, layer, today(), logger);
    const kept = changes.filter(({ file }) => !faulty.has(file));
    const sound = faulty.size === 0 ? sources : layOver(files.sources, kept, layer).sources;
    return { ...files, sources: sound, version: versionOf(sound) };
  };

  return {
    changes: () => changes,
    refresh,
    mark: async () => {
      await asked();
      return changes.map(keyOf).join('\n');
    },
    lay: async (files) => {
      await asked();
      if (changes.length === 0) return files;
      const of = [files.version, today(), ...changes.map(keyOf)].join('\n');
      if (laid?.of !== of) laid = { of, files: await layAnew(files) };
      return laid.files;
    }
  };
}

/**
 * Returns the files that a change made invalid, since the file below it has changed meanwhile; these are served without
 * the change.
 */
function faultyFiles(
  files: KnowledgeFiles,
  touched: ReadonlySet<string>,
  layer: string | undefined,
  day: string,
  logger: Logger
): Set<string> {
  const shown = new Map([...touched].map((file) => [shownFile({ file, ...(layer !== undefined && { layer }) }), file]));
  const isTouched = (source: SourceFile): boolean => shown.has(shownFile(source));
  const last = [...files.sources].sort((a, b) => Number(isTouched(a)) - Number(isTouched(b)));
  const { problems } = compileFiles({ ...files, sources: last }, day);
  const faulty = problems.filter(({ file, blocks }) => blocks && shown.has(file));
  for (const problem of faulty) {
    logger.error('entry.change.skipped', { problem: problemLine(problem) });
  }
  return new Set(faulty.map(({ file }) => shown.get(file)!));
}

/** Returns the files of the folders with all pending changes laid over them. */
export async function laidOver(folders: readonly string[], overlay: Overlay) {
  return (await overlay.lay(await readKnowledge(folders))).sources;
}
