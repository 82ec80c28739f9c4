import { describe, expect, test } from '@jest/globals';
import type { Change, Handover, HandoverStore } from '../../src/core/handover/handover.ts';

const now = Date.UTC(2026, 10, 23, 9);
const minute = 60_000;
const lease = 60_000;

const asked = (id: string, more: Partial<Handover> = {}): Handover => ({
  id,
  state: 'waiting',
  askedAt: now,
  platform: 'teams',
  question: 'How do we spread this?',
  asker: { platform: 'teams', address: 'chat-1', direct: true },
  ...more
});
const take: Change = { from: ['waiting'], to: 'taken', takenBy: 'Anna', tell: ['assigned'], drop: ['deliveryFailed'] };
const answer: Change = {
  from: ['waiting', 'taken'],
  to: 'answered',
  answer: 'Like this.',
  tell: ['answer'],
  drop: ['assigned']
};
const withdraw: Change = {
  from: ['waiting', 'taken'],
  to: 'withdrawn',
  erase: true,
  tell: ['card'],
  drop: ['question']
};

/** Behaviour of every store of hand-overs; two of them opened for one test see the same contents. */
export function handoverStoreContract(open: () => { first: HandoverStore; second: HandoverStore }): void {
  describe('questions handed over', () => {
    test('come back as they were kept, with what is to be told of them; the same id is kept once', async () => {
      const { first, second } = open();
      const alsoAt = { platform: 'teams', address: 'channel-1', direct: false };
      const whole = asked('a', { entryId: 'pdsa', alsoAt, question: `it's —%_" 👩🏽‍⚕️\n${'x'.repeat(1400)}` });
      expect(await first.add(whole, ['received', 'question'])).toBe(true);
      expect(await second.add(asked('a', { question: 'another' }), ['question'])).toBe(false);
      const told = await second.find('a');
      expect(told?.handover).toEqual(whole);
      expect(told?.notices.question).toEqual({
        ...{ handoverId: 'a', kind: 'question', state: 'due' },
        ...{ attempts: 0, at: now, tryAt: now }
      });
      expect(Object.keys(told?.notices ?? {}).sort()).toEqual(['question', 'received']);
      expect(await first.find('b')).toBeUndefined();
    });

    test('of twenty who take one at once, on two replicas, exactly one wins', async () => {
      const { first, second } = open();
      await first.add(asked('a'), []);
      const takes = Array.from({ length: 20 }, (_, index) =>
        (index % 2 ? first : second).change('a', { ...take, takenBy: `expert ${index}` }, now + index)
      );
      const won = (await Promise.all(takes)).map((each, index) => (each ? `expert ${index}` : '')).filter(Boolean);
      expect(won).toHaveLength(1);
      expect((await first.find('a'))?.handover).toMatchObject({ state: 'taken', takenBy: won[0] });
    });

    test('an end drops what is not needed any more, and the name of whoever took it', async () => {
      const { first } = open();
      await first.add(asked('a'), ['question']);
      await first.change('a', take, now + 1);
      expect(await first.change('a', answer, now + 2)).toBe(true);
      expect(await first.change('a', take, now + 3)).toBe(false);
      const { handover, notices } = (await first.find('a'))!;
      expect(handover).toEqual({ ...asked('a'), state: 'answered', answer: 'Like this.', finishedAt: now + 2 });
      expect(notices.assigned).toMatchObject({ state: 'dropped' });
      expect(notices.answer).toMatchObject({ state: 'due', tryAt: now + 2 });
    });

    test('a withdrawn one leaves no word and no address behind, and is not sent', async () => {
      const { first, second } = open();
      await first.add(asked('a'), ['question']);
      await first.change('a', withdraw, now + 1);
      expect((await second.find('a'))?.handover).toEqual({
        ...{ id: 'a', state: 'withdrawn', askedAt: now },
        ...{ platform: 'teams', finishedAt: now + 1 }
      });
      const kinds = (await second.claim(now + 1, 'l', lease, 9)).map(({ notice }) => notice.kind);
      expect(kinds).toEqual(['card']);
    });

    test('each notice is handed out once, with its question, to one of any number of workers', async () => {
      const { first, second } = open();
      for (const id of ['a', 'b', 'c', 'd', 'e']) await first.add(asked(id), ['question']);
      const claims = await Promise.all(
        Array.from({ length: 8 }, (_, index) => (index % 2 ? first : second).claim(now, `lease ${index}`, lease, 2))
      );
      const ids = claims.flat().map(({ notice, handover }) => `${notice.handoverId}${handover.id}`);
      expect(ids.sort()).toEqual(['aa', 'bb', 'cc', 'dd', 'ee']);
    });

    test('a worker that died is replaced after its lease, and what it writes later changes nothing', async () => {
      const { first, second } = open();
      await first.add(asked('a'), ['question']);
      const [dead] = await first.claim(now, 'dead', lease, 9);
      expect(await first.begin(dead!)).toBe(true);
      expect(await second.claim(now + lease - 1, 'early', lease, 9)).toEqual([]);
      const [heir] = await second.claim(now + lease, 'heir', lease, 9);
      expect(heir?.notice).toMatchObject({ state: 'sending', attempts: 1 });
      expect(await first.begin(dead!)).toBe(false);
      expect(await first.settle(dead!, { state: 'sent', remoteId: '1' }, ['assigned'], now)).toBe(false);
      expect(await second.settle(heir!, { state: 'unsure' }, ['deliveryFailed'], now + lease)).toBe(true);
      const { notices } = (await first.find('a'))!;
      expect([notices.question?.state, notices.deliveryFailed?.state, notices.assigned]).toEqual([
        'unsure',
        'due',
        undefined
      ]);
    });

    test('one that is refused for now comes back at its time, one that is settled never', async () => {
      const { first } = open();
      await first.add(asked('a'), ['question']);
      const [claim] = await first.claim(now, 'one', lease, 9);
      await first.begin(claim!);
      await first.settle(claim!, { state: 'due', tryAt: now + minute }, [], now);
      expect(await first.claim(now + minute - 1, 'two', lease, 9)).toEqual([]);
      const [later] = await first.claim(now + minute, 'three', lease, 9);
      await first.begin(later!);
      await first.settle(later!, { state: 'sent', remoteId: 'ts-1' }, [], now + minute);
      expect(await first.claim(now + 1000 * minute, 'four', lease, 9)).toEqual([]);
      expect((await first.find('a'))?.notices.question).toMatchObject({ attempts: 2, remoteId: 'ts-1' });
    });

    test('what was told is not told again, save a card, which is drawn from what holds at last', async () => {
      const { first } = open();
      await first.add(asked('a'), ['question', 'card']);
      const [, card] = await first.claim(now, 'one', lease, 9);
      expect(await first.tell('a', 'question', ['unsure'], now)).toBe(false);
      await first.change('a', withdraw, now + 1);
      const held = [card].filter((claim) => claim?.notice.kind === 'card');
      for (const claim of held) expect(await first.settle(claim!, { state: 'sent' }, [], now + 2)).toBe(false);
      const again = await first.claim(now + 2, 'two', lease, 9);
      expect(again.map(({ notice, handover }) => [notice.kind, handover.state])).toEqual([['card', 'withdrawn']]);
    });

    test('one that may not have arrived is sent again when somebody says so', async () => {
      const { first, second } = open();
      await first.add(asked('a'), ['question']);
      const [claim] = await first.claim(now, 'one', lease, 9);
      await first.settle(claim!, { state: 'unsure', remoteId: 'ts-1' }, [], now);
      const both = await Promise.all([first, second].map((each) => each.tell('a', 'question', ['unsure'], now + 1)));
      expect(both.filter(Boolean)).toHaveLength(1);
      expect(await first.claim(now + 1, 'two', lease, 9)).toHaveLength(1);
    });

    test('figures count the states and the time that half of the answers took', async () => {
      const { first } = open();
      expect(await first.figures(0)).toEqual({
        states: { waiting: 0, taken: 0, answered: 0, closed: 0, withdrawn: 0 }
      });
      await first.add(asked('old', { askedAt: now - 1 }), []);
      for (const [id, minutes] of [
        ['a', 1],
        ['b', 5],
        ['c', 60]
      ] as const) {
        await first.add(asked(id), []);
        await first.change(id, answer, now + minutes * minute);
      }
      await first.add(asked('d'), []);
      await first.change('d', withdraw, now + 2 * minute);
      const states = { waiting: 0, taken: 0, answered: 3, closed: 0, withdrawn: 1 };
      expect(await first.figures(now)).toEqual({ states, medianMs: 5 * minute });
      await first.add(asked('e'), []);
      await first.change('e', answer, now + 11 * minute);
      expect((await first.figures(now)).medianMs).toBe(8 * minute);
      expect(await first.figures(0, now - 1)).not.toHaveProperty('medianMs');
    });

    test('words and addresses of what is over go first, everything at its age', async () => {
      const { first, second } = open();
      await first.add(asked('over'), ['question']);
      await first.change('over', answer, now + minute);
      await first.add(asked('open', { askedAt: now + minute }), ['question']);
      expect(await first.erase(now + minute)).toBe(0);
      expect(await first.erase(now + minute + 1)).toBe(1);
      expect(await first.erase(now + minute + 1)).toBe(0);
      expect((await second.find('over'))?.handover).toEqual({
        ...{ id: 'over', state: 'answered', askedAt: now },
        ...{ platform: 'teams', finishedAt: now + minute }
      });
      expect((await second.find('open'))?.handover.question).toBeDefined();
      expect(await first.purge(now + minute)).toBe(0);
      expect(await first.purge(now + minute + 1)).toBe(1);
      expect(await second.find('over')).toBeUndefined();
    });

    test('one that is still open, or over with something left to be told, is not deleted', async () => {
      const { first, second } = open();
      await first.add(asked('a'), []);
      expect(await first.leftOpen(now)).toEqual([]);
      expect(await second.leftOpen(now + 1)).toEqual(['a']);
      expect(await first.purge(now + minute)).toBe(0);
      await first.change('a', answer, now + 2 * minute);
      expect(await first.leftOpen(now + minute)).toEqual([]);
      expect(await second.purge(now + minute)).toBe(0);
      const [claim] = await first.claim(now + 2 * minute, 'one', lease, 9);
      await first.begin(claim!);
      await first.settle(claim!, { state: 'sent' }, [], now + 2 * minute);
      expect(await second.purge(now + minute)).toBe(1);
      expect(await first.find('a')).toBeUndefined();
      expect(await second.claim(now + 1000 * minute, 'l', lease, 9)).toEqual([]);
    });
  });
}
