import { ownCommand } from '../../../core/model/own-command.ts';
import type { Logger } from '../../../observability/logger.ts';

interface ReachParts {
  /** Reads Microsoft's signing keys; rejects where there are none to check a token with. */
  readKeys: () => Promise<void>;
  /** Gets an access token, a cached one where it is still good; rejects where there is none. */
  signIn: () => Promise<unknown>;
  logger: Logger;
  times: ReachTimes;
}

/** Times in milliseconds. */
export interface ReachTimes {
  /** Between two tries while Microsoft cannot be reached. */
  again: number;
  /** Between two looks while all is well: keys grow old, and a client secret ends on its day. */
  look: number;
  /** The longest wait between two tries where Microsoft refuses the sign-in: only a person can mend that. */
  refused: number;
  /** The longest that one look may take. */
  limit: number;
}

export const reachTimes: ReachTimes = { again: 5_000, look: 60 * 60_000, refused: 10 * 60_000, limit: 10_000 };

/** Tells whether Microsoft lets the bot read its messages and answer them. */
export interface Reach {
  /** Begins to look, in the background. */
  start(): void;
  stop(): void;
  /** Returns the reason why no message can be answered. */
  fault(): string | undefined;
}

/**
 * Creates the look-out for what Teams needs of Microsoft: the signing keys, without which every message is turned away,
 * and an access token, without which none is answered. What was read once is good for as long as it lasts, so that an
 * outage of Microsoft's is told of only where it keeps messages from being answered.
 */
export function createReach({ readKeys, signIn, logger, times }: ReachParts): Reach {
  let fault: string | undefined = unknown;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let again = 0;

  const look = async (): Promise<void> => {
    const [keys, token] = await Promise.allSettled([inTime(readKeys()), inTime(signIn())]);
    if (stopped) return;
    let found = token.status === 'rejected' ? noToken(token.reason) : undefined;
    if (keys.status === 'rejected') found = noKeys;
    if (found && found !== fault) logger.warn('teams.unreachable', { reason: found });
    if (!found && fault && fault !== unknown) logger.info('teams.reached');
    fault = found;
    const refused = keys.status === 'fulfilled' && token.status === 'rejected' && codeOf(token.reason);
    again = refused ? Math.min(Math.max(again * 2, times.again), times.refused) : times.again;
    timer = setTimeout(look, fault ? again : times.look).unref();
  };

  /** Rejects where the work takes too long: what hangs is tried again. */
  const inTime = async (work: Promise<unknown>): Promise<void> => {
    let late: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      late = setTimeout(() => reject(new Error('Microsoft does not answer.')), times.limit).unref();
    });
    await Promise.race([work, tooLate]).finally(() => clearTimeout(late));
  };

  return {
    start() {
      void look();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      fault = 'Teams: stopping.';
    },
    fault: () => fault
  };
}

const unknown = 'Teams: not known yet whether Microsoft lets the bot in.';
const noKeys =
  'Teams: the signing keys of Microsoft cannot be read from login.botframework.com, so no message can be checked; trying again.';

/** Returns Microsoft's code for a sign-in that it refuses. */
const codeOf = (error: unknown): string | undefined =>
  /AADSTS\d+/.exec(error instanceof Error ? error.message : '')?.[0];

/** Names Microsoft's code, which tells a wrong secret from one that has ended, and nothing else of its answer. */
function noToken(error: unknown): string {
  const code = codeOf(error);
  return code
    ? `Teams: Microsoft gives the bot no access token (${code}), so it cannot answer. "${ownCommand('doctor')}" names the fix.`
    : 'Teams: Microsoft gives the bot no access token, so it cannot answer; trying again.';
}
