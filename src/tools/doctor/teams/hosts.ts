import { connectorHosts } from '../../../platforms/teams/auth/service-url.ts';
import { connectorKeys } from '../../../platforms/teams/auth/token.ts';
import { isAnswer } from '../ask.ts';
import type { Check } from '../check.ts';
import { noAnswer } from '../no-answer.ts';
import { fault, ok, skipped } from '../result.ts';

const check = 'teams-hosts';

/** Hosts that the bot calls besides the sign-in. */
const hosts = [
  { url: connectorKeys.metadataUrl, effect: 'Without Microsoft’s keys every question from Teams is refused.' },
  { url: 'https://smba.trafficmanager.net/teams/', effect: 'Without it no answer goes back to Teams.' }
];

/** Checks the hosts separately, since firewalls often allow one and not the other. */
export const teamsHosts: Check = async ({ ask, config }) => {
  if (!config.teams?.appId) return [];
  const asked = await Promise.all(hosts.map(async (host) => ({ ...host, response: await ask(host.url) })));
  const silent = asked.flatMap((host) => (isAnswer(host.response) ? [] : [{ ...host, response: host.response }]));
  const [first] = silent;
  const answered = [...connectorHosts, ...(config.teams.connectorHosts ?? [])].join(', ');
  if (!first) {
    const summary = `Microsoft’s keys and the Bot Connector can be reached. Answered are ${answered}`;
    return [ok(check, `${summary}; any other is refused, and named in the log as teams.request.refused.`)];
  }
  const result = noAnswer(check, first.response, first.effect);
  if (result.state === 'fault' || silent.length === hosts.length) return [result];
  const { host } = new URL(first.url);
  return [
    fault(check, {
      what: `${first.response.reason}.`,
      why: `Other hosts answer, so a firewall holds this one back. ${first.effect}`,
      fix: `Ask who runs the network to let this machine reach ${host} on port 443.`
    })
  ];
};

/** Skipped: only Azure's portal shows whether the Teams channel is on. */
export const teamsChannel: Check = async ({ config }) =>
  config.teams?.appId
    ? [
        skipped(
          'teams-channel',
          'The settings of the Azure Bot are shown to its owner only.',
          "In the Azure portal open the Azure Bot: Channels must list Microsoft Teams, and Configuration must name this bot's public address with /api/messages."
        )
      ]
    : [];
