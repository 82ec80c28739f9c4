import { lookAtFolder } from './read-folder.ts';
import { createStatPolls } from './stat-polls.ts';

/** Watches knowledge folders. */
export interface KnowledgeWatch {
  /** Checks once, at once. */
  look(): Promise<void>;
  stop(): void;
}

interface WatchParts {
  /** Folders, the first layer first. */
  folders: readonly string[];
  /** Returns a different text when something besides the folder has changed. */
  also?: () => Promise<string>;
  /** Called after a change. */
  changed: () => Promise<void>;
  /** Called when the folder could not be checked. */
  onFailure: (error: unknown) => void;
  /** Milliseconds between two checks of the paths seen last time, and of `also`. */
  everyMs?: number;
  /** Milliseconds after which the whole folder is checked, even without a detected change. */
  wholeMs?: number;
  /** Milliseconds after which a change is checked again, to see whether it is complete. */
  settleMs?: number;
}

/**
 * Watches folders by file times and sizes, since file events do not reach network folders and Kubernetes' linked
 * mounts. A change is taken only when two checks in a row agree, so that no half-written file is read.
 *
 * Cheap checks are frequent: each file and folder seen last time. The whole folder is walked when one of them changed,
 * and every five seconds, since folders on some file systems do not change when a file is added to them.
 */
export async function watchKnowledge(parts: WatchParts): Promise<KnowledgeWatch> {
  const { everyMs = 250, wholeMs = 5_000 } = parts;
  let folder = '';
  let walkedAt = 0;
  let doubtful = true;
  let taken = '';
  let seen = '';
  let looking: Promise<void> | undefined;
  let again: NodeJS.Timeout | undefined;
  let stopped = false;
  const lookAnew = (): Promise<void> => {
    doubtful = true;
    return look();
  };
  const polls = createStatPolls(everyMs, () => {
    doubtful = true;
    // A change that is settling already has its second check.
    if (seen === taken) void look();
  });
  const signature = async (): Promise<string> => {
    if (doubtful || performance.now() - walkedAt >= wholeMs) {
      doubtful = false;
      walkedAt = performance.now();
      const looks = await Promise.all(parts.folders.map(lookAtFolder));
      folder = looks.map((look) => look.signature).join('\n\n');
      if (!stopped) polls.watch(looks.flatMap((look) => look.paths));
    }
    return [folder, await parts.also?.()].join('\n');
  };
  const lookOnce = async (): Promise<void> => {
    try {
      const now = await signature().catch((error: unknown) => {
        // A folder that comes back counts as changed, even if it is the same as before.
        taken = '';
        throw error;
      });
      const settled = now === seen;
      seen = now;
      if (!settled) {
        doubtful = true;
        if (!stopped) again = setTimeout(() => void look(), parts.settleMs ?? 100).unref();
      }
      if (!settled || now === taken) return;
      taken = now;
      await parts.changed();
    } catch (error) {
      parts.onFailure(error);
    }
  };
  const look = (): Promise<void> => {
    looking ??= lookOnce().finally(() => {
      looking = undefined;
    });
    return looking;
  };
  taken = await signature();
  seen = taken;
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();
  return {
    look: lookAnew,
    stop: () => {
      stopped = true;
      polls.stop();
      clearInterval(timer);
      clearTimeout(again);
    }
  };
}
