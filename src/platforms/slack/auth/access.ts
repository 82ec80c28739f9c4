import { WebClient, type WebClientOptions } from '@slack/web-api';
import { SettingError } from '../../../core/model/errors.ts';
import { refusesToken, slackErrorName } from '../transport/faults.ts';
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
