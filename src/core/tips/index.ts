import type { Card } from '../model/card.ts';
import type { Knowledge, Tip } from '../model/entry.ts';
import { refusalFacts } from '../model/errors.ts';
import type { Command } from '../model/message.ts';
import type { Messenger, ScheduledMessenger } from '../model/messenger.ts';
import type { Reply } from '../model/reply.ts';
import { dayMs, mondayOf } from '../time/calendar.ts';
import type { Zones } from '../time/zones.ts';
import { cancelOpen } from './cancel.ts';
import { candidates, chooseTip, tipOfWeek } from './choose.ts';
import { answerTips, graspOfTips } from './command.ts';
import type { Claim, Delivery, DeliveryState, Subscription, TipStore } from './ledger.ts';
import { noNeeds, type TipNeeds } from './needs.ts';
import { createPaces } from './pace.ts';
import { isLeft, type LeftPlace } from './place.ts';
import { createRun, type RunReport } from './run.ts';
import { type Timings, timings as usual } from './timings.ts';
import { tipCard } from './tip-card.ts';
import { createTipContents } from './tip-contents.ts';

export interface TipsParts {
  store: TipStore;
  knowledge: () => Knowledge;
  /**
   * Messengers by platform; may be filled after the tips are created. Scheduling is used where a messenger supports it.
   */
  messengers: ReadonlyMap<string, Messenger | ScheduledMessenger>;
  zones: Zones;
  /** Logs errors and ended subscriptions, without text written by people. */
  log: (event: string, fields: Record<string, unknown>) => void;
  /** Returns the time of a monotonic clock, in milliseconds. */
  elapsed: () => number;
  /** Returns a unique id. */
  newId: () => string;
  /** Platforms on which a post without a response is repeated once, with the same key. None when not given. */
  repeatOnUnknown?: ReadonlySet<string>;
  /** Maximum number of posts a minute to one tenant, by platform; see `createPaces`. */
  perMinute?: ReadonlyMap<string, number>;
  /**
   * People who may change a channel's tips, in the format of `isNamed`; everybody in the channel where none is named.
   */
  admins?: readonly string[];
  /** Sends a card, besides the one to the subscriber, when a channel can no longer be reached. */
  tell?: (card: Card) => Promise<void>;
  timings?: Timings;
  /** Returns the tips a channel needs most; none are known where not given. */
  needs?: TipNeeds;
}

/** A subscription with its next tip, for listings. */
export interface TipOutlook {
  subscription: Subscription;
  /** Next tip, as things stand. */
  tip?: Tip;
  /** Last deliveries, newest first. */
  deliveries: readonly Delivery[];
}

export interface Tips {
  /** Handles a `tips` command. */
  command(message: Command, now: number): Promise<Reply>;
  /** Returns how well the arguments of `tips` are understood. */
  grasps(rest: string, now: number): ReturnType<typeof graspOfTips>;
  /** Plans slots that are near and takes every delivery one step further. Safe in any number of processes at once. */
  run(now: number, signal?: AbortSignal): Promise<RunReport>;
  /** Yields every subscription, read in pages. */
  list(): AsyncGenerator<TipOutlook>;
  /** Returns the subscriptions of one workspace or tenant, including ended ones. */
  inTenant(platform: string, tenant: string | undefined): Promise<readonly Subscription[]>;
  /**
   * Ends the tips of a channel, or of all channels of a team, from which the bot was removed; notifies the subscribers.
   */
  leave(where: LeftPlace, reason: string, now: number): Promise<void>;
  /** Counts the deliveries due since a moment, by state. */
  counts(since: number): Promise<Readonly<Partial<Record<DeliveryState, number>>>>;
  /** Returns one tip per week, the same for everybody, for places that show a tip without posting it. */
  tipOfTheWeek(now: number): Card | undefined;
  /**
   * Deletes deliveries older than `before`; returns the number deleted. Keep two years: a tip is not repeated before
   * all were posted.
   */
  purge(before: number): Promise<number>;
}

/** Creates the weekly tips. */
export function createTips(parts: TipsParts): Tips {
  const { store, knowledge, messengers, log, tell } = parts;
  const end = async (subscription: Subscription, reason: string, key: string, now: number): Promise<void> => {
    const { next, ...kept } = subscription;
    await store.save({ ...kept, state: 'ended', reason, changedAt: now }, now);
    const card: Card = {
      title: 'Tips have ended in a channel',
      text: `I can no longer post there, so I have stopped trying. If that is a mistake, add me to the channel again and write \`tips\` there.`,
      note: reason
    };
    const { owner } = subscription;
    const notified = owner && messengers.get(owner.platform)?.send(owner, card, `ended/${key}`);
    const results = await Promise.allSettled([notified, tell?.(card)]);
    const failures = results.filter(({ status }) => status === 'rejected').length;
    log('tips.ended', { subscription: subscription.id, reason, failures });
  };
  const gone = ({ subscription, delivery }: Claim, reason: string, now: number): Promise<void> =>
    end(subscription, reason, delivery.id, now);

  const onFailure = ({ delivery }: Claim, error: unknown): void => {
    const { name, code } = (error ?? {}) as { name?: string; code?: unknown };
    log('tips.deferred', {
      delivery: delivery.id,
      error: name,
      code: typeof code === 'string' ? code : undefined,
      ...refusalFacts(error)
    });
  };

  const needs = parts.needs ?? noNeeds;
  const contents = createTipContents({ store, knowledge, needs });
  const shared = { ...parts, contents, needs, timings: parts.timings ?? usual };
  const commandParts = { ...shared, admins: new Set(parts.admins) };
  return {
    command: (message, now) => answerTips(message, now, commandParts),
    grasps: (rest, now) => graspOfTips(rest, parts, now),
    run: createRun({
      ...shared,
      repeatOnUnknown: parts.repeatOnUnknown ?? new Set(),
      pace: createPaces(parts.perMinute, parts.elapsed),
      gone,
      onFailure
    }),
    async *list() {
      for (let after = ''; ; ) {
        const page = await store.page(after, 100);
        const last = page.at(-1);
        if (!last) return;
        after = last.id;
        const posted = await store.posted(page.map(({ id }) => id));
        const needed = await needs(page.map(({ place }) => place));
        for (const subscription of page) {
          const { next, rule, place, id } = subscription;
          const tips = candidates(knowledge(), rule.topics);
          const tip = next && chooseTip(tips, next.date, posted.get(id) ?? new Map(), place, needed.get(place)?.keys());
          yield { subscription, deliveries: await store.deliveries(id, 5), ...(tip && { tip }) };
        }
      }
    },
    inTenant: (platform, tenant) => store.inTenant(platform, tenant),
    async leave(where, reason, now) {
      for (const subscription of await store.inTenant(where.platform, where.tenant)) {
        if (subscription.state === 'ended' || !isLeft(subscription, where)) continue;
        await cancelOpen(subscription, reason, now, parts);
        await end(subscription, reason, `${subscription.id}/${now}`, now);
      }
    },
    counts: (since) => store.counts(since),
    tipOfTheWeek(now) {
      const tip = tipOfWeek(candidates(knowledge(), []), mondayOf(Math.floor(now / dayMs)));
      return tip && tipCard(tip, knowledge());
    },
    purge: (before) => store.purge(before)
  };
}
