import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { type Claim, type Delivery, lateReason, type PlanStep, type Subscription } from '../../src/core/tips/ledger.ts';
import { defaultRule } from '../../src/core/tips/wish.ts';
import type { OpenedStore } from '../../src/storage/index.ts';
import { channel, day, minute } from '../support/tips-world.ts';

const now = Date.UTC(2026, 10, 23, 9);

/** @param index tells subscriptions apart; the slot of each is due at `now` */
function subscriptionOf(index: number): Subscription {
  const id = `s${String(index).padStart(4, '0')}`;
  return {
    id,
    place: `fake/T1/${id}`,
    conversation: channel(id),
    rule: defaultRule('Europe/London'),
    state: 'active',
    next: { period: '2026-W48', date: '2026-11-23', at: now },
    changedAt: now - day
  };
}

function deliveryOf({ id }: Subscription, more: Partial<Delivery> = {}): Delivery {
  const state = 'planned' as const;
  return {
    id: `${id}/2026-W48`,
    subscriptionId: id,
    date: '2026-11-23',
    dueAt: now,
    tip: 't1',
    state,
    attempts: 0,
    tryAt: now,
    ...more
  };
}

const stepOf = (subscription: Subscription, more: Partial<Delivery> = {}): PlanStep => ({
  subscription,
  deliveries: [deliveryOf(subscription, more)],
  next: { period: '2026-W49', date: '2026-11-30', at: now + 7 * day },
  last: subscription.next
});

/** Behaviour of every store for subscriptions and the ledger. Two stores opened for one test see the same contents. */
export function tipStoreContract(opened: () => { first: OpenedStore; second: OpenedStore }) {
  const first = () => opened().first.tips;
  const second = () => opened().second.tips;
  const fill = async (count: number): Promise<Subscription[]> => {
    const all = Array.from({ length: count }, (_, index) => subscriptionOf(index));
    for (const subscription of all) await first().save(subscription, now - day);
    return all;
  };
  const planned = async (count: number): Promise<void> => {
    await first().plan(
      (await fill(count)).map((subscription) => stepOf(subscription)),
      now
    );
  };

  test('a subscription comes back as it was saved, by its place, and a place has one', async () => {
    const subscription: Subscription = {
      ...subscriptionOf(1),
      pausedUntil: '2026-12-25',
      last: { period: '2026-W47', date: '2026-11-16', at: now - 7 * day },
      owner: channel('D1', { direct: true }),
      reason: 'because'
    };
    await first().save(subscription, now);
    expect(await second().find(subscription.place)).toEqual(subscription);
    await second().save({ ...subscriptionOf(1), id: 'another' }, now);
    expect(await first().find(subscription.place)).toEqual(subscriptionOf(1));
    expect(await first().find('fake/T1/absent')).toBeUndefined();
  });

  test('the subscriptions of a tenant are its own, and of no tenant whose name begins alike', async () => {
    const [one] = await fill(2);
    await first().save({ ...one!, id: 'x', place: 'fake/T10/C1' }, now);
    await first().save({ ...one!, id: 'y', place: 'other/T1/C1' }, now);
    expect((await second().inTenant('fake', 'T1')).map(({ id }) => id)).toEqual(['s0000', 's0001']);
    expect(await second().inTenant('fake', undefined)).toEqual([]);
  });

  test('due subscriptions come earliest first, without the paused', async () => {
    const [one, two, three] = await fill(3);
    await first().save({ ...two!, next: { ...two!.next!, at: now - minute } }, now);
    const { next, ...paused } = { ...three!, state: 'paused' as const };
    await first().save(paused, now);
    expect((await second().due(now, 10)).map(({ id }) => id)).toEqual([two!.id, one!.id]);
    expect(await second().due(now, 1)).toHaveLength(1);
    expect(await second().due(now - day, 10)).toEqual([]);
  });

  test('two replicas that plan the same slots at once make one line each', async () => {
    const all = await fill(40);
    const made = await Promise.all(
      [first(), second()].map((store) =>
        store.plan(
          all.map((each) => stepOf(each)),
          now
        )
      )
    );
    expect(made[0]! + made[1]!).toBe(40);
    expect(await first().due(now + day, 100)).toEqual([]);
  });

  test('a plan made from what was changed in the meantime does nothing', async () => {
    const [one] = await fill(1);
    const changed = { ...one!, next: { ...one!.next!, at: now + day } };
    await second().save(changed, now);
    expect(await first().plan([stepOf(one!)], now)).toBe(0);
    expect((await first().find(one!.place))?.next).toEqual(changed.next);
    await second().save({ ...one!, state: 'paused' }, now);
    expect(await first().plan([stepOf(one!)], now)).toBe(0);
  });

  test('after a restore nothing that was due since the backup goes out again, and the rest goes on', async () => {
    await planned(3);
    const [claim] = await first().claim(now, 'w', [], 1);
    await first().settle(claim!, { state: 'sent' });
    const folder = await mkdtemp(join(tmpdir(), 'spread-bot-restore-'));
    await opened().first.backup(join(folder, 'backup.db'));
    await opened().second.restore(join(folder, 'backup.db'));
    await rm(folder, { recursive: true });
    expect(await first().claim(Date.now() + day, 'x', ['w'], 10)).toEqual([]);
    expect(await first().counts(0)).toEqual({ sent: 1, unsure: 2 });
    const again = await first().plannedAfter(Date.now(), 10);
    expect(again).toHaveLength(3);
    expect(again[0]!.changedAt).toBeGreaterThan(now);
  });

  test('a period is planned once, whatever clocks do, but for one skipped as too late', async () => {
    const [one, two] = await fill(2);
    await first().plan([stepOf(one!), stepOf(two!, { state: 'skipped', reason: lateReason })], now);
    for (const each of [one!, two!]) await first().save(each, now);
    expect(await second().plan([stepOf(one!), stepOf(two!)], now)).toBe(1);
    expect((await second().deliveries(two!.id, 5)).map(({ state }) => state)).toEqual(['planned']);
  });

  test('of many workers that claim at once each delivery goes to one', async () => {
    await planned(100);
    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 ? first() : second()).claim(now, `w${index}`, [], 7))
    );
    const ids = claims.flat().map(({ delivery }) => delivery.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(100);
    expect(new Set((await first().leases()).map(({ lease }) => lease))).toEqual(
      new Set(claims.flat().map(({ lease }) => lease))
    );
  });

  test('only who holds the lease begins and settles; after a take-over the first holder changes nothing', async () => {
    await planned(1);
    const [claim] = (await first().claim(now, 'dead', [], 10)) as [Claim];
    expect(await second().claim(now, 'other', [], 10)).toEqual([]);
    expect(await second().leases()).toEqual([{ lease: 'dead', at: now }]);
    const [taken] = (await second().claim(now, 'living', ['dead'], 10)) as [Claim];
    expect(await first().begin(claim, 'post', 't1')).toBe(false);
    expect(await second().begin(taken, 'post', 't2')).toBe(true);
    expect(await first().settle(claim, { state: 'planned', tryAt: now })).toBe(false);
    expect(await second().settle(taken, { state: 'sent', remoteId: 'm1' })).toBe(true);
    const [line] = await first().deliveries(taken.subscription.id, 5);
    expect(line).toMatchObject({ state: 'sent', way: 'post', tip: 't2', attempts: 1, remoteId: 'm1' });
    expect(line).not.toHaveProperty('tryAt');
    expect(await first().claim(now + day, 'later', ['living'], 10)).toEqual([]);
    expect(await first().leases()).toEqual([]);
  });

  test('one open delivery can be taken out of turn, unless somebody holds it', async () => {
    await planned(1);
    const id = deliveryOf(subscriptionOf(0)).id;
    expect(await first().take(id, 'chat', now)).toBe(true);
    expect(await second().take(id, 'other', now)).toBe(false);
    await first().settle(
      { delivery: deliveryOf(subscriptionOf(0)), subscription: subscriptionOf(0), lease: 'chat' },
      { state: 'skipped' }
    );
    expect(await second().take(id, 'other', now)).toBe(false);
  });

  test('many outcomes at once are all written, each with its own', async () => {
    await planned(60);
    const claims = await first().claim(now, 'w', [], 100);
    await Promise.all(claims.map((claim) => first().begin(claim, 'post', 't1')));
    const settled = await Promise.all(
      claims.map((claim, index) => first().settle(claim, { state: index % 3 ? 'sent' : 'unsure' }))
    );
    expect(settled.every(Boolean)).toBe(true);
    expect(await second().counts(now)).toEqual({ sent: 40, unsure: 20 });
  });

  test('what was posted is known by tip, with the latest time, and old lines can be purged', async () => {
    const [one] = await fill(1);
    const steps = [
      deliveryOf(one!, { id: 'a', dueAt: now - 2 * day, tip: 't1' }),
      deliveryOf(one!, { id: 'b', dueAt: now - day, tip: 't1' }),
      deliveryOf(one!, { id: 'c', dueAt: now, tip: 't2', state: 'skipped' })
    ];
    await first().plan([{ ...stepOf(one!), deliveries: steps }], now);
    for (const claim of await first().claim(now, 'w', [], 2)) await first().settle(claim, { state: 'sent' });
    expect((await second().posted([one!.id])).get(one!.id)).toEqual(new Map([['t1', now - day]]));
    expect(await second().purge(now - day)).toBe(1);
  });

  test('subscriptions planned in what is now the future are found', async () => {
    const [one] = await fill(1);
    await first().save(one!, now + day);
    expect((await second().plannedAfter(now, 10)).map(({ id }) => id)).toEqual([one!.id]);
    expect(await second().plannedAfter(now + day, 10)).toEqual([]);
  });
}
