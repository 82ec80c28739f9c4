import type { Conversation } from '../model/message.ts';
import type { TipRule } from './rule.ts';
import type { Slot } from './schedule.ts';

/** A channel that gets tips. Times are milliseconds since 1970. */
export interface Subscription {
  id: string;
  /** Platform, tenant and channel as one text: a channel has one subscription, ever. */
  place: string;
  conversation: Conversation;
  rule: TipRule;
  /** `ended` by `stop`, or because the channel cannot be reached; kept for its history. */
  state: 'active' | 'paused' | 'ended';
  /** `YYYY-MM-DD` on which tips come back, for a pause with an end. */
  pausedUntil?: string;
  /** The slot that comes next; absent while paused or ended. */
  next?: Slot;
  /** The slot that was planned last. */
  last?: Slot;
  /** Where to tell whoever subscribed that the channel cannot be reached. */
  owner?: Conversation;
  /** Why it ended. */
  reason?: string;
  /** When `rule` or `state` was changed last: no slot before it is caught up. */
  changedAt: number;
}

/**
 * `planned`: nothing asked of the far side, or it refused for now. `asked`: asked, no answer kept. `scheduled`: the far
 * side holds it until its time. The rest are final: `sent`; `unsure`, nobody can tell; `skipped`; `refused` for good.
 */
export type DeliveryState = 'planned' | 'asked' | 'scheduled' | 'sent' | 'unsure' | 'skipped' | 'refused';

/** One slot of one subscription: the ledger's line. Written before anything is sent. */
export interface Delivery {
  /** Subscription and period: no clock, replica or hand-started run can make a second one. */
  id: string;
  subscriptionId: string;
  /** By the wall clock of the rule. */
  date: string;
  /** The slot and its place in the spread, a whole second. */
  dueAt: number;
  /** Id of the tip; absent where the slot was skipped before one was chosen. */
  tip?: string;
  state: DeliveryState;
  /** How it was asked for. */
  way?: 'post' | 'schedule';
  /** How often the far side was asked. */
  attempts: number;
  /** When to do the next step; absent when final. */
  tryAt?: number;
  /** The far side's id. */
  remoteId?: string;
  reason?: string;
}

/** A delivery in the hands of one worker. Only who holds `lease` may change it. */
export interface Claim {
  delivery: Delivery;
  subscription: Subscription;
  lease: string;
}

/** A worker's hold on deliveries, and when it was taken by that worker's clock. */
export interface Lease {
  lease: string;
  at: number;
}

/** What planning one subscription changes, all or nothing, and only if `next` is still as it was read. */
export interface PlanStep {
  subscription: Subscription;
  deliveries: readonly Delivery[];
  next: Slot | undefined;
  last: Slot | undefined;
}

/** Why a slot that was too late is skipped. */
export const lateReason = 'too late';
/** Why a slot was taken back when its rule was changed. */
export const movedReason = 'moved';
/** Skipped for one of these, a period may be planned after all: when a clock was put back, or for another day. */
export const reopened: readonly string[] = [lateReason, movedReason];

/** Subscriptions and the delivery ledger. */
export interface TipStore {
  find(place: string): Promise<Subscription | undefined>;
  /** Makes or replaces the subscription of a place. */
  save(subscription: Subscription, now: number): Promise<void>;
  /** Subscriptions in order of id, for going through all of them. */
  page(afterId: string, limit: number): Promise<readonly Subscription[]>;
  /** Those of one workspace or tenant. */
  inTenant(platform: string, tenant: string | undefined): Promise<readonly Subscription[]>;
  /** Active ones whose next slot begins at or before `until`, earliest first. */
  due(until: number, limit: number): Promise<readonly Subscription[]>;
  /** Active ones planned after `moment`: the clock was put back since. */
  plannedAfter(moment: number, limit: number): Promise<readonly Subscription[]>;
  /** Carries out plans in one transaction; returns the deliveries that are new. */
  plan(steps: readonly PlanStep[], now: number): Promise<number>;
  /** When each tip was posted last, or may have been, by subscription. */
  posted(subscriptionIds: readonly string[]): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>>;
  /**
   * Hands out deliveries whose time has come and that nobody holds, or that a holder in `orphans` has left behind.
   *
   * @param lease a text never used before
   */
  claim(now: number, lease: string, orphans: readonly string[], limit: number): Promise<readonly Claim[]>;
  /** The leases held at this moment, by anybody. */
  leases(): Promise<readonly Lease[]>;
  /** Takes one free, open delivery out of its turn. False when somebody holds it. */
  take(deliveryId: string, lease: string, now: number): Promise<boolean>;
  /** The intent: writes that the far side is about to be asked. False when the lease is lost: then do not ask. */
  begin(claim: Claim, way: 'post' | 'schedule', tip: string): Promise<boolean>;
  /** Writes the outcome and lets go. False when the lease is lost and nothing was written. */
  settle(claim: Claim, outcome: DeliveryOutcome): Promise<boolean>;
  /** The newest deliveries of a subscription, newest first. */
  deliveries(subscriptionId: string, limit: number): Promise<readonly Delivery[]>;
  /** How many deliveries due since `since` are in each state. */
  counts(since: number): Promise<Readonly<Partial<Record<DeliveryState, number>>>>;
  /** Deletes final deliveries due before `before`; returns how many. */
  purge(before: number): Promise<number>;
}

export type DeliveryOutcome = Pick<Delivery, 'state'> &
  Partial<Pick<Delivery, 'tryAt' | 'tip' | 'remoteId' | 'reason'>>;
