import type { Conversation } from '../model/message.ts';
import type { TipRule } from './rule.ts';
import type { Slot } from './schedule.ts';

/** A channel's subscription to tips. Times are milliseconds since 1970. */
export interface Subscription {
  id: string;
  /** Platform, tenant and channel as one text: a channel has at most one subscription. */
  place: string;
  conversation: Conversation;
  rule: TipRule;
  /** State; `ended` by `stop`, or because the channel cannot be reached; kept for its history. */
  state: 'active' | 'paused' | 'ended';
  /** Date `YYYY-MM-DD` on which tips resume, for a pause with an end. */
  pausedUntil?: string;
  /** Next slot; absent while paused or ended. */
  next?: Slot;
  /** Slot that was planned last. */
  last?: Slot;
  /** Conversation for notifying the subscriber that the channel cannot be reached. */
  owner?: Conversation;
  /** Reason for the end. */
  reason?: string;
  /** Time of the last change to `rule` or `state`: no slot before it is caught up. */
  changedAt: number;
}

/**
 * State of a delivery. `planned`: not requested, or refused for now. `asked`: requested, no response recorded.
 * `scheduled`: the remote API holds it until its time. The rest are final: `sent`; `unsure`, not known whether it
 * arrived; `skipped`; `refused` permanently.
 */
export type DeliveryState = 'planned' | 'asked' | 'scheduled' | 'sent' | 'unsure' | 'skipped' | 'refused';

/** One slot of one subscription: a row of the ledger, written before anything is sent. */
export interface Delivery {
  /** Id made of subscription and period: no clock, replica or manual run can create a second one. */
  id: string;
  subscriptionId: string;
  /** Date by the wall clock of the rule. */
  date: string;
  /** Time of the slot plus its offset in the spread, a whole second. */
  dueAt: number;
  /** Id of the tip; absent where the slot was skipped before one was chosen. */
  tip?: string;
  state: DeliveryState;
  /** Method of the request. */
  way?: 'post' | 'schedule';
  /** Number of requests to the remote API. */
  attempts: number;
  /** Time of the next step; absent when final. */
  tryAt?: number;
  /** Id given by the remote API. */
  remoteId?: string;
  reason?: string;
}

/** A delivery claimed by one worker. Only the holder of `lease` may change it. */
export interface Claim {
  delivery: Delivery;
  subscription: Subscription;
  lease: string;
}

/** A worker's lease on deliveries, with its start by that worker's clock. */
export interface Lease {
  lease: string;
  at: number;
}

/** Changes from planning one subscription, all or nothing, applied only if `next` is unchanged since it was read. */
export interface PlanStep {
  subscription: Subscription;
  deliveries: readonly Delivery[];
  next: Slot | undefined;
  last: Slot | undefined;
}

/** Reason recorded for a slot skipped because it was too late. */
export const lateReason = 'too late';
/** Reason recorded for a slot cancelled because its rule changed. */
export const movedReason = 'moved';
/** Reasons for which a skipped period may be planned again: after a clock was set back, or for another day. */
export const reopened: readonly string[] = [lateReason, movedReason];

/** Stores subscriptions and the delivery ledger. */
export interface TipStore {
  find(place: string): Promise<Subscription | undefined>;
  /** Creates or replaces the subscription of a place. */
  save(subscription: Subscription, now: number): Promise<void>;
  /**
   * Takes back a subscription that was saved a moment ago and never begun: puts back the one before it or deletes it.
   * Returns false, and changes nothing, where somebody has changed it since.
   */
  takeBack(subscription: Subscription, before: Subscription | undefined, now: number): Promise<boolean>;
  /** Returns subscriptions in order of id, for iterating over all of them. */
  page(afterId: string, limit: number): Promise<readonly Subscription[]>;
  /** Returns the subscriptions of one workspace or tenant. */
  inTenant(platform: string, tenant: string | undefined): Promise<readonly Subscription[]>;
  /** Returns active subscriptions whose next slot begins at or before `until`, earliest first. */
  due(until: number, limit: number): Promise<readonly Subscription[]>;
  /** Returns active subscriptions planned after `moment`, which happens when the clock was set back since. */
  plannedAfter(moment: number, limit: number): Promise<readonly Subscription[]>;
  /** Applies plans in one transaction; returns the number of new deliveries. */
  plan(steps: readonly PlanStep[], now: number): Promise<number>;
  /** Returns the time of each tip's last post, certain or possible, by subscription. */
  posted(subscriptionIds: readonly string[]): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>>;
  /**
   * Claims deliveries that are due and not leased, or leased by a holder in `orphans`.
   *
   * @param lease a new unique text
   */
  claim(now: number, lease: string, orphans: readonly string[], limit: number): Promise<readonly Claim[]>;
  /** Returns all leases held at this moment. */
  leases(): Promise<readonly Lease[]>;
  /** Claims one free, open delivery out of order. Returns false if it is leased. */
  take(deliveryId: string, lease: string, now: number): Promise<boolean>;
  /**
   * Records that the request to the remote API is about to be sent. Returns false if the lease is lost: then do not
   * send it.
   */
  begin(claim: Claim, way: 'post' | 'schedule', tip: string): Promise<boolean>;
  /** Stores the outcome and releases the lease. Returns false if the lease is lost and nothing was written. */
  settle(claim: Claim, outcome: DeliveryOutcome): Promise<boolean>;
  /** Returns the latest deliveries of a subscription, newest first. */
  deliveries(subscriptionId: string, limit: number): Promise<readonly Delivery[]>;
  /** Counts the deliveries due since `since` by state. */
  counts(since: number): Promise<Readonly<Partial<Record<DeliveryState, number>>>>;
  /** Deletes final deliveries due before `before`; returns the number deleted. */
  purge(before: number): Promise<number>;
}

export type DeliveryOutcome = Pick<Delivery, 'state'> &
  Partial<Pick<Delivery, 'tryAt' | 'tip' | 'remoteId' | 'reason'>>;
