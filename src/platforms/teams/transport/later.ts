import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError } from '../../../core/model/errors.ts';
import type { Inbox, Kept, Workload } from '../../workload.ts';
import { lastTryMs } from './times.ts';

/** Thrown where the process stops and leaves an activity in the store for the next one to answer. */
export class LeftForLaterError extends CodedError {
  readonly code = 'LEFT_FOR_LATER';
}

/** The work for one activity, which may go on after its request was acknowledged, and after this process. */
export interface Later {
  /** Writes the activity into the store, where there is one, so that it is answered even if this process ends. */
  keep(): Promise<void>;
  /**
   * Waits before an answer is sent again. Where the process stops meanwhile the wait ends early, for a last try.
   *
   * @throws LeftForLaterError where the process stops, and another one answers
   */
  pause(ms: number): Promise<void>;
  /** Ends the work: takes the activity out of the store, unless it was left there. */
  end(): void;
}

/** The store of activities, for one of them. */
export type KeepingInbox = Pick<Inbox<unknown>, 'keep' | 'done' | 'leave'>;

interface LaterParts {
  /** Absent where nothing can be kept. */
  inbox: KeepingInbox | undefined;
  workload: Pick<Workload, 'rest'>;
  /** Aborted when the process stops. */
  stopping: AbortSignal;
}

/**
 * Creates the work for one activity.
 *
 * @param body the activity as it was received; undefined for one that is not worth keeping
 * @param given the activity's place in the store, where another process left it there
 */
export function createLater({ inbox, workload, stopping }: LaterParts, body: unknown, given?: Kept): Later {
  let kept = given && Promise.resolve(given);
  let ended = false;
  const keep = async (): Promise<Kept | undefined> => {
    if (inbox && body !== undefined && !ended) kept ??= inbox.keep(body);
    return kept;
  };
  return {
    async keep() {
      await keep();
    },
    async pause(ms) {
      const since = performance.now();
      await workload.rest(ms, stopping);
      const left = ms - (performance.now() - since);
      if (!stopping.aborted || left <= 0) return;
      const place = await keep();
      if (inbox && place?.written) {
        inbox.leave(place);
        throw new LeftForLaterError('the process stops');
      }
      await sleep(Math.min(left, lastTryMs));
    },
    end() {
      ended = true;
      void kept?.then((place) => inbox?.done(place));
    }
  };
}
