import { expect, test } from '@jest/globals';
import type { StoredChange } from '../../src/core/editing/entry-writer.ts';
import type { OpenedStore } from '../../src/storage/index.ts';

const change = (entryId: string, number: number, more: Partial<StoredChange> = {}): StoredChange => ({
  entryId,
  number,
  file: `resources/${entryId}.md`,
  created: false,
  edit: { set: { title: 'It’s “new”; —%_' }, lists: { asks: { add: ['how?'], remove: [] } }, body: 'A.\n\n- B.' },
  what: 'Edit',
  platform: 'slack',
  at: number,
  ...more
});

/** Behaviour of every store with changes of entries that wait for the files. */
export function entryChangeStoreContract(stores: () => { first: OpenedStore; second: OpenedStore }) {
  test('changes of entries come back as they were made, in the order in which they were made', async () => {
    const { first, second } = stores();
    const [one, other, two] = [
      change('b', 1, { at: 1, created: true }),
      change('a', 1, { at: 2 }),
      change('b', 2, { at: 3 })
    ];
    for (const each of [two, one, other]) expect(await first.entryChanges.add(each)).toBe(true);
    expect(await second.entryChanges.all()).toEqual([one, other, two]);
  });

  test('of twenty changes of one entry by two replicas at once exactly one is taken', async () => {
    const { first, second } = stores();
    const added = Array.from({ length: 20 }, (_, index) =>
      (index % 2 ? first : second).entryChanges.add(change('a', 1))
    );
    expect((await Promise.all(added)).filter(Boolean)).toHaveLength(1);
  });

  test('a change that was exported can no longer be taken back; one that landed is forgotten by age', async () => {
    const { first, second } = stores();
    for (const number of [1, 2]) await first.entryChanges.add(change('a', number));
    await first.entryChanges.exported([change('a', 1)], 10);
    await second.entryChanges.exported([change('a', 1)], 20);
    expect(await second.entryChanges.remove(change('a', 1))).toBe(false);
    expect(await second.entryChanges.remove(change('a', 2))).toBe(true);
    expect(await second.entryChanges.remove(change('a', 2))).toBe(false);
    await second.entryChanges.landed([change('a', 1)], 30);
    expect(await first.entryChanges.all()).toEqual([{ ...change('a', 1), exportedAt: 10, landedAt: 30 }]);
    expect(await first.entryChanges.forget(30)).toBe(0);
    expect(await first.entryChanges.forget(31)).toBe(1);
    expect(await second.entryChanges.all()).toEqual([]);
  });
}
