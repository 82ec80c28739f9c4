import type { Check } from '../check.ts';
import { fault, ok } from '../result.ts';
import { callSlack, isSlackResponse } from './api.ts';

const check = 'slack-oauth';

/** Sends a code that Slack never issued: with valid credentials, Slack refuses only the code. */
export const oauth: Check = async (parts) => {
  const { oauth } = parts.config.slack ?? {};
  if (!oauth) return [];
  const args = { client_id: oauth.clientId, client_secret: oauth.clientSecret, code: 'doctor' };
  const response = await callSlack(parts, check, 'oauth.v2.access', { args });
  if (!isSlackResponse(response)) return [response];
  const setting = { invalid_client_id: 'SLACK_CLIENT_ID', bad_client_secret: 'SLACK_CLIENT_SECRET' }[
    response.error ?? ''
  ];
  if (!setting) return [ok(check, 'Slack refuses neither the client id nor the client secret.')];
  return [
    fault(check, {
      what: `Slack refuses ${setting} (${response.error}).`,
      why: 'Nobody can install the bot in a further workspace: the install ends with an error.',
      fix: `Copy "${setting === 'SLACK_CLIENT_ID' ? 'Client ID' : 'Client Secret'}" again from Basic Information in the app's settings.`
    })
  ];
};
