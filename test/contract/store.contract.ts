import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { OpenedStore } from '../../src/storage/index.ts';
import { entryChangeStoreContract } from './entry-change-store.contract.ts';
import { gapStoreContract } from './gap-store.contract.ts';
import { handoverStoreContract } from './handover-store.contract.ts';
import { roundStoreContract } from './round-store.contract.ts';
import { tipStoreContract } from './tip-store.contract.ts';

/** A moment in the week of writing; the store itself never looks at a clock for these. */
const now = Date.UTC(2026, 10, 23, 9);
const minute = 60_000;

/**
 * Behaviour of every store. A suite, not a test: the embedded store and PostgreSQL each run it.
 *
 * @param open gives the same, emptied or new, store; two of them opened for one test see the same contents
 */
export function storeContract(open: () => Promise<{ first: OpenedStore; second: OpenedStore }>) {
  let store: OpenedStore;
  let other: OpenedStore;
  let folder: string;

  beforeEach(async () => {
    ({ first: store, second: other } = await open());
    folder = await mkdtemp(join(tmpdir(), 'spread-bot-contract-'));
  });
  afterEach(async () => {
    await store.close();
    await other.close();
    await rm(folder, { recursive: true });
  });

  test('of fifty claims of one delivery by two replicas exactly one wins', async () => {
    const claims = Array.from({ length: 50 }, (_, index) =>
      (index % 2 ? store : other).handled.claim('Ev1', now, 5 * minute)
    );
    expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1);
  });

  test('however many are written at once, each is itself: claims, deliveries kept, last answers, questions', async () => {
    const sizes = [1, 2, 3, 16, 17, 40, 3, 1];
    for (const [index, size] of sizes.entries()) {
      const ids = Array.from({ length: size }, (_, id) => `${index}/${id}`);
      const [won] = await Promise.all([
        Promise.all(ids.map((id) => store.handled.claim(id, now, minute))),
        ...ids.map((id) => store.inbox.keep(id, 'dead', `sealed ${id}`, now)),
        ...ids.map((id) => store.memory.remember(`slack/${id}`, [id], now + minute)),
        ...ids.map((id) =>
          store.questions.record({ at: now + index, platform: 'slack', outcome: 'none', confidence: 0.5, text: id })
        )
      ]);
      expect(won).toEqual(ids.map(() => true));
      const again = ids.map((id) => other.handled.claim(id, now + 1, minute));
      expect(await Promise.all(again)).toEqual(ids.map(() => false));
      const recalled = ids.map((id) => other.memory.recall(`slack/${id}`, now));
      expect(await Promise.all(recalled)).toEqual(ids.map((id) => [id]));
      const asked = await other.questions.since(now + index);
      expect(asked.map(({ text }) => text).sort()).toEqual([...ids].sort());
      expect(asked.find(({ text }) => text === ids[0])).toEqual({
        at: now + index,
        platform: 'slack',
        outcome: 'none',
        confidence: 0.5,
        text: ids[0]
      });
      const left = await other.inbox.takeOver('heir', now + minute, minute, 100);
      expect(left.map(({ payload }) => payload).sort()).toEqual(ids.map((id) => `sealed ${id}`).sort());
      await Promise.all(ids.map((id) => other.inbox.done([id])));
      await Promise.all(ids.map((id) => other.handled.settle([id], now)));
    }
    expect(await store.inbox.takeOver('heir', now + 9 * minute, minute, 100)).toEqual([]);
  });

  test('a claim that was never settled is handed to one more caller, a settled one never', async () => {
    await store.handled.claim('Ev1', now, minute);
    await store.handled.claim('Ev2', now, minute);
    await store.handled.settle(['Ev2'], now + 1);
    expect(await other.handled.claim('Ev1', now + minute - 1, minute)).toBe(false);
    const late = [1, 2, 3].map(() => other.handled.claim('Ev1', now + minute, minute));
    expect((await Promise.all(late)).filter(Boolean)).toHaveLength(1);
    expect(await other.handled.claim('Ev2', now + 1000 * minute, minute)).toBe(false);
  });

  test('a claim that its holder renews is not handed on; renewing does not touch a settled one', async () => {
    await store.handled.claim('Ev1', now, minute);
    await store.handled.claim('Ev2', now, minute);
    await store.handled.settle(['Ev2'], now + 1);
    await store.handled.renew(['Ev1', 'Ev2', 'unknown'], now + minute);
    await store.handled.renew([], now + minute);
    expect(await other.handled.claim('Ev1', now + 2 * minute - 1, minute)).toBe(false);
    expect(await other.handled.claim('Ev1', now + 2 * minute, minute)).toBe(true);
    expect(await other.handled.claim('Ev2', now + 9 * minute, minute)).toBe(false);
  });

  test('what was answered without a claim is not claimed afterwards', async () => {
    await store.handled.settle(['Ev1', 'Ev2'], now);
    await store.handled.settle([], now);
    expect(await other.handled.claim('Ev1', now + 9 * minute, minute)).toBe(false);
    expect(await other.handled.claim('Ev2', now + 9 * minute, minute)).toBe(false);
  });

  test.each([
    ['two hours', 120],
    ['a day', 24 * 60]
  ])(
    'what was kept and claimed while a clock ran %s ahead is taken over when it is right again',
    async (_name, minutes) => {
      const ahead = now + minutes * minute;
      await store.inbox.keep('d1', 'dead', 'sealed', ahead);
      await store.handled.claim('Ev1', ahead, minute);
      expect(await other.inbox.takeOver('heir', now, minute, 10)).toHaveLength(1);
      expect(await other.inbox.takeOver('third', now + 1, minute, 10)).toEqual([]);
      expect(await other.handled.claim('Ev1', now, minute)).toBe(true);
      expect(await store.handled.claim('Ev1', now + 1, minute)).toBe(false);
    }
  );

  test('forgetting deliveries goes by the time of the claim and says how many', async () => {
    await store.handled.claim('old', now, minute);
    await store.handled.claim('new', now + 2 * minute, minute);
    expect(await store.handled.forget(now + minute)).toBe(1);
    expect(await store.handled.claim('old', now + 3 * minute, minute)).toBe(true);
    expect(await store.handled.claim('new', now + 3 * minute, 10 * minute)).toBe(false);
  });

  test('a delivery left behind goes to one caller, after a time of silence, until it is done', async () => {
    await store.inbox.keep('d1', 'dead', 'sealed 1', now);
    await store.inbox.keep('d2', 'living', 'sealed 2', now);
    await store.inbox.alive('living', now + minute);
    expect(await other.inbox.takeOver('heir', now + minute - 1, minute, 10)).toEqual([]);
    const heirs = await Promise.all(
      [store, other, store].map(({ inbox }) => inbox.takeOver('heir', now + minute, minute, 10))
    );
    expect(heirs.flat()).toEqual([{ id: 'd1', payload: 'sealed 1', keptAt: now, tries: 2 }]);
    await Promise.all([store.inbox.done(['d1']), store.inbox.done(['d2'])]);
    expect(await other.inbox.takeOver('heir', now + 9 * minute, minute, 10)).toEqual([]);
  });

  test('a delivery left behind goes to a process of the same platform', async () => {
    await store.inbox.keep('d1', 'dead', 'sealed 1', now);
    await store.inbox.keep('d2', 'teams/dead', 'sealed 2', now);
    const taken = async (owner: string) =>
      (await other.inbox.takeOver(owner, now + minute, minute, 10)).map(({ id }) => id);
    expect(await taken('teams/heir')).toEqual(['d2']);
    expect(await taken('heir')).toEqual(['d1']);
    await store.inbox.done(['d1', 'd2']);
  });

  test('a delivery that nobody finishes is forgotten with its payload, by the time it was kept', async () => {
    await store.inbox.keep('old', 'dead', 'sealed 1', now);
    await store.inbox.keep('new', 'dead', 'sealed 2', now + minute);
    await store.inbox.alive('dead', now + 2 * minute);
    expect(await other.inbox.forget(now + minute)).toBe(1);
    const left = await other.inbox.takeOver('heir', now + 9 * minute, minute, 10);
    expect(left.map(({ id }) => id)).toEqual(['new']);
  });

  test('the last answers are remembered until their time, by every replica, newest set only', async () => {
    expect(await store.memory.recall('slack/C1', now)).toEqual([]);
    await store.memory.remember('slack/C1', ['squire-2', 'pdsa'], now + minute);
    await store.memory.remember('slack/C1', ['pdsa'], now + minute);
    expect(await other.memory.recall('slack/C1', now)).toEqual(['pdsa']);
    expect(await other.memory.recall('slack/C1', now + minute)).toEqual([]);
    expect(await store.memory.forget(now + minute)).toBe(1);
    expect(await store.memory.forget(now + minute)).toBe(0);
  });

  test.each([
    [{ v: 2 }, []],
    [null, []],
    [[{ id: 'pdsa' }, 'squire-2'], ['squire-2']]
  ])('of last answers that another version wrote (%j) only what is known is recalled', async (written, recalled) => {
    await store.memory.remember('slack/C1', written as unknown as string[], now + minute);
    expect(await other.memory.recall('slack/C1', now)).toEqual(recalled);
  });

  test('questions come back as they were recorded, in order of time, and are purged by age', async () => {
    const asked = {
      at: now + 1,
      platform: 'slack',
      outcome: 'none' as const,
      confidence: 0.125,
      text: "it's 'quoted'; —%_\""
    };
    const older = { at: now, platform: 'teams', outcome: 'answer' as const, confidence: 0.5, entryId: 'pdsa' };
    await store.questions.record(asked);
    await store.questions.record(older);
    expect(await other.questions.since(now)).toEqual([older, asked]);
    expect(await other.questions.since(now + 1)).toEqual([asked]);
    expect(await store.questions.purge(now + 1)).toBe(1);
    expect(await store.questions.since(0)).toEqual([asked]);
  });

  test('any text a person can type is kept: NUL and half characters are left out, nothing else', async () => {
    const text = `a\0b \ud83d c 👩🏽‍⚕️ \u202e عربي ${'x'.repeat(10_000)}`;
    await store.questions.record({ at: now, platform: 'web', outcome: 'none', confidence: 0, text });
    const [kept] = await store.questions.since(now);
    expect(kept?.text).toBe(text.replace('\0', '').replace('\ud83d c', '\ufffd c'));
  });

  test('a person has one vote an answer, and may change it', async () => {
    await store.feedback.vote({ about: 'pdsa', voter: 'a', helpful: true, at: now });
    await store.feedback.vote({ about: 'pdsa', voter: 'b', helpful: true, at: now });
    await store.feedback.vote({ about: 'pdsa', voter: 'a', helpful: false, reason: 'too long', at: now + 1 });
    await store.feedback.vote({ about: 'cfir', voter: 'a', helpful: true, at: now });
    expect(await other.feedback.tally(now)).toEqual([
      { about: 'cfir', helpful: 1, unhelpful: 0 },
      { about: 'pdsa', helpful: 1, unhelpful: 1 }
    ]);
    expect(await other.feedback.tally(now + 1)).toEqual([{ about: 'pdsa', helpful: 0, unhelpful: 1 }]);
    expect(await other.feedback.tally(now, now)).toEqual([
      { about: 'cfir', helpful: 1, unhelpful: 0 },
      { about: 'pdsa', helpful: 1, unhelpful: 0 }
    ]);
    expect(await other.feedback.reasons(now)).toEqual([{ about: 'pdsa', helpful: false, reason: 'too long' }]);
    expect(await other.feedback.reasons(now, now)).toEqual([]);
    expect(await store.feedback.purge(now + 1)).toBe(2);
  });

  test('of fifty keys for one period by two replicas all get the first, until it is destroyed', async () => {
    const given = await Promise.all(
      Array.from({ length: 50 }, (_, index) => (index % 2 ? store : other).voterKeys.keep(688, `key ${index}`))
    );
    expect(new Set(given).size).toBe(1);
    expect(given[0]).toMatch(/^key \d+$/);
    expect(await other.voterKeys.keep(689, 'next')).toBe('next');
    expect(await store.voterKeys.destroy(689)).toBe(1);
    expect(await store.voterKeys.destroy(689)).toBe(0);
    expect(await other.voterKeys.keep(689, 'later')).toBe('next');
    expect(await store.voterKeys.keep(688, 'again')).toBe('again');
  });

  test('an installation is replaced, found and removed by id', async () => {
    await store.installations.save('slack/T1', 'sealed 1', now);
    await store.installations.save('slack/T1', 'sealed 2', now + 1);
    expect(await other.installations.find('slack/T1')).toBe('sealed 2');
    expect(await other.installations.find('slack/T2')).toBeUndefined();
    await store.installations.remove('slack/T1');
    expect(await other.installations.find('slack/T1')).toBeUndefined();
  });

  test('a store that can be written to passes its check', async () => {
    await expect(store.check()).resolves.toBeUndefined();
    await expect(store.check()).resolves.toBeUndefined();
  });

  test('a backup taken while another replica writes is whole, and brings everything back', async () => {
    for (let index = 0; index < 600; index += 1) await store.handled.claim(`before ${index}`, now, minute);
    await store.feedback.vote({ about: 'pdsa', voter: 'a', helpful: true, at: now });
    let going = true;
    const writer = (async () => {
      for (let index = 0; going; index += 1) {
        await other.questions.record({ at: now + index, platform: 'web', outcome: 'answer', confidence: 1 });
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    const file = join(folder, 'backup.db');
    const written = await store.backup(file);
    going = false;
    await writer;
    expect(written).toBeGreaterThanOrEqual(601);
    await store.feedback.vote({ about: 'pdsa', voter: 'a', helpful: false, at: now });
    await store.handled.claim('after', now, minute);

    expect(await other.restore(file)).toBe(written);
    expect(await store.feedback.tally(now)).toEqual([{ about: 'pdsa', helpful: 1, unhelpful: 0 }]);
    expect(await store.handled.claim('before 599', now, minute)).toBe(false);
    expect(await store.handled.claim('after', now, minute)).toBe(true);
  });

  test('a backup never overwrites a file, and what is no backup is refused with nothing changed', async () => {
    const file = join(folder, 'backup.db');
    await store.backup(file);
    await expect(store.backup(file)).rejects.toThrow(/is there already\. Give the backup another name/);
    await store.installations.save('slack/T1', 'sealed', now);
    await expect(store.restore(new URL(import.meta.url).pathname)).rejects.toThrow(
      /is damaged, or not made by .*Nothing was changed/
    );
    await expect(store.restore(join(folder, 'absent.db'))).rejects.toThrow(/cannot be read/);
    expect(await store.installations.find('slack/T1')).toBe('sealed');
    await expect(stat(`${file}.part`)).rejects.toThrow(/ENOENT/);
  });

  test('after a restore nothing is told again that may have been told since the backup', async () => {
    const asked = { id: 'a', state: 'waiting' as const, askedAt: now, platform: 'slack', question: 'How?' };
    await store.handovers.add(asked, ['question']);
    const file = join(folder, 'backup.db');
    await store.backup(file);
    const [claim] = await store.handovers.claim(now, 'one', minute, 9);
    await store.handovers.settle(claim!, { state: 'sent', remoteId: '1' }, [], now);
    await other.restore(file);
    expect(await store.handovers.claim(now + 1000 * minute, 'two', minute, 9)).toEqual([]);
    const told = await store.handovers.find('a');
    expect([told?.handover.question, told?.notices.question?.state]).toEqual(['How?', 'unsure']);
  });

  tipStoreContract(() => ({ first: store, second: other }));
  handoverStoreContract(() => ({ first: store.handovers, second: other.handovers }));

  gapStoreContract(() => ({ first: store, second: other }));
  roundStoreContract(() => ({ first: store, second: other }));
  entryChangeStoreContract(() => ({ first: store, second: other }));
}
