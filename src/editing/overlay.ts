import type { EntryChangeStore, StoredChange } from '../core/editing/entry-writer.ts';
import {
  compileFiles,
  type KnowledgeFiles,
  layOver,
  problemLine,
  readKnowledge,
  versionOf
} from '../knowledge/index.ts';
import type { Logger } from '../observability/logger.ts';

/** Changes from the store, laid over the files of the knowledge folder. */
export interface Overlay {
  /** Another text when there is something else to lay over. Asks the store every few seconds at most. */
  mark(): Promise<string>;
  lay(files: KnowledgeFiles): Promise<KnowledgeFiles>;
  /** Changes that wait, as far as is known here. */
  changes(): readonly StoredChange[];
  /** Asks the store now. */
  refresh(): Promise<void>;
}

interface OverlayParts {
  store: EntryChangeStore;
  logger: Logger;
  now: () => number;
  /** Milliseconds for which the store's last answer is taken; 3,000. */
  freshMs?: number;
}

/** Lays what editors changed in chat over the files, the same in every replica. */
export function createOverlay({ store, logger, now, freshMs = 3_000 }: OverlayParts): Overlay {
  let changes: readonly StoredChange[] = [];
  let askedAt = Number.NEGATIVE_INFINITY;
  let away = false;

  const refresh = async (): Promise<void> => {
    askedAt = now();
    changes = await store.all();
    away = false;
  };
  /** While the store is away, what is known is laid over. */
  const asked = async (): Promise<void> => {
    if (now() - askedAt < freshMs) return;
    try {
      await refresh();
    } catch (error) {
      if (!away) logger.warn('entry.changes.unreadable', { error });
      away = true;
    }
  };
  let laid: { of: string; files: KnowledgeFiles } | undefined;
  const today = (): string => new Date(now()).toISOString().slice(0, 10);
  const keyOf = ({ entryId, number, at }: StoredChange): string => `${entryId} ${number} ${at}`;

  const layAnew = async (files: KnowledgeFiles): Promise<KnowledgeFiles> => {
    const { sources, touched, landed } = layOver(files.sources, changes);
    const fresh = landed.filter(({ landedAt }) => landedAt === undefined);
    if (fresh.length > 0) {
      await store.landed(fresh, now()).catch((error: unknown) => logger.warn('entry.changes.unmarked', { error }));
    }
    const faulty = faultyFiles({ ...files, sources }, touched, today(), logger);
    const kept = changes.filter(({ file }) => !faulty.has(file));
    const sound = faulty.size === 0 ? sources : layOver(files.sources, kept).sources;
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

/** Files that a change made unfit to be served, since the file below it is another by now: the file itself is better than nothing. */
function faultyFiles(files: KnowledgeFiles, touched: ReadonlySet<string>, day: string, logger: Logger): Set<string> {
  const last = [...files.sources].sort((a, b) => Number(touched.has(a.file)) - Number(touched.has(b.file)));
  const { problems } = compileFiles({ ...files, sources: last }, day);
  const faulty = problems.filter(({ file, blocks }) => blocks && touched.has(file));
  for (const problem of faulty) {
    logger.error('entry.change.skipped', { problem: problemLine(problem) });
  }
  return new Set(faulty.map(({ file }) => file));
}

/** The files of a folder with everything that waits laid over them. */
export async function laidOver(folder: string, overlay: Overlay) {
  return (await overlay.lay(await readKnowledge(folder))).sources;
}
