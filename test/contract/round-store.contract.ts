import { expect, test } from '@jest/globals';
import type { Round } from '../../src/core/assessments/rounds.ts';
import type { OpenedStore } from '../../src/storage/index.ts';

const now = Date.UTC(2026, 10, 23, 9);
const day = 86_400_000;
const numbers = { people: 4, factors: { owner: [1, 1, 0, 0, 2, 0] } };

const round = (more: Partial<Round> = {}): Round => ({
  id: 'r1',
  assessment: 'will-it-last',
  version: 1,
  quick: false,
  project: 'Falls huddle',
  place: 'slack/T1/C1',
  conversation: { platform: 'slack', address: 'C1', direct: false, tenant: 'T1' },
  key: 'half',
  opener: 'hash',
  openedAt: now,
  next: { what: 'close', at: now + day },
  ...more
});

/** Behaviour of every store with assessments that channels do together; two of them see the same contents. */
export function roundStoreContract(open: () => { first: OpenedStore; second: OpenedStore }) {
  test('steps are counted by day, also when replicas count at once, and go when they are too old', async () => {
    const { first, second } = open();
    const times = Array.from({ length: 6 }, (_, index) => (index % 2 === 0 ? first : second));
    await Promise.all(times.map((store) => store.assessmentCounts.add('will-it-last', 'page-1', '2026-11-22')));
    await first.assessmentCounts.add('will-it-last', 'end-3', '2026-11-23');
    await first.assessmentCounts.add('write-it-up', 'page-1', '2026-11-21');
    const kept = [
      { day: '2026-11-22', assessment: 'will-it-last', step: 'page-1', count: 6 },
      { day: '2026-11-23', assessment: 'will-it-last', step: 'end-3', count: 1 }
    ];
    expect(await second.assessmentCounts.since('2026-11-22')).toEqual(kept);
    expect(await second.assessmentCounts.purge('2026-11-22')).toBe(1);
    expect(await first.assessmentCounts.since('')).toEqual(kept);
  });

  test('of each person and assessment one draft is kept, for every replica and for its time', async () => {
    const { first, second } = open();
    const draft = { owner: 'a', about: 'will-it-last', workspace: 'slack/T1/', sealed: 'one', until: now + day };
    await first.drafts.keep(draft, false, now);
    await second.drafts.keep({ ...draft, sealed: 'two' }, true, now);
    await second.drafts.keep({ ...draft, about: 'r1', sealed: 'round' }, false, now);
    await second.drafts.keep({ ...draft, owner: 'b', sealed: 'other' }, false, now);
    expect(await first.drafts.find('a', 'will-it-last', now + day - 1)).toBe('two');
    expect(await first.drafts.find('a', 'will-it-last', now + day)).toBeUndefined();
    expect(await first.drafts.find('b', 'r1', now)).toBeUndefined();
    expect(await second.drafts.forget('a')).toBe(2);
    expect(await first.drafts.find('a', 'r1', now)).toBeUndefined();
    expect(await first.drafts.find('b', 'will-it-last', now)).toBe('other');
    expect(await first.drafts.purge(now + day - 1)).toBe(0);
    expect(await first.drafts.purge(now + day)).toBe(1);
  });

  test('a report of fields that arrives after a form was sent brings nothing back; a new beginning does', async () => {
    const { first, second } = open();
    const draft = { owner: 'a', about: 'will-it-last', workspace: 'slack/T1/', sealed: 'one', until: now + day };
    await first.drafts.keep(draft, false, now);
    await first.drafts.keep({ ...draft, sealed: '', until: now + 2 }, false, now);
    await second.drafts.keep({ ...draft, sealed: 'late' }, true, now + 1);
    expect(await first.drafts.find('a', 'will-it-last', now + 1)).toBeUndefined();
    await second.drafts.keep({ ...draft, sealed: 'later' }, true, now + 2);
    expect(await first.drafts.find('a', 'will-it-last', now + 2)).toBe('later');
    await first.drafts.keep({ ...draft, sealed: '', until: now + 2 }, false, now);
    await first.drafts.keep({ ...draft, sealed: 'anew' }, false, now + 1);
    expect(await first.drafts.find('a', 'will-it-last', now + 1)).toBe('anew');
  });

  test('of closed rounds the last of each channel and assessment is listed, its numbers alone', async () => {
    const { first, second } = both();
    const closed = async (id: string, place: string, at: number, people: number): Promise<void> => {
      await first.open(round({ id, place }));
      await first.close(id, at, { ...numbers, people }, 'shown');
    };
    await closed('r1', 'slack/T1/C1', now, 4);
    await closed('r2', 'slack/T1/C1', now + 1, 5);
    await closed('r3', 'slack/T1/C2', now, 6);
    await closed('r4', 'slack/T1/C3', now + 2, 7);
    await first.open(round({ id: 'r5', place: 'slack/T1/C4' }));
    const of = (people: number) => ({ assessment: 'will-it-last', version: 1, numbers: { ...numbers, people } });
    const found = await second.closed(now + 1);
    expect(found.toSorted((a, b) => a.numbers.people - b.numbers.people)).toEqual([of(5), of(6)]);
  });

  const both = () => ({ first: open().first.assessments, second: open().second.assessments });

  test('a round comes back as it was, for every replica', async () => {
    const { first, second } = both();
    await first.open(round());
    expect(await second.find('r1')).toEqual(round());
    expect(await second.find('r2')).toBeUndefined();
  });

  test('one person’s later answers replace the earlier ones, and none is taken once it is closed', async () => {
    const { first, second } = both();
    await first.open(round());
    expect(await first.answer('r1', 'a', '012', now)).toBe(true);
    expect(await second.answer('r1', 'b', '000', now)).toBe(true);
    expect(await second.answer('r1', 'a', '444', now + 1)).toBe(true);
    expect(await first.answers('r1')).toEqual(['000', '444']);
    expect(await first.answer('unknown', 'a', '012', now)).toBe(false);
    const closed = await Promise.all([first, second, first].map((one) => one.close('r1', now + 2, numbers, 'shown')));
    expect(closed.filter(Boolean)).toHaveLength(1);
    expect(await second.answers('r1')).toEqual([]);
    expect(await second.answer('r1', 'c', '012', now + 3)).toBe(false);
    const { next: _, ...over } = round({ closedAt: now + 2, numbers });
    expect(await second.find('r1')).toEqual(over);
  });

  test('the last result of a channel is found, of one assessment or any, and of that channel alone', async () => {
    const { first, second } = both();
    for (const [id, assessment, place, at] of [
      ['r1', 'will-it-last', 'slack/T1/C1', 1],
      ['r2', 'ready-to-spread', 'slack/T1/C1', 2],
      ['r3', 'will-it-last', 'slack/T1/C2', 3]
    ] as const) {
      await first.open(round({ id, assessment, place }));
      await first.close(id, now + at, numbers, 'shown');
    }
    await first.open(round({ id: 'r4' }));
    await first.close('r4', now + 9, undefined, 'shown');
    const place = 'slack/T1/C1';
    expect((await second.latest(place))?.id).toBe('r2');
    expect((await second.latest(place, 'will-it-last'))?.id).toBe('r1');
    expect(await second.latest(place, 'will-it-last', now + 1)).toBeUndefined();
    expect(await second.latest('slack/T2/C1')).toBeUndefined();
    const ofBoth = await second.latestOf([place, 'slack/T1/C2', 'slack/T2/C1']);
    expect(ofBoth.map(({ id }) => id).sort()).toEqual(['r2', 'r3']);
    expect(await second.latestOf([])).toEqual([]);
  });

  test('a due step is taken in hand by one, and comes again only as it was settled', async () => {
    const { first, second } = both();
    await first.open(round());
    expect(await second.due(now + day - 1, 9)).toEqual([]);
    expect((await second.due(now + day, 9)).map(({ id }) => id)).toEqual(['r1']);
    const begun = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 ? first : second).begin('r1', 'close', now + day))
    );
    expect(begun.filter(Boolean)).toHaveLength(1);
    expect(await second.due(now + 2 * day, 9)).toEqual([]);
    await first.settle('r1', { what: 'close', at: now + 3 * day });
    expect(await second.begin('r1', 'close', now + 3 * day - 1)).toBe(false);
    expect(await second.begin('r1', 'close', now + 3 * day)).toBe(true);
    await first.settle('r1', undefined);
    expect(await second.find('r1')).not.toHaveProperty('next');
  });

  test('numbers are kept as long as was chosen, everything else for its time; what died in hand is not done again', async () => {
    const { first, second } = both();
    for (const id of ['old', 'chosen', 'new']) {
      await first.open(round({ id, openedAt: id === 'new' ? now : now - 90 * day, next: { what: 'close', at: now } }));
    }
    await first.answer('old', 'a', '012', now);
    await first.close('chosen', now - 89 * day, numbers, 'shown');
    await first.keep('chosen', now + 300 * day);
    await first.keep('new', now + 300 * day);
    expect(await first.begin('new', 'close', now)).toBe(true);
    expect(await second.purge(now - day, now, now)).toBe(1);
    expect(await second.find('new')).toHaveProperty('next');
    expect(await second.find('old')).toBeUndefined();
    expect(await second.answers('old')).toEqual([]);
    expect(await second.purge(now - day, now, now + 1)).toBe(0);
    // Nothing was sent, so it is due again: open, and closed with its result to post.
    expect(await second.begin('new', 'close', now)).toBe(true);
    await first.close('new', now, numbers, 'to-post');
    expect(await second.purge(now - day, now, now + 1)).toBe(0);
    expect(await second.begin('new', 'close', now + 1)).toBe(true);
    // The claim of the dead is another's by now; once it is recorded as sent, it is not due again.
    expect(await first.posting('new', now)).toBe(false);
    expect(await first.posting('new', now + 1)).toBe(true);
    expect(await second.posting('new', now + 1)).toBe(false);
    expect(await second.purge(now - day, now, now + 2)).toBe(0);
    expect(await second.find('new')).not.toHaveProperty('next');
    expect(await second.begin('new', 'close', now + 2)).toBe(false);
    expect(await second.purge(now - day, now + 300 * day, now)).toBe(1);
    expect(await second.find('chosen')).toBeUndefined();
    await second.erase('new');
    expect(await first.find('new')).toBeUndefined();
  });
}
