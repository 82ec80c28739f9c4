import { randomUUID } from 'node:crypto';
import type { Config } from '../config/config.ts';
import type { Knowledge } from '../core/model/entry.ts';
import type { Messenger } from '../core/model/messenger.ts';
import { createTips, type Tips } from '../core/tips/index.ts';
import type { TipStore } from '../core/tips/ledger.ts';
import type { Logger } from '../observability/logger.ts';
import { teller } from '../platforms/channel.ts';
import { createZones } from './time-zones.ts';

interface Parts {
  store: TipStore;
  knowledge: () => Knowledge;
  /** By platform; may be filled after this is made. */
  messengers: ReadonlyMap<string, Messenger>;
  logger: Logger;
}

/**
 * Posts a minute to one workspace or tenant. Slack: chat.scheduleMessage is of tier 3, 50 and more a minute
 * (https://docs.slack.dev/apis/web-api/rate-limits). Teams: 30 a second for one app and tenant
 * (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit), of which two thirds are left to answers.
 */
const postsPerMinute: ReadonlyMap<string, number> = new Map([
  ['slack', 50],
  ['teams', 600]
]);

/** The weekly tips with this machine's clock, zones and chance: the same for the server and for the command line. */
export function connectTips(config: Config, { store, knowledge, messengers, logger }: Parts): Tips {
  const newId = randomUUID;
  return createTips({
    store,
    knowledge,
    messengers,
    zones: createZones(),
    log: (event, fields) => logger.info(event, fields),
    elapsed: () => performance.now(),
    newId,
    perMinute: postsPerMinute,
    repeatOnUnknown: new Set(config.tipsTeamsRetry ? ['teams'] : []),
    admins: config.tipsAdmins,
    ...(config.curatorsChannel !== undefined && { tell: teller(config.curatorsChannel, config, messengers) })
  });
}
