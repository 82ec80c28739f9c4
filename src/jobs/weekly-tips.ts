import { randomUUID } from 'node:crypto';
import type { Config } from '../config/config.ts';
import type { RoundStore } from '../core/assessments/rounds.ts';
import { createWeakTips } from '../core/assessments/weak-tips.ts';
import type { Knowledge } from '../core/model/entry.ts';
import type { Messenger } from '../core/model/messenger.ts';
import { createTips, type Tips } from '../core/tips/index.ts';
import type { TipStore } from '../core/tips/ledger.ts';
import type { Audit } from '../observability/audit.ts';
import type { Logger } from '../observability/logger.ts';
import { channelSender } from '../platforms/channel.ts';
import { platformFacts, repeatingOnUnknown } from '../platforms/facts.ts';
import { createZones } from './time-zones.ts';

interface Parts {
  store: TipStore;
  knowledge: () => Knowledge;
  /** Messengers by platform; may be filled after this is made. */
  messengers: ReadonlyMap<string, Messenger>;
  logger: Logger;
  /** Results of channels, whose weakest factors come first. */
  rounds: Pick<RoundStore, 'latestOf'>;
  /** Records who changed a channel's tips; absent where auditing is off. */
  audit?: Audit | undefined;
}

/**
 * Connects the weekly tips to this machine's clock, zones and random source, for the server and the command line alike.
 */
export function connectTips(config: Config, { store, knowledge, messengers, logger, rounds, audit }: Parts): Tips {
  const newId = randomUUID;
  const tips = createTips({
    store: audit ? recording(store, audit) : store,
    knowledge,
    messengers,
    zones: createZones(),
    log: (event, fields) => logger.info(event, fields),
    elapsed: () => performance.now(),
    newId,
    needs: createWeakTips(rounds, knowledge),
    perMinute: new Map(platformFacts.map(({ name, postsPerMinute }) => [name, postsPerMinute])),
    repeatOnUnknown: repeatingOnUnknown(config),
    admins: config.tipsAdmins,
    ...(config.curatorsChannel !== undefined && { tell: channelSender(config.curatorsChannel, config, messengers) })
  });
  return audit ? { ...tips, command: (message, now) => audit.as(message, () => tips.command(message, now)) } : tips;
}

/** Returns a store that records each change a person made to a channel's tips, and no scheduled one. */
function recording(store: TipStore, audit: Audit): TipStore {
  return {
    ...store,
    async save(subscription, now) {
      await store.save(subscription, now);
      audit.record('tips.changed', { place: subscription.place, state: subscription.state });
    },
    async takeBack(subscription, before, now) {
      const taken = await store.takeBack(subscription, before, now);
      if (taken) audit.record('tips.changed', { place: subscription.place, state: before?.state ?? 'ended' });
      return taken;
    }
  };
}
