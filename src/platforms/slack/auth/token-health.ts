import { SettingError } from '../../../core/model/errors.ts';
import type { Logger } from '../../../observability/logger.ts';
import type { AccessFinder } from './access.ts';

/** Tracks whether Slack still accepts the bot token of the environment. */
export interface TokenHealth {
  /** Records Slack's answer to a call: `error` is its error code, undefined where the call succeeded. */
  answered(token: string, error: string | undefined): void;
  /** Records that the app was removed, or its token revoked. */
  removed(why: 'app_uninstalled' | 'tokens_revoked'): void;
  /** Returns the reason why the token does not work, and the fix; undefined while it works. */
  fault(): string | undefined;
  stop(): void;
}

interface TokenHealthParts {
  /** The token of the environment; undefined switches the tracking off. */
  token: string | undefined;
  logger: Logger;
  /** Checks with Slack whether the token works again. */
  ask: () => Promise<unknown>;
  /** Interval between two such checks, in milliseconds. */
  askAgainMs: number;
}

/** Errors after which Slack never accepts a token again. docs.slack.dev/reference/methods/auth.test#errors */
const dead: ReadonlySet<string> = new Set([
  'account_inactive',
  'invalid_auth',
  'org_login_required',
  'team_disabled',
  'token_expired',
  'token_revoked',
  'user_removed_from_team'
]);

/** Refusals in a row after which a token counts as dead: Slack has had minutes in which it refused good tokens. */
const mostRefusals = 3;

/** Errors after which a token counts as dead at once; others, such as `invalid_auth`, need three in a row. */
const atOnce: ReadonlySet<string> = new Set(['account_inactive', 'token_revoked']);

const fix =
  'Install it again: Install App in the app settings; copy the Bot User OAuth Token to SLACK_BOT_TOKEN and start again.';

export function createTokenHealth({ token, logger, ask, askAgainMs }: TokenHealthParts): TokenHealth {
  let fault: string | undefined;
  let refusals = 0;
  let timer: NodeJS.Timeout | undefined;

  const askLater = (): void => {
    timer = setTimeout(() => {
      ask()
        .catch(() => undefined)
        .finally(() => fault !== undefined && askLater());
    }, askAgainMs).unref();
  };

  const set = (why: string): void => {
    if (fault === undefined) askLater();
    fault = `Slack: the bot cannot speak in its workspace any more (${why}). ${fix}`;
    logger.error('slack.token.refused', { reason: why, fix });
  };

  return {
    answered(used, error) {
      if (!token || used !== token) return;
      if (error === undefined) {
        if (fault !== undefined) logger.info('slack.token.works-again');
        refusals = 0;
        fault = undefined;
        clearTimeout(timer);
        return;
      }
      if (!dead.has(error)) return;
      refusals += 1;
      if (fault === undefined && (atOnce.has(error) || refusals >= mostRefusals)) set(error);
    },
    removed(why) {
      if (token && fault === undefined) set(why);
    },
    fault: () => fault,
    stop: () => clearTimeout(timer)
  };
}

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
