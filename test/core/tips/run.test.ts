import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { StoreError } from '../../../src/core/model/errors.ts';
import type { TipStore } from '../../../src/core/tips/ledger.ts';
import type { Fault } from '../../support/far-side.ts';
import { runs } from '../../support/property-runs.ts';
import {
  channel,
  createWorld,
  day,
  hour,
  minute,
  someTips,
  tipsCommand,
  type Way,
  type World
} from '../../support/tips-world.ts';

// Weeks go by in a test, some thousand runs; the machine may be busy.

const ways: readonly Way[] = ['schedule', 'post once', 'post again'];
let world: World;
afterEach(() => world.close());

const general = channel('C1');
const subscribe = async (rest = 'weekly monday 09:00', conversation = general) => {
  const tips = world.replica();
  await tips.command(tipsCommand(rest, conversation), world.now());
  return tips;
};
const states = async (address = 'C1') => {
  const subscription = await world.store.find(`fake/T1/${address}`);
  const all = await world.store.deliveries(subscription!.id, 1000);
  return all.map(({ date, state }) => `${date} ${state}`).reverse();
};
const times = (address = 'C1') => world.seen(address).map(({ at }) => new Date(at).toISOString().slice(0, 16));

/** Numbers between 0 and 1, the same for the same seed. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

describe.each(ways)('tips by way of “%s”', (way) => {
  test('come once a week at the time of the wall clock, over the clock change, each tip once', async () => {
    world = await createWorld(way, '2026-10-01T12:00:00Z');
    const tips = await subscribe();
    for (let week = 0; week < 8; week += 1) {
      const monday = Date.parse('2026-10-05T00:00:00Z') + week * 7 * day;
      await world.live(monday + 7 * hour, [tips], 12 * hour);
      await world.live(monday + 10 * hour, [tips], 5 * minute);
    }
    expect(times().map((at) => at.slice(0, 13))).toEqual([
      '2026-10-05T08',
      '2026-10-12T08',
      '2026-10-19T08',
      '2026-10-26T09',
      '2026-11-02T09',
      '2026-11-09T09',
      '2026-11-16T09',
      '2026-11-23T09'
    ]);
    expect(new Set(world.seen('C1').map(({ card }) => card.text)).size).toBe(8);
  });

  test('about what a channel rated lowest come first and say why; other channels keep their round', async () => {
    const why = 'You get this because it was lowest.';
    world = await createWorld(way, '2026-11-26T12:00:00Z', {
      needs: async (places) => new Map(places.includes('fake/T1/C1') ? [['fake/T1/C1', new Map([['tip-5', why]])]] : [])
    });
    const tips = await subscribe();
    await subscribe('weekly monday 09:00', channel('C2'));
    await world.live('2026-12-08T12:00:00Z', [tips], 3 * hour);
    const [first, second] = world.seen('C1').map(({ card }) => card.text);
    expect(first).toBe(`Tip number 5.\n\n${why}`);
    expect(second).toMatch(/^Tip number [^5]\.$/);
    expect(world.seen('C2').map(({ card }) => card.text)).not.toContainEqual(expect.stringContaining(why));
  });

  test('are posted within the minute of their slot, spread over it', async () => {
    world = await createWorld(way, '2026-11-30T08:00:00Z');
    const tips = world.replica();
    const names = Array.from({ length: 40 }, (_, index) => `C${index}`);
    for (const name of names) await subscribe('weekly monday 09:00', channel(name));
    await world.live('2026-11-30T08:59:00Z', [tips], minute);
    await world.live('2026-11-30T09:02:00Z', [tips], 5000);
    const all = names.flatMap((name) => world.seen(name).map(({ at }) => at));
    expect(all).toHaveLength(40);
    expect(Math.min(...all)).toBeGreaterThanOrEqual(Date.parse('2026-11-30T09:00:00Z'));
    expect(Math.max(...all)).toBeLessThan(Date.parse('2026-11-30T09:01:10Z'));
    expect(new Set(all.map((at) => Math.floor(at / 10_000))).size).toBeGreaterThanOrEqual(5);
  });

  test('a tip that is five hours late is posted, one of thirty hours is left out, and three weeks make no burst', async () => {
    world = await createWorld(way, '2026-11-01T12:00:00Z');
    const tips = await subscribe();
    world.pass(Date.parse('2026-11-02T14:00:00Z') - world.now());
    await world.live('2026-11-02T14:05:00Z', [tips]);
    world.pass(Date.parse('2026-11-10T15:00:00Z') - world.now());
    await world.live('2026-11-10T15:05:00Z', [tips]);
    world.pass(Date.parse('2026-11-30T12:00:00Z') - world.now());
    await world.live('2026-11-30T12:05:00Z', [tips]);
    expect(times()).toHaveLength(2);
    expect(await states()).toEqual([
      '2026-11-02 sent',
      '2026-11-09 skipped',
      '2026-11-16 skipped',
      '2026-11-23 skipped',
      '2026-11-30 sent'
    ]);
  });

  test('every fault of the far side, one request in two: none doubled, and none missing that is not on the list', async () => {
    world = await createWorld(way, '2026-11-29T12:00:00Z');
    const replicas = [world.replica(), world.replica(), world.replica()];
    const names = Array.from({ length: 30 }, (_, index) => `C${index}`);
    for (const name of names) await subscribe('daily 09:00', channel(name));
    const roll = dice(7);
    const faults: Fault[] = ['limited', 'bad', 'lost', 'reset'];
    world.far.withFaults(() => (roll() < 0.5 ? faults[Math.floor(roll() * 4)] : undefined));
    for (let days = 0; days < 4; days += 1) {
      await world.live(Date.parse('2026-11-30T08:25:00Z') + days * day, replicas, 6 * hour);
      await world.live(Date.parse('2026-11-30T09:40:00Z') + days * day, replicas, minute);
    }
    world.far.withFaults(() => undefined);
    await world.live('2026-12-04T08:00:00Z', replicas, hour);
    const keys = names.flatMap((name) => world.seen(name).map(({ key }) => key));
    const unsure: string[] = [];
    for (const name of names) unsure.push(...(await states(name)).filter((line) => line.endsWith('unsure')));
    const doubled = keys.length - new Set(keys).size;
    const lost = names.length * 4 - new Set(keys).size;
    if (way !== 'post again') expect(doubled).toBe(0);
    if (way === 'schedule') expect(lost).toBe(0);
    expect(lost).toBeLessThanOrEqual(unsure.length);
    if (way === 'post once') expect(unsure.length).toBeGreaterThan(0);
  });

  test('a clock that jumps an hour either way, or a year and back, doubles and loses nothing', async () => {
    world = await createWorld(way, '2026-11-29T12:00:00Z');
    const tips = await subscribe('daily 09:00');
    await world.live('2026-11-30T08:20:00Z', [tips], hour);
    await world.live('2026-11-30T08:45:00Z', [tips], minute);
    for (const jump of [hour, -hour, -hour, hour, 365 * day, -365 * day]) {
      world.setClock(world.now() + jump);
      await world.live(world.now() + 5 * minute, [tips], minute);
    }
    await world.live('2026-12-06T12:00:00Z', [tips], hour);
    const dates = times()
      .map((at) => at.slice(0, 10))
      .filter((date) => date < '2027');
    expect(dates).toEqual([
      '2026-11-30',
      '2026-12-01',
      '2026-12-02',
      '2026-12-03',
      '2026-12-04',
      '2026-12-05',
      '2026-12-06'
    ]);
    expect(new Set(world.seen('C1').map(({ key }) => key)).size).toBe(times().length);
  });

  test('whenever and however far a clock jumps, no tip is doubled, and none is missing that the report does not name', async () => {
    const jump = fc.record({
      afterMinutes: fc.integer({ min: 1, max: 2000 }),
      by: fc.constantFrom(hour, -hour, day, -day, 365 * day, -365 * day, 26 * hour, -30 * minute)
    });
    const history = fc.array(jump, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(history, async (jumps) => {
        world = await createWorld(way, '2026-11-29T12:00:00Z');
        const replicas = [await subscribe('daily 09:00'), world.replica()];
        for (const { afterMinutes, by } of jumps) {
          await world.live(world.now() + afterMinutes * minute, replicas, 30 * minute);
          world.setClock(world.now() + by);
        }
        const away = jumps.reduce((sum, { by }) => sum + by, 0);
        await world.live(world.now() + 5 * minute, replicas, minute);
        world.setClock(world.now() - away);
        await world.live(world.now() + 2 * day, replicas, 30 * minute);
        const seen = world.seen('C1').map(({ key }) => key.slice(-10));
        expect(new Set(seen).size).toBe(seen.length);
        const told = await states();
        for (let at = Date.parse('2026-11-30T09:00:00Z'); at < world.now() - hour; at += day) {
          const date = new Date(at).toISOString().slice(0, 10);
          expect([`${date} sent`, `${date} skipped`]).toContain(told.find((line) => line.startsWith(date)));
        }
        expect(told.filter((line) => line.endsWith('sent')).map((line) => line.slice(0, 10))).toEqual([...seen].sort());
        await world.close();
      }),
      { numRuns: runs(3) }
    );
    world = await createWorld(way, '2026-11-29T12:00:00Z');
  });

  test('a replica that dies in the middle of sending is taken over within a minute', async () => {
    world = await createWorld(way, '2026-11-30T08:00:00Z');
    const dying = await subscribe();
    const living = world.replica();
    let hung = 0;
    const hanging = new Promise<void>((resolve) => {
      world.far.withFaults(() => {
        if (hung > 0) return undefined;
        hung = world.now();
        resolve();
        return 'hang';
      });
    });
    while (hung === 0) {
      world.pass(5000);
      await Promise.race([dying.run(world.now()), hanging]);
    }
    expect(hung).toBeGreaterThan(0);
    await world.live(hung + 70_000, [living], 5000);
    expect(await world.store.leases()).toEqual([]);
    await world.live('2026-11-30T09:20:00Z', [living], 10_000);
    expect(await states()).toEqual([way === 'post once' ? '2026-11-30 unsure' : '2026-11-30 sent']);
    expect(times()).toHaveLength(way === 'post once' ? 0 : 1);
  });

  test('a store that is away for a minute, also between posting and writing it down: none doubled, none lost', async () => {
    world = await createWorld(way, '2026-11-29T12:00:00Z');
    let away: (method: string) => boolean = () => false;
    const flaky = new Proxy(world.store, {
      get:
        (store, method: keyof TipStore) =>
        async (...given: never[]) => {
          if (away(method)) throw new StoreError('The store cannot be used: it is away.');
          return (store[method] as (...all: never[]) => unknown)(...given);
        }
    });
    const replicas = [world.replica(flaky), world.replica(flaky)];
    const names = ['C1', 'C2', 'C3'];
    for (const name of names) await subscribe('weekly monday 09:00', channel(name));
    await world.live('2026-11-30T08:20:00Z', replicas, hour / 4);
    let since: number | undefined;
    away = (method) => {
      if (method === 'settle') since ??= world.now();
      return since !== undefined && world.now() < since + minute && (method === 'settle' || world.now() > since);
    };
    await world.live('2026-11-30T09:30:00Z', replicas, 10_000);
    expect(since).toBeDefined();
    for (const name of names) {
      expect(world.seen(name)).toHaveLength(1);
      expect(await states(name)).toEqual(['2026-11-30 sent']);
    }
  });

  test('a post whose outcome nobody can tell is sent once more where that is allowed, and never a third time', async () => {
    world = await createWorld(way, '2026-11-30T08:59:00Z');
    const tips = await subscribe();
    world.far.withFaults(() => 'lost');
    while (world.seen('C1').length === 0) await world.live(world.now() + 10_000, [tips], 10_000);
    // Where it is not to be sent once more, that is said at once.
    if (way === 'post once') expect(await states()).toEqual(['2026-11-30 unsure']);
    await world.live('2026-11-30T11:00:00Z', [tips], minute);
    if (way === 'schedule') return;
    expect(world.seen('C1')).toHaveLength(way === 'post again' ? 2 : 1);
    expect(await states()).toEqual(['2026-11-30 unsure']);
  });

  test('a closed channel ends its subscription, and whoever subscribed is told', async () => {
    world = await createWorld(way, '2026-11-29T12:00:00Z');
    const tips = world.replica();
    const me = channel('D1', { direct: true });
    await tips.command(tipsCommand('weekly monday 09:00', general, { direct: me }), world.now());
    world.far.withFaults((_, address) => (address === 'C1' ? 'gone' : undefined));
    await world.live('2026-11-30T08:30:00Z', [tips], hour);
    await world.live('2026-11-30T09:10:00Z', [tips], minute);
    await world.live('2026-12-07T09:10:00Z', [tips], 6 * hour);
    expect(await states()).toEqual(['2026-11-30 refused']);
    expect(await world.store.find('fake/T1/C1')).toMatchObject({ state: 'ended', reason: 'the channel is archived' });
    expect(world.far.shown.filter(({ address }) => address === 'D1')).toHaveLength(1);
  });

  test('a channel in which posting is suspended for two days keeps its tips, and the log says whom to ask', async () => {
    world = await createWorld(way, '2026-11-29T12:00:00Z');
    const tips = world.replica();
    const me = channel('D1', { direct: true });
    await tips.command(tipsCommand('weekly monday 09:00', general, { direct: me }), world.now());
    world.far.withFaults(() => 'refused');
    await world.live('2026-11-30T08:30:00Z', [tips], hour);
    await world.live('2026-12-02T09:10:00Z', [tips], hour);
    world.far.withFaults(() => undefined);
    await world.live('2026-12-07T08:30:00Z', [tips], 6 * hour);
    await world.live('2026-12-07T09:10:00Z', [tips], minute);
    expect(await states()).toEqual(['2026-11-30 skipped', '2026-12-07 sent']);
    expect(world.far.shown.filter(({ address }) => address === 'D1')).toEqual([]);
    const deferred = world.lines.find(({ event }) => event === 'tips.deferred');
    expect(deferred?.fields).toMatchObject({ refusal: 'ekm', fix: 'Ask.' });
  });

  test('a tip that is withdrawn between planning and posting never goes out', async () => {
    world = await createWorld(way, '2026-11-30T08:00:00Z');
    const tips = await subscribe();
    await world.live('2026-11-30T08:20:00Z', [tips], hour);
    await world.live('2026-11-30T08:40:00Z', [tips], minute);
    const [planned] = await world.store.deliveries((await world.store.find('fake/T1/C1'))!.id, 1);
    const doomed = planned?.tip ?? someTips[0]!.id;
    world.know(someTips.filter(({ id }) => id !== doomed));
    await world.live('2026-11-30T09:10:00Z', [tips], 10_000);
    expect(world.seen('C1')).toHaveLength(1);
    expect(world.seen('C1')[0]?.card.feedback?.about).not.toBe(doomed);
  });
});

describe('tips', () => {
  test('of a replica that dies in the middle of sending are taken over within a minute, also by one that is busy all the while', async () => {
    world = await createWorld('post once', '2026-11-30T08:00:00Z');
    const dying = await subscribe();
    const rest = Array.from({ length: 500 }, (_, index) => `R${index}`);
    const known = (await world.store.find('fake/T1/C1'))!;
    let hung = 0;
    world.far.withFaults((_, address) => {
      if (address === 'C1' && hung === 0) {
        hung = world.now();
        return 'hang';
      }
      world.pass(200);
      return undefined;
    });
    while (hung === 0) {
      world.pass(5000);
      void dying.run(world.now());
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const [left] = await world.store.leases();
    for (const name of rest) {
      const conversation = channel(name);
      await world.store.save({ ...known, id: name, place: `fake/T1/${name}`, conversation }, world.now());
    }
    let over: number | undefined;
    const watch = new Proxy(world.store, {
      get:
        (store, method: keyof TipStore) =>
        async (...given: never[]) => {
          const result = await (store[method] as (...all: never[]) => unknown)(...given);
          if (method === 'claim' && (given[2] as unknown as string[]).includes(left!.lease)) over ??= world.now();
          return result;
        }
    });
    const busy = world.replica(watch);
    while (over === undefined && world.now() < hung + 10 * minute) {
      await busy.run(world.now());
      world.pass(10_000);
    }
    expect(over! - hung).toBeLessThanOrEqual(minute);
  });

  test('keep to the rate of a tenant, and no more than a handful of writes is spent on waiting', async () => {
    world = await createWorld('post once', '2026-11-30T08:59:00Z', { perMinute: new Map([['fake', 30]]) });
    const tips = world.replica();
    const names = Array.from({ length: 60 }, (_, index) => `C${index}`);
    for (const name of names) await subscribe('weekly monday 09:00', channel(name));
    await world.live('2026-11-30T09:10:00Z', [tips], 5000);
    const all = names.flatMap((name) => world.seen(name).map(({ at }) => at)).sort();
    expect(all).toHaveLength(60);
    for (const at of all) {
      expect(all.filter((other) => other >= at && other < at + minute).length).toBeLessThanOrEqual(30 + 10 + 3);
    }
  });

  test('that are asked to wait wait, and so does the rest of the tenant', async () => {
    world = await createWorld('post once', '2026-11-30T08:59:00Z', { perMinute: new Map([['fake', 600]]) });
    const tips = world.replica();
    const names = Array.from({ length: 20 }, (_, index) => `C${index}`);
    for (const name of names) await subscribe('weekly monday 09:00', channel(name));
    const asked: number[] = [];
    world.far.withFaults(() => {
      asked.push(world.now());
      return asked.length === 1 ? 'limited' : undefined;
    });
    await world.live('2026-11-30T09:01:30Z', [tips], 500);
    await world.live('2026-11-30T09:10:00Z', [tips], 10_000);
    expect(names.flatMap((name) => world.seen(name))).toHaveLength(20);
    expect(asked.filter((at) => at > asked[0]! && at < asked[0]! + 1500)).toEqual([]);
  });

  test('of a topic without tips are left out and reported', async () => {
    world = await createWorld('post once', '2026-11-30T08:00:00Z');
    const tips = await subscribe('monday 09:00 about publishing');
    await world.live('2026-11-30T09:10:00Z', [tips], minute);
    expect(await states()).toEqual(['2026-11-30 skipped']);
  });

  test('follow a zone whose rules changed while the program was off', async () => {
    world = await createWorld('post once', '2026-11-29T12:00:00Z');
    await subscribe();
    const known = (await world.store.find('fake/T1/C1'))!;
    const wrong = { ...known.next!, at: known.next!.at + hour };
    await world.store.save({ ...known, next: wrong }, world.now());
    await world.live('2026-11-30T08:55:00Z', [world.replica()], hour);
    await world.live('2026-11-30T09:05:00Z', [world.replica()], minute);
    expect(times()[0]).toMatch(/^2026-11-30T09:0[01]$/);
  });
});
