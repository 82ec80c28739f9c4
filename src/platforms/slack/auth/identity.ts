import { SettingError } from '../../../core/model/errors.ts';
import type { Logger } from '../../../observability/logger.ts';
import type { AccessFinder } from './access.ts';

/** Learns from Slack who the bot is, which it must know before it can take anything in. */
export interface Identity {
  /** While Slack cannot be reached it goes on trying in the background; a wrong setting rejects. */
  start(): Promise<void>;
  stop(): void;
  /** Why the bot does not know yet. */
  fault(): string | undefined;
}

/** @param askAgainMs between tries while Slack cannot be reached, in milliseconds */
export function createIdentity(access: AccessFinder, logger: Logger, askAgainMs: number): Identity {
  let fault: string | undefined = 'Slack: not started yet.';
  let again: NodeJS.Timeout | undefined;

  const learn = async (): Promise<void> => {
    try {
      await access.check();
      fault = undefined;
    } catch (error) {
      if (error instanceof SettingError) throw error;
      fault = 'Slack cannot be reached; trying again.';
      logger.warn('slack.unreachable', { error });
      again = setTimeout(() => void learn().catch(giveUp), askAgainMs).unref();
    }
  };

  const giveUp = (error: unknown): void => {
    fault = error instanceof Error ? error.message : 'Slack: not ready.';
    logger.error('slack.setting', { error });
  };

  return { start: learn, stop: () => clearTimeout(again), fault: () => fault };
}
