import type { Config } from '../../config/config.ts';
import type { Environment } from './check.ts';
import { mistakeIn } from './pasted.ts';
import { fault, ok, type Result } from './result.ts';

/** Finds settings that are well-formed but cannot be meant. */
export function considered(config: Config, environment: Environment): readonly Result[] {
  const faults = [...token(config), ...sameIds(config), ...channels(config), ...unusedToken(config, environment)];
  return faults.length > 0 ? faults : [ok('settings', `Each is of the right form: ${platforms(config)}.`)];
}

/** Reports a refresh token of Slack (xoxe-), which has the form of a token. */
function token({ slack }: Config): Result[] {
  const mistake = slack?.botToken && mistakeIn('SLACK_BOT_TOKEN', slack.botToken);
  return mistake ? [fault('settings', { why: '', fix: '', ...mistake })] : [];
}

function sameIds({ teams }: Config): Result[] {
  if (!teams?.appId || teams.appId.toLowerCase() !== teams.tenantId?.toLowerCase()) return [];
  return [
    fault('settings', {
      what: 'MicrosoftAppTenantId and MicrosoftAppId are the same.',
      why: 'An app and the directory it lives in have different ids, so one was pasted twice and Microsoft refuses both.',
      fix: 'Copy both from the app registration\'s overview page: "Application (client) ID" and "Directory (tenant) ID".'
    })
  ];
}

/** Reports a token for assistants that nothing asks for, since MCP has no way by token. */
function unusedToken({ mcp }: Config, environment: Environment): Result[] {
  if (mcp?.ways.includes('token') || !environment.MCP_TOKEN?.trim()) return [];
  return [
    fault('settings', {
      what: 'MCP_TOKEN is set, but MCP does not name token.',
      why: 'No assistant gets in with that token.',
      fix: 'Write MCP=token, with a comma after what stands there already, or remove MCP_TOKEN.'
    })
  ];
}

/** Returns the channels that settings name. */
export function namedChannels({ curatorsChannel, expertsChannel }: Config) {
  const named = [
    { setting: 'CURATORS_CHANNEL', value: curatorsChannel },
    { setting: 'EXPERTS_CHANNEL', value: expertsChannel }
  ];
  return named.flatMap(({ setting, value = '' }) => {
    const [, platform, address] = /^(slack|teams):(?:[TE][A-Z0-9]+\/)?(.*)$/.exec(value) ?? [];
    return platform && address ? [{ setting, platform, address }] : [];
  });
}

function channels(config: Config): Result[] {
  return namedChannels(config).flatMap(({ setting, platform, address }) => {
    const [title, companions, on] =
      platform === 'slack'
        ? ['Slack', 'SLACK_BOT_TOKEN', config.slack]
        : ['Teams', 'MicrosoftAppId', config.teams?.appId];
    if (!on) {
      return fault('settings', {
        what: `${setting} is a channel of ${title}, which is not set up.`,
        why: 'What is meant for that channel would go nowhere.',
        fix: `Set ${companions} and what belongs to it, or remove ${setting}.`
      });
    }
    if (platform !== 'slack' || /^[CGD][A-Z0-9]{7,}$/.test(address)) return [];
    return fault('settings', {
      what: `${setting} holds a channel's name where its id is meant.`,
      why: 'Names change, so Slack takes ids only: every post there would be refused.',
      fix: `In Slack open the channel's details; its id stands at the very end. Write ${setting}=slack:C0123456789, or the channel's link.`
    });
  });
}

function platforms({ slack, teams }: Config): string {
  const on = [
    slack && `Slack by ${slack.appToken ? 'Socket Mode' : 'HTTP'}`,
    teams?.appId && `Teams as ${teams.appType}`
  ];
  return on.filter(Boolean).join(', ') || 'neither Slack nor Teams, so the playground on this machine';
}
