import { SettingError } from '../../../core/model/errors.ts';
import type { Logger } from '../../../observability/logger.ts';
import type { AccessFinder } from './access.ts';

/** Requests the bot's identity from Slack, which it needs before it accepts payloads. */
export interface Identity {
  /** Requests the identity. Goes on in the background while Slack cannot be reached; rejects on a wrong setting. */
  start(): Promise<void>;
  stop(): void;
  /** Returns the reason why the identity is unknown; undefined once it is known. */
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
