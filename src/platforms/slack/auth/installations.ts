import type { InstallationStore as BoltStore, Installation } from '@slack/bolt';
import { createSeal } from '../../../config/seal.ts';
import type { InstallationStore } from '../../../core/model/store.ts';
import type { Logger } from '../../../observability/logger.ts';

/** Scope that Slack grants only to apps whose manifest declares an agent. */
export const agentScope = 'assistant:write';

/** Bot credentials for one workspace. */
export interface Access {
  token: string;
  /** True for a workspace installed by OAuth: its token is renewed only by installing again there. */
  installed: boolean;
  botId: string;
  botUserId: string;
  teamId?: string;
  enterpriseId?: string;
  /**
   * True where the app is installed as an agent: its manifest has `agent_view`, with which Slack grants
   * `assistant:write`. Each first message of a direct conversation then starts a thread.
   * docs.slack.dev/ai/agent-sessions
   */
  agent: boolean;
}

/** Workspaces in which the bot was installed by OAuth, with their tokens. */
export interface Installations {
  /** Store that the install pages write to. */
  store: BoltStore;
  /** @param id of a workspace or of a whole organisation; undefined when the bot is not installed there */
  find(id: string): Promise<Access | undefined>;
  /** Deletes a workspace: the bot was uninstalled, or its token revoked. */
  remove(id: string): Promise<void>;
}

interface InstallationParts {
  store: InstallationStore;
  /** Secret from which the key that seals the tokens is derived. */
  secret: string;
  /** Secrets that were replaced: tokens sealed with them can be read, and are sealed again with the current one. */
  previousSecrets?: readonly string[];
  logger: Logger;
  now: () => number;
  /** Returns true where a workspace or organisation of one of these ids may install the bot. */
  allowed: ((...ids: readonly (string | undefined)[]) => boolean) | undefined;
}

/** Period for which a token is used without reading the store, in milliseconds: another replica may have removed it. */
const freshMs = 60_000;

export function createInstallations({
  store,
  secret,
  previousSecrets = [],
  logger,
  now,
  allowed
}: InstallationParts): Installations {
  const seal = createSeal(secret, 'spread-bot/slack/installations', previousSecrets);
  const known = new Map<string, { access: Access | undefined; at: number }>();

  const find = async (id: string): Promise<Access | undefined> => {
    const last = known.get(id);
    if (last && Math.abs(now() - last.at) < freshMs) return last.access;
    try {
      const sealed = await store.find(id);
      const opened = sealed === undefined ? undefined : seal.open(sealed, id);
      if (sealed !== undefined && opened === undefined)
        logger.error('slack.installation.unreadable', { fix: unreadable });
      if (sealed !== undefined && opened !== undefined && seal.isOld(sealed, id)) {
        await store.save(id, seal.close(opened, id), now());
        logger.info('slack.installation.sealed-anew');
      }
      const access = opened === undefined ? undefined : accessOf(JSON.parse(opened) as Installation);
      known.set(id, { access, at: now() });
      return access;
    } catch (error) {
      // The store is unavailable: a recently valid token is better than no answer.
      if (last?.access) return last.access;
      throw error;
    }
  };

  return {
    find,
    async remove(id) {
      known.delete(id);
      await store.remove(id);
      logger.info('slack.uninstalled');
    },
    store: {
      async storeInstallation(installation) {
        const id = idOf(installation.isEnterpriseInstall, installation.enterprise?.id, installation.team?.id);
        if (allowed && !allowed(installation.team?.id, installation.enterprise?.id)) {
          logger.warn('slack.install.refused', { reason: 'not among SLACK_WORKSPACES' });
          throw new Error('This workspace is not served.');
        }
        known.delete(id);
        await store.save(id, seal.close(JSON.stringify(installation), id), now());
        logger.info('slack.installed', { organisation: installation.isEnterpriseInstall === true });
      },
      async fetchInstallation(query) {
        const sealed = await store.find(idOf(query.isEnterpriseInstall, query.enterpriseId, query.teamId));
        const opened = sealed && seal.open(sealed, idOf(query.isEnterpriseInstall, query.enterpriseId, query.teamId));
        if (!opened) throw new Error('The bot is not installed in this workspace.');
        return JSON.parse(opened) as Installation<'v1' | 'v2', boolean>;
      }
    }
  };
}

const unreadable =
  'The stored token was sealed with another SLACK_STATE_SECRET. Name the old one in PREVIOUS_SECRETS, or install the bot anew at /slack/install.';

function idOf(whole: boolean | undefined, enterprise: string | undefined, team: string | undefined): string {
  const id = whole ? enterprise : team;
  if (!id) throw new Error('Slack named no workspace.');
  return id;
}

function accessOf({ bot, team, enterprise }: Installation): Access | undefined {
  return (
    bot && {
      token: bot.token,
      installed: true,
      botId: bot.id,
      botUserId: bot.userId,
      agent: bot.scopes.includes(agentScope),
      ...(team && { teamId: team.id }),
      ...(enterprise && { enterpriseId: enterprise.id })
    }
  );
}
