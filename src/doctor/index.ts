import { createLogger, hideSecrets } from '../logger.ts';
import { createAsk } from './ask.ts';
import { channels } from './channels.ts';
import type { Check, CheckParts, Environment } from './check.ts';
import { clock } from './clock.ts';
import { knowledge } from './knowledge.ts';
import { disk, nodeVersion, port } from './machine.ts';
import { publicAddress } from './public-address.ts';
import { type Result, skipped } from './result.ts';
import { readSettings, secretsOf } from './settings.ts';
import { messagesTab, slackBot } from './slack/bot.ts';
import { oauth } from './slack/oauth.ts';
import { socketMode } from './slack/socket.ts';
import { store } from './store.ts';
import { credentials } from './teams/credentials.ts';
import { teamsChannel, teamsHosts } from './teams/hosts.ts';

export { type Drawing, draw } from './draw.ts';
export type { Result } from './result.ts';

/** Every check after the settings, in the order in which they are told. */
const checks: Readonly<Record<string, Check>> = {
  node: nodeVersion,
  knowledge,
  store,
  disk,
  port,
  clock,
  'slack-token': slackBot,
  'slack-socket-mode': socketMode,
  'slack-oauth': oauth,
  'slack-messages-tab': messagesTab,
  'teams-credentials': credentials,
  'teams-hosts': teamsHosts,
  'teams-channel': teamsChannel,
  channels,
  'public-address': publicAddress
};

/** What the doctor needs of the machine and the network. */
export interface DoctorParts extends Pick<CheckParts, 'url' | 'now' | 'nodeVersion' | 'freeBytes'> {
  environment: Environment;
  fetch: typeof fetch;
  /** Limit of one call, in milliseconds. */
  timeoutMs: number;
}

/**
 * Looks at settings, machine, store, platforms and address, all at once. Nothing is changed but the store's own mark of its
 * check, nobody is written to, and no secret is in what comes back.
 */
export async function examine({ environment, fetch, timeoutMs, ...rest }: DoctorParts): Promise<readonly Result[]> {
  const { config, results } = readSettings(environment);
  const logger = createLogger({ level: 'silent' });
  const parts: CheckParts = { ...rest, config, environment, ask: createAsk(fetch, timeoutMs), logger };
  const found = await Promise.all(Object.entries(checks).map(([name, check]) => tried(name, check, parts)));
  const secrets = secretsOf(environment);
  const clean = (text: string): string => hideSecrets(text, secrets);
  return [...results, ...found.flat()].map(({ what, why, fix, ...result }) => {
    return { ...result, what: clean(what), why: clean(why), fix: clean(fix) };
  });
}

/** A check that breaks must not hide the others. */
async function tried(name: string, check: Check, parts: CheckParts): Promise<readonly Result[]> {
  try {
    return await check(parts);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : 'for a reason it does not tell';
    return [skipped(name, `The check itself failed: ${reason}`)];
  }
}
