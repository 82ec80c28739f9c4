import type { Selectable } from 'kysely';
import type { Delivery, DeliveryState, Subscription } from '../core/tips/ledger.ts';
import type { Schema } from './engine/schema.ts';

export type SubscriptionRow = Selectable<Schema['subscriptions']>;
export type DeliveryRow = Selectable<Schema['deliveries']>;

/** Names of the two tables of a ledger. Every ledger's have the columns of the tips', under whose names they are typed. */
export interface LedgerTables {
  subscriptions: 'subscriptions';
  deliveries: 'deliveries';
}

export const tipTables: LedgerTables = { subscriptions: 'subscriptions', deliveries: 'deliveries' };
export const reminderTables = {
  subscriptions: 'reminders',
  deliveries: 'reminder_deliveries'
} as unknown as LedgerTables;

const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));
const parsed = <K extends string>(key: K, value: string | null): object =>
  value === null ? {} : { [key]: JSON.parse(value) };
const given = <K extends string>(key: K, value: string | number | null): object =>
  value === null ? {} : { [key]: value };

/** Returns a subscription as its row; `plannedAt` is when its next slot was computed. */
export function subscriptionRow(subscription: Subscription, plannedAt: number): SubscriptionRow {
  const { id, place, conversation, rule, state, pausedUntil, next, last, owner, reason, changedAt } = subscription;
  return {
    id,
    place,
    conversation: JSON.stringify(conversation),
    rule: JSON.stringify(rule),
    state,
    paused_until: pausedUntil ?? null,
    next_at: next?.at ?? null,
    next: json(next),
    last: json(last),
    owner: json(owner),
    reason: reason ?? null,
    changed_at: changedAt,
    planned_at: plannedAt
  };
}

export function subscriptionOf(row: SubscriptionRow): Subscription {
  return {
    id: row.id,
    place: row.place,
    conversation: JSON.parse(row.conversation),
    rule: JSON.parse(row.rule),
    state: row.state as Subscription['state'],
    changedAt: row.changed_at,
    ...given('pausedUntil', row.paused_until),
    ...parsed('next', row.next),
    ...parsed('last', row.last),
    ...parsed('owner', row.owner),
    ...given('reason', row.reason)
  };
}

export function deliveryRow(delivery: Delivery): DeliveryRow {
  const { id, subscriptionId, date, dueAt, tip, state, way, attempts, tryAt, remoteId, reason } = delivery;
  return {
    id,
    subscription_id: subscriptionId,
    date,
    due_at: dueAt,
    tip: tip ?? null,
    state,
    way: way ?? null,
    attempts,
    try_at: tryAt ?? null,
    lease: null,
    leased_at: null,
    remote_id: remoteId ?? null,
    reason: reason ?? null
  };
}

export function deliveryOf(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    subscriptionId: row.subscription_id,
    date: row.date,
    dueAt: row.due_at,
    state: row.state as DeliveryState,
    attempts: row.attempts,
    ...given('tip', row.tip),
    ...given('way', row.way),
    ...given('tryAt', row.try_at),
    ...given('remoteId', row.remote_id),
    ...given('reason', row.reason)
  };
}
