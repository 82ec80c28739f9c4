import type { SettingName } from './settings.ts';

/** Reads a setting that was given and is right; undefined for any other. */
export type Get = <T>(name: SettingName) => T | undefined;

/** Returns the faults of settings that only make sense together, each with its fix. */
export function combined(given: (name: SettingName) => boolean, get: Get): string[] {
  const problems: string[] = [];
  const oauth = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'] as const;
  const missing = oauth.filter((name) => !given(name));
  if (missing.length > 0 && missing.length < oauth.length) {
    const [are, them] = missing.length > 1 ? ['are', 'them'] : ['is', 'it'];
    problems.push(
      `${missing.join(' and ')} ${are} missing. OAuth needs ${oauth.join(', ')} together: add ${them}, or remove the others.`
    );
  }
  const slackOn = given('SLACK_BOT_TOKEN') || missing.length === 0;
  if (slackOn && !given('SLACK_SIGNING_SECRET') && !given('SLACK_APP_TOKEN')) {
    problems.push(
      'SLACK_APP_TOKEN or SLACK_SIGNING_SECRET is missing. Add SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.'
    );
  }
  if (!slackOn && (given('SLACK_SIGNING_SECRET') || given('SLACK_APP_TOKEN'))) {
    problems.push('SLACK_BOT_TOKEN is missing. Add it, or remove the other Slack variables.');
  }
  if (missing.length === 0 && get<string[]>('SLACK_WORKSPACES')?.length !== 1) {
    problems.push(...ofWhichWorkspace(get, given('SLACK_BOT_TOKEN')));
  }
  if (missing.length === 0 && !given('SLACK_SIGNING_SECRET')) {
    problems.push('SLACK_SIGNING_SECRET is missing. OAuth for several workspaces works over HTTP, which needs it.');
  }
  const ways = get<string[]>('MCP') ?? [];
  if (ways.includes('slack') && !given('SLACK_SIGNING_SECRET')) {
    problems.push('SLACK_SIGNING_SECRET is missing. MCP=slack checks with it that Slack signed a request.');
  }
  if (ways.includes('token') && !given('MCP_TOKEN')) {
    problems.push('MCP_TOKEN is missing. MCP=token needs it: make one, for example with: openssl rand -hex 32');
  }
  if (given('MicrosoftAppId')) {
    const type = get<string>('MicrosoftAppType') ?? 'SingleTenant';
    if (type !== 'MultiTenant' && !given('MicrosoftAppTenantId')) {
      problems.push(
        `MicrosoftAppTenantId is missing. ${type} needs it: copy "Directory (tenant) ID" from the app registration's overview page.`
      );
    }
    if (type !== 'UserAssignedMSI' && !given('MicrosoftAppPassword')) {
      problems.push(
        `MicrosoftAppPassword is missing. ${type} needs it: copy the "Value" of a client secret of the app registration.`
      );
    }
  } else if (given('MicrosoftAppPassword') || given('MicrosoftAppTenantId')) {
    problems.push('MicrosoftAppId is missing. Add it, or remove the other Microsoft variables.');
  }
  return problems;
}

/**
 * Reports settings whose ids are ambiguous: where several workspaces are served, an id alone is not unique, since Slack
 * may give the same id to another person or channel of another workspace.
 *
 * @param own true where there is a token beside the installations: a channel without a workspace then belongs to that
 * token's
 */
function ofWhichWorkspace(get: Get, own: boolean): string[] {
  const bare = (written: string | undefined): written is string => /^slack:[^/]+$/.test(written ?? '');
  const people = (['EDITORS', 'TIPS_ADMINS'] as const).flatMap((name) => {
    const [one] = (get<string[]>(name) ?? []).filter(bare);
    return one ? [[name, one] as const] : [];
  });
  const channels = (['CURATORS_CHANNEL', 'EXPERTS_CHANNEL'] as const).flatMap((name) => {
    const one = get<string>(name);
    return !own && bare(one) ? [[name, one] as const] : [];
  });
  return [...people, ...channels].map(
    ([name, one]) =>
      `${name} names ${one} without its workspace, and several are served. Write slack:T…/${one.slice('slack:'.length)} with the ID of its workspace (E… where the bot is installed for a whole organisation), or name the one workspace served in SLACK_WORKSPACES.`
  );
}
