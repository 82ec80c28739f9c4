import type { Authorize } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import { RetryLaterError, SettingError } from '../../../core/model/errors.ts';
import type { Logger } from '../../../observability/logger.ts';
import { fields, text } from '../parse/payload.ts';
import { sendToUrl } from '../send/ways.ts';
import { refusesToken, slackErrorName } from '../transport/faults.ts';
import { notInstalled } from './allowed-workspaces.ts';
import { type Access, agentScope, type Installations } from './installations.ts';

/** Finds the token for a workspace. */
export interface AccessFinder {
  /** @returns undefined where the bot is not installed. Rejects when Slack or the store cannot be asked. */
  find(tenants: readonly (string | undefined)[]): Promise<Access | undefined>;
  /** Asks Slack for the owner of the token. Does nothing where the environment has no token. */
  check(): Promise<void>;
  /** Asks Slack again, whatever its last answer. */
  askAgain(): Promise<void>;
}

/** Errors of a token that was taken back: copying the same again does not help. */
const revoked: ReadonlySet<string> = new Set(['account_inactive', 'token_revoked', 'user_removed_from_team']);

/** Returns an error that names the fix where the setting is at fault, undefined where waiting may help. */
export function settingFault(error: unknown, variable: string, where: string): SettingError | undefined {
  if (!refusesToken(error)) return undefined;
  const name = slackErrorName(error) ?? '';
  const fix = revoked.has(name)
    ? 'Install the app again under Install App in the app settings (for an app token generate a new one), then copy it from'
    : 'Copy it again from';
  return new SettingError(`Slack refuses ${variable} (${name}). ${fix} ${where}, set it and start again.`);
}

/**
 * Creates the finder over the environment's token, installations by OAuth, or both: then an installation takes
 * precedence.
 */
export function createAccessFinder(
  botToken: string | undefined,
  installations: Installations | undefined,
  options: WebClientOptions
): AccessFinder {
  let own: Access | undefined;
  let asking: Promise<Access> | undefined;

  const ask = async (token: string): Promise<Access> => {
    try {
      const me = await new WebClient(token, { ...options }).auth.test();
      own = {
        token,
        installed: false,
        botId: me.bot_id ?? '',
        botUserId: me.user_id ?? '',
        agent: me.response_metadata?.scopes?.includes(agentScope) ?? false,
        ...(me.team_id && { teamId: me.team_id }),
        ...(me.enterprise_id && { enterpriseId: me.enterprise_id })
      };
      return own;
    } catch (error) {
      throw settingFault(error, 'SLACK_BOT_TOKEN', 'OAuth & Permissions in the app settings') ?? error;
    } finally {
      asking = undefined;
    }
  };

  const ours = async (): Promise<Access | undefined> => {
    if (own || !botToken) return own;
    asking ??= ask(botToken);
    return asking;
  };

  return {
    async find(tenants) {
      for (const tenant of installations ? tenants : []) {
        const access = tenant && (await installations?.find(tenant));
        if (access) return access;
      }
      return ours();
    },
    async check() {
      await ours();
    },
    async askAgain() {
      if (botToken) await ask(botToken);
    }
  };
}

/**
 * Creates Bolt's look-up of the token for a payload. Where the bot is not installed, whoever wrote or pressed is told by the
 * response_url: without a token it is the only way to them.
 */
export function createAuthorize(access: AccessFinder, send: typeof fetch, logger: Logger): Authorize<boolean> {
  return async ({ teamId, enterpriseId, isEnterpriseInstall }, body) => {
    const asked = access.find(isEnterpriseInstall ? [enterpriseId] : [teamId, enterpriseId]);
    const found = await asked.catch((cause: unknown) => {
      throw new RetryLaterError('Nobody could be asked for the token of this workspace.', 0, { cause });
    });
    if (!found) {
      const url = text(fields(body).response_url);
      const told = { response_type: 'ephemeral', replace_original: false, text: notInstalled };
      if (url) await sendToUrl(url, told, send).catch((error: unknown) => logger.warn('slack.untold', { error }));
      throw new Error('The bot is not installed in this workspace.');
    }
    const { token, botId, botUserId, agent } = found;
    return {
      botToken: token,
      botId,
      botUserId,
      agent,
      // Bolt keeps its clients by workspace: with none named the client of the listener would have no token.
      teamId: teamId ?? found.teamId ?? enterpriseId ?? found.enterpriseId ?? '',
      ...(enterpriseId && { enterpriseId })
    };
  };
}

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
