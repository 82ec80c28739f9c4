import { botScopes, extraScopes } from '../../../platforms/slack/manifest.ts';
import type { Check } from '../check.ts';
import { fault, ok, type Result, skipped } from '../result.ts';
import { callSlack, isSlackResponse, type SlackResponse } from './api.ts';
import { botTokenOrigin, refusal } from './faults.ts';

/** Scope needed only for suggested questions; some plans have no agents, and Slack refuses it there. */
const optional: ReadonlySet<string> = new Set<(typeof botScopes)[number]>(['assistant:write']);

/** Effects of a missing scope. */
const effects: Readonly<Record<(typeof botScopes)[number], string>> = {
  'app_mentions:read': 'nobody who mentions the bot is heard',
  'assistant:write': 'no questions are suggested',
  'chat:write': 'the bot can neither answer nor post tips',
  commands: '/spread and the shortcuts do not exist',
  'im:history': 'direct messages are not heard'
};

/** Checks the bot token: valid, of a bot, with the scopes that the manifest requests. */
export const slackBot: Check = async (parts) => {
  const { slack } = parts.config;
  if (!slack) return [];
  if (!slack.botToken) {
    return [ok('slack-token', 'Each workspace has a token of its own, from its install; none is set here.')];
  }
  const response = await callSlack(parts, 'slack-token', 'auth.test', { token: slack.botToken });
  if (!isSlackResponse(response)) return [response, skipped('slack-scopes', 'Slack tells them with the token.')];
  if (response.error) {
    return [
      refusal(
        'slack-token',
        response.error,
        botTokenOrigin,
        'Slack takes nothing from the bot: it stops at the start.'
      ),
      skipped('slack-scopes', 'Slack tells them with the token.')
    ];
  }
  return [kind(response), scopes(response)];
};

function kind({ answer: { json } }: SlackResponse): Result {
  if (!json.bot_id) {
    return fault('slack-token', {
      what: "SLACK_BOT_TOKEN is a person's token, not a bot's.",
      why: 'The bot would speak as that person, and hear nothing that is said to it.',
      fix: 'Copy the "Bot User OAuth Token", which begins with xoxb-, from OAuth & Permissions.'
    });
  }
  return ok('slack-token', `It is a bot's, for ${json.url ? new URL(String(json.url)).host : 'its workspace'}.`);
}

/**
 * Returns the scopes that Slack names in its answer.
 *
 * @returns undefined if it names none
 */
export function grantedScopes({ answer }: SlackResponse): readonly string[] | undefined {
  return answer.headers
    .get('x-oauth-scopes')
    ?.split(',')
    .map((scope) => scope.trim())
    .filter(Boolean);
}

function scopes(response: SlackResponse): Result {
  const granted = grantedScopes(response);
  if (!granted) return skipped('slack-scopes', 'Slack did not say which it granted.');
  const missing = botScopes.filter((scope) => !granted.includes(scope));
  const needed = missing.filter((scope) => !optional.has(scope));
  if (needed.length > 0) {
    return fault('slack-scopes', {
      what: `Slack did not grant ${needed.join(', ')}.`,
      why: `${sentence(needed.map((scope) => effects[scope]).join('; '))}.`,
      fix: `Under OAuth & Permissions, Bot Token Scopes, add ${needed.join(', ')}; then Install App, Reinstall.`
    });
  }
  const used: readonly string[] = [...botScopes, ...Object.values(extraScopes).flat()];
  const extra = granted.filter((scope) => !used.includes(scope));
  const notes = [
    `Granted all that is needed: ${botScopes.filter((scope) => granted.includes(scope)).join(', ')}`,
    ...missing.map((scope) => `without ${scope} ${effects[scope]}`),
    ...(granted.includes('users:read') ? ['with users:read tips begin in the time zone of whoever asks for them'] : []),
    ...(extra.length > 0 ? [`not used and better taken away: ${extra.join(', ')}`] : [])
  ];
  return ok('slack-scopes', `${notes.join('; ')}.`);
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Skipped: a bot cannot read the settings of its own app in Slack, and only sending a message would show them. */
export const messagesTab: Check = async ({ config }) =>
  config.slack
    ? [
        skipped(
          'slack-messages-tab',
          "Slack shows this setting to nobody but the app's owner.",
          'Do people see "Sending messages to this app has been turned off", tick under App Home "Allow users to send … messages from the messages tab" and reload Slack.'
        )
      ]
    : [];
