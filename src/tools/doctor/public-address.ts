import { ownCommand } from '../../core/model/own-command.ts';
import { type Answer, isAnswer, type NoAnswer } from './ask.ts';
import type { Check, CheckParts } from './check.ts';
import { isLoopback, mendProxy, tryOnline } from './no-answer.ts';
import { fault, ok, type Result, skipped } from './result.ts';

const check = 'public-address';
const why = 'Slack over HTTP and Teams call the bot at its public address; what does not arrive is not answered.';

/** Response that each platform's endpoint must give to other callers. */
const endpoints = {
  slack: {
    check: 'slack-endpoint',
    path: '/slack/events',
    body: { type: 'url_verification', challenge: 'doctor' },
    needs: 'SLACK_SIGNING_SECRET',
    anybody: 'Anybody can put words into people’s mouths: unsigned requests are taken.'
  },
  teams: {
    check: 'teams-endpoint',
    path: '/api/messages',
    body: { type: 'message', id: 'doctor', channelId: 'msteams', conversation: { id: 'doctor' } },
    needs: 'MicrosoftAppId',
    anybody: 'Anybody can put words into people’s mouths: messages without a token are taken.'
  }
} as const;

/** Calls the bot at its public address, as far as possible from this machine. */
export const publicAddress: Check = async (parts) => {
  const { config, url, ask } = parts;
  const overHttp = config.slack && !config.slack.appToken;
  const needed = [...(overHttp ? [endpoints.slack] : []), ...(config.teams?.appId ? [endpoints.teams] : [])];
  if (!url) {
    if (needed.length === 0) return [];
    return [skipped(check, 'It is not known here.', `Give it: ${ownCommand('doctor --url https://your-address')}`)];
  }
  if (url.protocol !== 'https:' && !isLoopback(url)) {
    const fix = `Put a proxy with a certificate in front of the bot, and give https://${url.host}.`;
    return [
      fault(check, { what: `${url.origin} is not https.`, why: 'Slack and Teams call https addresses only.', fix })
    ];
  }
  const alive = await ask(`${url.origin}/healthz`);
  if (!isAnswer(alive)) return [await unreached(parts, url, alive)];
  if (alive.json.ok !== true) return [stranger(url, alive)];
  return [
    ok(check, `${url.origin} leads to the bot.`),
    ...(await Promise.all(needed.map((endpoint) => checkEndpoint(endpoint, parts))))
  ];
};

async function unreached({ ask, config }: CheckParts, { host }: URL, silence: NoAnswer): Promise<Result> {
  const { kind, reason } = silence;
  // A machine without a network resolves no name at all.
  const elsewhere = kind === 'name' ? await ask(config.slack?.apiUrl ?? 'https://login.microsoftonline.com/') : silence;
  if (kind === 'proxy') return skipped(check, `${reason}.`, mendProxy);
  if (kind === 'offline' || (!isAnswer(elsewhere) && kind === 'name')) {
    return skipped(check, `${reason}.`, tryOnline);
  }
  const fixes: Readonly<Record<Exclude<NoAnswer['kind'], 'offline' | 'proxy'>, string>> = {
    name: `Make a DNS entry for ${host}, or correct the address.`,
    refused: 'Start the proxy in front of the bot, and let it listen on this port.',
    late: 'Let the firewall pass port 443 from the internet to the proxy. From inside some networks it is never reachable: then try from a phone.',
    cut: 'Look into the log of the proxy: it takes the connection and drops it.',
    certificate:
      'Give the proxy a certificate of a public authority for this name, with its whole chain (fullchain.pem).',
    clock: 'Renew the certificate of the proxy; if its dates are right, set the clock of this machine.'
  };
  return fault(check, { what: `${reason}.`, why, fix: fixes[kind] });
}

function stranger({ origin }: URL, { status }: Answer): Result {
  const [what, fix] =
    status >= 300 && status < 400
      ? [
          'leads elsewhere, to a sign-in page perhaps',
          'Let the proxy pass /slack/events and /api/messages without a sign-in.'
        ]
      : status === 502 || status === 503 || status === 504
        ? [
            'has a proxy with no bot behind it',
            "Start the bot, and let the proxy hand on to its PORT on the bot's machine."
          ]
        : [
            'is answered by another program',
            'Let the proxy hand the whole address on to the bot, path and headers untouched.'
          ];
  return fault(check, { what: `${origin} ${what} (status ${status}).`, why, fix });
}

async function checkEndpoint(
  endpoint: (typeof endpoints)[keyof typeof endpoints],
  { ask, url }: CheckParts
): Promise<Result> {
  const response = await ask(`${url?.origin}${endpoint.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(endpoint.body)
  });
  if (!isAnswer(response)) return skipped(endpoint.check, `${response.reason}.`, 'Run it again.');
  const { status } = response;
  if (status === 401)
    return ok(endpoint.check, `${endpoint.path} turns away who does not prove who they are, as it should.`);
  if (status === 503)
    return skipped(endpoint.check, 'The bot is starting or stopping (503).', 'Run it again in a minute.');
  if (status >= 200 && status < 300) {
    const fix = `Set ${endpoint.needs} where the bot runs and start it again; see that nothing else answers ${endpoint.path}.`;
    return fault(endpoint.check, {
      what: `${endpoint.path} answers ${status} to anybody.`,
      why: endpoint.anybody,
      fix
    });
  }
  return fault(endpoint.check, {
    what: `${endpoint.path} answers ${status}; it must answer 401 to somebody unknown.`,
    why,
    fix:
      status === 404
        ? `Let the proxy hand on POST ${endpoint.path} unchanged, and start the bot with ${endpoint.needs} set.`
        : `Let the proxy hand on POST ${endpoint.path} with body and headers untouched, and without a sign-in or filter.`
  });
}
