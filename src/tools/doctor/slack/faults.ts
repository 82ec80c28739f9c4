import { fault, type Result, skipped } from '../result.ts';

/** Origin of a token. */
interface Origin {
  setting: string;
  /** Place in the app's settings from which it is copied. */
  place: string;
  begins: string;
}

export const botTokenOrigin: Origin = {
  setting: 'SLACK_BOT_TOKEN',
  place: 'OAuth & Permissions, "Bot User OAuth Token"',
  begins: 'xoxb-'
};

export const appTokenOrigin: Origin = {
  setting: 'SLACK_APP_TOKEN',
  place: 'Basic Information, "App-Level Tokens"',
  begins: 'xapp-'
};

type Text = (origin: Origin) => string;

/** Errors of every method (docs.slack.dev/reference/methods/auth.test#errors): what is wrong, and what to do. */
const errors: Readonly<Record<string, [what: Text, fix: Text]>> = {
  invalid_auth: [
    ({ setting }) => `Slack does not know ${setting}, or refuses it from this address (invalid_auth).`,
    ({ place }) =>
      `Copy it again from ${place}. Is it the same, see under OAuth & Permissions whether "Restrict API Token Usage" leaves this machine out.`
  ],
  account_inactive: [
    ({ setting }) => `The app of ${setting} was removed from the workspace (account_inactive).`,
    ({ place }) => `In the app's settings choose Install App, Install, then copy the new token from ${place}.`
  ],
  token_revoked: [
    ({ setting }) => `${setting} was revoked (token_revoked).`,
    ({ place }) => `In the app's settings choose Install App, Reinstall, then copy the new token from ${place}.`
  ],
  token_expired: [
    ({ setting }) => `${setting} has expired (token_expired): token rotation is on for this app.`,
    () => 'Slack cannot switch rotation off again: make the app anew from manifests/slack.yaml, and use its token.'
  ],
  not_allowed_token_type: [
    ({ setting }) => `${setting} is of the wrong kind (not_allowed_token_type).`,
    ({ place, begins }) => `Copy the one that begins with ${begins} from ${place}.`
  ],
  accesslimited: [
    () => 'The workspace takes calls from certain networks only (accesslimited).',
    () => "Ask the workspace's administrator to allow the address of this machine."
  ],
  ekm_access_denied: [
    () => "The workspace's administrators have suspended posting (ekm_access_denied).",
    () => "Ask the workspace's administrators to allow it again."
  ],
  team_access_not_granted: [
    ({ setting }) => `${setting} is not granted this workspace (team_access_not_granted).`,
    () => "Ask the organisation's administrator to add the app to the workspace."
  ],
  org_login_required: [
    () => 'The workspace is moving to an organisation (org_login_required).',
    () => 'Wait until the move is over, then reinstall the app.'
  ]
};

/** Temporary faults of Slack itself, according to the same list. */
const passing = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'ratelimited']);

/** Returns the result for a token that Slack refused, with the action to take. */
export function refusal(check: string, error: string, origin: Origin, why: string): Result {
  if (passing.has(error)) return skipped(check, `Slack answered ${error}.`, 'Run it again in a minute.');
  const [what, fix] = errors[error === 'not_authed' ? 'invalid_auth' : error] ?? [
    ({ setting }: Origin) => `Slack refuses ${setting}: ${error}.`,
    () => `Look up ${error} at https://docs.slack.dev/reference/methods/auth.test#errors`
  ];
  return fault(check, { what: what(origin), why, fix: fix(origin) });
}
