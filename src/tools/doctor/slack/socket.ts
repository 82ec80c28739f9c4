import { isAnswer } from '../ask.ts';
import type { Check, CheckParts } from '../check.ts';
import { isOwnFault, noAnswer } from '../no-answer.ts';
import { fault, ok, type Result, skipped } from '../result.ts';
import { callSlack, isSlackResponse, type SlackResponse } from './api.ts';
import { appTokenOrigin, refusal } from './faults.ts';

const check = 'slack-socket-mode';
const why = 'Without the connection the bot hears nothing of what is said in Slack.';

/**
 * Checks the app-level token and the connection to Slack's socket host. The address that Slack returns is not connected
 * to: a second connection would receive some of the running bot's questions.
 */
export const socketMode: Check = async (parts) => {
  const token = parts.config.slack?.appToken;
  if (!token) return [];
  const response = await callSlack(parts, check, 'apps.connections.open', { token });
  if (!isSlackResponse(response)) return [response];
  if (response.error) return [refused(response.error)];
  return [isOff(response) ? off : await reach(parts, response)];
};

const off = fault(check, {
  what: 'Socket Mode is not switched on for this app.',
  why,
  fix: 'In the app\'s settings choose Socket Mode and switch "Enable Socket Mode" on. Is it on already: off and on again.'
});

function refused(error: string): Result {
  if (error === 'socket_mode_not_enabled') return off;
  if (error === 'missing_scope' || error === 'no_permission') {
    return fault(check, {
      what: `SLACK_APP_TOKEN lacks the scope connections:write (${error}).`,
      why,
      fix: 'Scopes of such a token cannot be changed: under Basic Information, App-Level Tokens, generate one with connections:write.'
    });
  }
  return refusal(check, error, appTokenOrigin, why);
}

/**
 * Returns true if Socket Mode is off. Slack returns an address even so, with the warning "[WARN] Socket Mode is not
 * turned on."
 */
function isOff({ answer: { json } }: SlackResponse): boolean {
  const { messages } = (json.response_metadata ?? {}) as { messages?: unknown };
  return Array.isArray(messages) && messages.some((message) => /socket mode is not turned on/i.test(String(message)));
}

/** Checks the host of the socket, which differs from that of the Web API; firewalls often allow only one of them. */
async function reach({ ask }: CheckParts, { answer }: SlackResponse): Promise<Result> {
  const address = String(answer.json.url ?? '');
  if (!URL.canParse(address)) return skipped(check, 'Slack gave no address to connect to.');
  const { protocol, host } = new URL(address);
  const response = await ask(`${protocol === 'ws:' ? 'http' : 'https'}://${host}/`);
  if (isAnswer(response)) return ok(check, `The app token is taken, and ${host} can be reached.`);
  if (isOwnFault(response)) return noAnswer(check, response, why);
  return fault(check, {
    what: `Slack's Web API answers, but ${response.reason}.`,
    why,
    fix: 'Ask who runs the network to let this machine reach *.slack.com on port 443, WebSockets included.'
  });
}
