import { beforeEach, describe, expect, test } from '@jest/globals';
import type { KeyStore } from '../../src/core/model/store.ts';
import { createPseudonym, createVoterNames, keyPeriod } from '../../src/storage/pseudonym.ts';

const day = 24 * 60 * 60_000;
const now = 30 * day * 690 + day;

let rows: Map<number, string>;
let away: boolean;
let faults: string[];

beforeEach(() => {
  rows = new Map();
  away = false;
  faults = [];
});

const keys: KeyStore = {
  async keep(period, fresh) {
    if (away) throw new Error('away');
    if (!rows.has(period)) rows.set(period, fresh);
    return rows.get(period)!;
  },
  async destroy(before) {
    const old = [...rows.keys()].filter((period) => period < before);
    for (const period of old) rows.delete(period);
    return old.length;
  }
};
const replica = (...secrets: string[]) => createVoterNames({ keys, secrets, onFailure: (what) => faults.push(what) });

describe('the name of a voter', () => {
  test('is the same in every replica and after a restart, and another for each person', async () => {
    const [first, second] = [replica('token'), replica('token')];
    const name = await first('U1', now);
    expect(name).toMatch(/^[\w-]{22}$/);
    expect(await second('U1', now + 28 * day)).toBe(name);
    expect(await replica('token')('U1', now)).toBe(name);
    expect(await first('U2', now)).not.toBe(name);
  });

  test('changes after its 30 days, and the old key is gone', async () => {
    const names = replica('token');
    const name = await names('U1', now);
    const [old] = rows.values();
    expect(await names('U1', now + 30 * day)).not.toBe(name);
    expect([...rows.keys()]).toEqual([keyPeriod(now) + 1]);
    expect([...rows.values()]).not.toContain(old);
  });

  test('cannot be made from the store alone', async () => {
    const name = await replica('token', 'password')('U1', now);
    expect(await replica()('U1', now)).not.toBe(name);
    expect(await replica('token')('U1', now)).not.toBe(name);
  });

  test('is made in memory while the store is away, and by the store again once it is back', async () => {
    const [names, other] = [replica('token'), replica('token')];
    away = true;
    const spare = await names('U1', now);
    expect(await names('U1', now)).toBe(spare);
    expect(faults).toEqual(['store.voterKeys', 'store.voterKeys']);
    away = false;
    expect(await names('U1', now)).toBe(await other('U1', now));
    expect(await names('U1', now)).not.toBe(spare);
    away = true;
    expect(await names('U1', now)).toBe(await other('U1', now));
  });
});

test('a name for this process lasts 30 days', () => {
  const names = createPseudonym();
  const name = names('U1', now);
  expect(names('U1', now + 30 * day)).toBe(name);
  expect(names('U1', now + 31 * day)).not.toBe(name);
});
