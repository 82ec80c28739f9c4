import { folderSignature } from './read-folder.ts';

/** Keeps an eye on a knowledge folder. */
export interface KnowledgeWatch {
  /** Looks once, now. */
  look(): Promise<void>;
  stop(): void;
}

interface WatchParts {
  folder: string;
  /** Another text when something besides the folder has changed. */
  also?: () => Promise<string>;
  /** Called after a change; `again` when it is to be called once more though nothing else has changed. */
  changed: () => Promise<'again' | undefined>;
  /** Called when the folder could not be looked at. */
  failed: (error: unknown) => void;
  /** Milliseconds between two looks. */
  everyMs?: number;
  /** Milliseconds after which a change is looked at again, to see whether it is whole. */
  settleMs?: number;
  /** Milliseconds after which `changed` is called again where it asks for it. */
  againMs?: number;
}

/**
 * Watches by looking at times and sizes, since file events do not reach network folders and Kubernetes' linked mounts.
 * A change is taken only when two looks in a row agree, so that a file is not read half written.
 */
export async function watchKnowledge(parts: WatchParts): Promise<KnowledgeWatch> {
  const signature = async (): Promise<string> => [await folderSignature(parts.folder), await parts.also?.()].join('\n');
  let taken = await signature();
  let seen = taken;
  let looking: Promise<void> | undefined;
  let again: NodeJS.Timeout | undefined;
  let stopped = false;
  let dueAt: number | undefined;
  const lookOnce = async (): Promise<void> => {
    try {
      const now = await signature();
      const settled = now === seen;
      seen = now;
      if (!settled && !stopped) again = setTimeout(() => void look(), parts.settleMs ?? 100).unref();
      const due = dueAt !== undefined && Date.now() >= dueAt;
      if (!settled || (now === taken && !due)) return;
      taken = now;
      dueAt = undefined;
      if ((await parts.changed()) === 'again') dueAt = Date.now() + (parts.againMs ?? 60_000);
    } catch (error) {
      parts.failed(error);
    }
  };
  const look = (): Promise<void> => {
    looking ??= lookOnce().finally(() => {
      looking = undefined;
    });
    return looking;
  };
  const timer = setInterval(() => void look(), parts.everyMs ?? 250);
  timer.unref();
  return {
    look,
    stop: () => {
      stopped = true;
      clearInterval(timer);
      clearTimeout(again);
    }
  };
}
