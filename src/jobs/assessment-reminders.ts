import { randomUUID } from 'node:crypto';
import type { Sealing } from '../core/assessments/drafts.ts';
import type { ReminderPort } from '../core/assessments/kept-results.ts';
import type { Card } from '../core/model/card.ts';
import { type Conversation, channelOf, type Message } from '../core/model/message.ts';
import type { Messenger, ScheduledMessenger } from '../core/model/messenger.ts';
import { type Nation, nationOf } from '../core/tips/bank-holidays.ts';
import { zoneOf } from '../core/tips/changes.ts';
import type { TipStore } from '../core/tips/ledger.ts';
import { createReminders } from '../core/tips/reminders.ts';
import { type Timings, timings as usual } from '../core/tips/timings.ts';
import type { Logger } from '../observability/logger.ts';
import { factsOf, platformFacts } from '../platforms/facts.ts';
import { createZones } from './time-zones.ts';

interface ReminderJobParts {
  store: TipStore;
  /** Seals the addresses of people; those of channels are not sealed. */
  sealing: Sealing;
  /** Draws a reminder by its id; undefined where there is nothing to remind of any more. */
  cardOf: (id: string) => Promise<Card | undefined>;
  /** Messengers by platform; may be filled after this is made. */
  messengers: ReadonlyMap<string, Messenger | ScheduledMessenger>;
  /** Platforms on which a post without a response is repeated once. */
  repeatOnUnknown: ReadonlySet<string>;
  logger: Logger;
  /** Returns where the knowledge applies, as `about.yaml` says it. */
  region?: () => string | undefined;
  /** Weekly tips of channels, which may name the nation whose bank holidays a channel keeps. */
  tips?: Pick<TipStore, 'find'>;
  /** Other time spans than usual, and another monotonic clock, for tests. */
  timings?: Timings;
  elapsed?: () => number;
  /** Maximum number of posts a minute to one tenant, by platform; the platforms' own where not given. */
  perMinute?: ReadonlyMap<string, number>;
}

/** Label under which a person's address is sealed. */
const addressLabel = 'reminder/address';

/** Connects the reminders to do an assessment again with the tips' ledger, this machine's zones and its random source. */
export function connectReminders(parts: ReminderJobParts) {
  const { store, sealing, cardOf, messengers, repeatOnUnknown, logger } = parts;
  const zones = createZones();
  const opened = openedMessengers(messengers, sealing);
  const reminders = createReminders({
    store,
    messengers: opened,
    zones,
    elapsed: parts.elapsed ?? (() => performance.now()),
    newId: randomUUID,
    timings: parts.timings ?? usual,
    repeatOnUnknown,
    perMinute: parts.perMinute ?? new Map(platformFacts.map(({ name, postsPerMinute }) => [name, postsPerMinute])),
    log: (event, fields) => logger.info(event, fields),
    contents: {
      name: 'again',
      choose: async () => (subscription) => subscription.id,
      async contentOf({ subscription: { id } }) {
        const card = await cardOf(id);
        return card && { id, card: async () => card };
      }
    }
  });
  const holidaysOf = async (conversation: Conversation, zone: string): Promise<Nation | undefined> => {
    const tips = conversation.direct ? undefined : await parts.tips?.find(channelOf(conversation).place);
    return (tips?.state !== 'ended' && tips?.rule.holidays) || nationOf(zone, parts.region?.());
  };
  const port: ReminderPort = {
    ...reminders,
    async plan(id, conversation, at, message, now) {
      const zone = await zoneOf(message, { zones, messengers });
      const holidays = await holidaysOf(conversation, zone);
      const sealed = conversation.direct
        ? { ...conversation, address: await sealing.close(conversation.address, addressLabel) }
        : conversation;
      return reminders.plan(id, withoutNames(sealed), at, { zone, ...(holidays && { holidays }) }, now);
    },
    reach(message: Message): Conversation | undefined {
      const { conversation, from } = message;
      if (!factsOf(conversation.platform)?.reachesAbsent) return undefined;
      return conversation.direct ? conversation : from.direct;
    }
  };
  return { port, run: reminders.run };
}

/** Leaves out what besides the address could name a person. */
function withoutNames({ platform, tenant, address, direct, place, team, home }: Conversation): Conversation {
  const person = { platform, address, direct, ...(tenant && { tenant }) };
  return direct ? person : { ...person, ...(place && { place }), ...(team && { team }), ...(home && { home }) };
}

/** Returns messengers that open the address of a person before they write to it. */
function openedMessengers(
  messengers: ReadonlyMap<string, Messenger | ScheduledMessenger>,
  sealing: Sealing
): ReadonlyMap<string, Messenger | ScheduledMessenger> {
  const open = async (conversation: Conversation): Promise<Conversation> => {
    const address = conversation.direct ? await sealing.open(conversation.address, addressLabel) : conversation.address;
    if (address === undefined) throw new Error('The address of a person cannot be opened any more.');
    return { ...conversation, address };
  };
  const around = (inner: Messenger | ScheduledMessenger): Messenger | ScheduledMessenger => ({
    ...inner,
    send: async (conversation, card, key) => inner.send(await open(conversation), card, key),
    ...('schedule' in inner && {
      schedule: async (conversation: Conversation, card: Card, key: string, at: number) =>
        inner.schedule(await open(conversation), card, key, at),
      scheduled: async (conversation: Conversation) => inner.scheduled(await open(conversation)),
      unschedule: async (conversation: Conversation, id: string) => inner.unschedule(await open(conversation), id)
    })
  });
  return {
    ...messengers,
    get: (platform: string) => {
      const inner = messengers.get(platform);
      return inner && around(inner);
    }
  } as ReadonlyMap<string, Messenger | ScheduledMessenger>;
}
