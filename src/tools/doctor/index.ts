import type { SettingName } from '../../config/settings.ts';
import { createLogger, hideSecrets } from '../../observability/logger.ts';
import { type Ask, createAsk, isAnswer } from './ask.ts';
import { channels } from './channels.ts';
import type { Check, CheckParts, Environment } from './check.ts';
import { clock } from './clock.ts';
import { knowledge } from './knowledge.ts';
import { disk, nodeVersion, port } from './machine.ts';
import { type AskedHosts, network } from './network.ts';
import { publicAddress } from './public-address.ts';
import { type Result, skipped } from './result.ts';
import { fixSettings, readSettings, secretsOf, settingsAtFault } from './settings.ts';
import { blocks } from './slack/blocks.ts';
import { messagesTab, slackBot } from './slack/bot.ts';
import { hooks } from './slack/hooks.ts';
import { oauth } from './slack/oauth.ts';
import { socketMode } from './slack/socket.ts';
import { store } from './store.ts';
import { credentials } from './teams/credentials.ts';
import { teamsChannel, teamsHosts } from './teams/hosts.ts';

export { draw } from './draw.ts';
export type { Result } from './result.ts';

interface Listed {
  name: string;
  check: Check;
  /** Settings without which the check would give a wrong result. */
  reads?: readonly SettingName[];
}

/** All checks after the settings, in the order of the output. */
const checks: readonly Listed[] = [
  { name: 'node', check: nodeVersion },
  { name: 'knowledge', check: knowledge },
  { name: 'store', check: store, reads: ['DATABASE_URL'] },
  { name: 'disk', check: disk, reads: ['DATABASE_URL'] },
  { name: 'port', check: port, reads: ['PORT', 'HOST'] },
  { name: 'clock', check: clock },
  { name: 'slack-token', check: slackBot },
  { name: 'slack-socket-mode', check: socketMode },
  { name: 'slack-hooks', check: hooks },
  { name: 'slack-blocks', check: blocks },
  { name: 'slack-oauth', check: oauth },
  { name: 'slack-messages-tab', check: messagesTab },
  { name: 'teams-credentials', check: credentials },
  { name: 'teams-hosts', check: teamsHosts },
  { name: 'teams-channel', check: teamsChannel },
  { name: 'channels', check: channels, reads: ['DATABASE_URL'] },
  { name: 'public-address', check: publicAddress }
];

/** Access to the machine and the network that the doctor needs. */
export interface DoctorParts extends Pick<CheckParts, 'url' | 'now' | 'nodeVersion' | 'freeBytes'> {
  environment: Environment;
  fetch: typeof fetch;
  /** Returns the proxy by which `fetch` calls an address; undefined where it calls it directly. */
  proxyFor?: (url: URL) => URL | undefined;
  /** Limit of one call, in milliseconds. */
  timeoutMs: number;
}

/**
 * Checks settings, machine, store, platforms and address, all at once. Nothing is changed except the store's own mark
 * of its check, no message is sent, and the results hold no secret.
 */
export async function examine({
  environment,
  fetch,
  proxyFor = () => undefined,
  timeoutMs,
  ...rest
}: DoctorParts): Promise<readonly Result[]> {
  const { config, results, unread } = readSettings(environment);
  const logger = createLogger({ level: 'silent' });
  const hosts: AskedHosts = { answered: new Set(), silent: new Map() };
  const parts: CheckParts = {
    ...rest,
    config,
    environment,
    ask: withHosts(createAsk(fetch, timeoutMs, proxyFor), hosts),
    logger
  };
  const found = await Promise.all(
    checks.map((listed) => (listed.reads?.some((name) => unread.has(name)) ? [atFault(listed)] : tried(listed, parts)))
  );
  const secrets = secretsOf(environment);
  const clean = (text: string): string => hideSecrets(text, secrets);
  return [...results, ...found.flat(), ...network(hosts, config.proxy ? {} : environment)].map(
    ({ what, why, fix, ...result }) => {
      return { ...result, what: clean(what), why: clean(why), fix: clean(fix) };
    }
  );
}

/** Records which hosts answered and which did not: one silence says little, silence of all is the fault itself. */
function withHosts(ask: Ask, { answered, silent }: AskedHosts): Ask {
  return async (url, init) => {
    const answer = await ask(url, init);
    const { hostname } = new URL(url);
    // A refused certificate shows that a host answered; that check names the fault itself.
    if (isAnswer(answer) || answer.kind === 'certificate' || answer.kind === 'clock') answered.add(hostname);
    else silent.set(hostname, answer);
    return answer;
  };
}

const atFault = ({ name }: Listed): Result => skipped(name, settingsAtFault, fixSettings);

/** Runs a check; one that throws must not hide the others. */
async function tried({ name, check }: Listed, parts: CheckParts): Promise<readonly Result[]> {
  try {
    return await check(parts);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : 'for a reason it does not tell';
    return [skipped(name, `The check itself failed: ${reason}`)];
  }
}
