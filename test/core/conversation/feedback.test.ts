import { beforeEach, describe, expect, test } from '@jest/globals';
import { createVoting, type Voting } from '../../../src/core/conversation/feedback.ts';
import type { Feedback, FormAnswer } from '../../../src/core/model/message.ts';
import type { Vote } from '../../../src/core/model/store.ts';
import { aKnowledge, anEntry } from '../../support/entries.ts';

let votes: Vote[];
let faults: string[];
let away: boolean;
let voting: Voting;

beforeEach(() => {
  votes = [];
  faults = [];
  away = false;
  voting = createVoting({
    store: {
      vote: async (vote) => {
        if (away) throw new Error('away');
        votes.push(vote);
      }
    },
    knowledge: () => aKnowledge(anEntry({ id: 'squire-2' })),
    pseudonym: async (id) => `hash of ${id}`,
    onFailure: (what) => faults.push(what)
  });
});

const said = { id: 'm1', conversation: { platform: 'test', address: 'c1', direct: false }, from: { id: 'U1' } };
const thumb = (helpful: boolean, reason?: string): Feedback => ({
  ...said,
  kind: 'feedback',
  about: 'squire-2',
  helpful,
  ...(reason && { reason })
});
const filled = (value: string, reason?: string): FormAnswer => ({
  ...said,
  kind: 'form',
  form: 'feedback.reason',
  value,
  fields: reason ? { reason } : {}
});

describe('a thumb down', () => {
  test('is thanked for, with the offer to say what was missing', async () => {
    const { card, audience } = await voting.vote(thumb(false), 10);
    expect(votes).toEqual([{ about: 'squire-2', voter: 'hash of test//U1', helpful: false, at: 10 }]);
    expect(audience).toBe('asker');
    expect(card.actions).toEqual([
      { id: 'feedback.reason', label: 'Say what was missing', value: 'squire-2', opens: true }
    ]);
  });

  test('that came with its reason is not asked for it again', async () => {
    const { card } = await voting.vote(thumb(false, 'call Mrs Jones on 0161 496 0123'), 10);
    expect(card.actions).toBeUndefined();
    expect(card.note).toMatch(/personal|patient/i);
    expect(votes[0]?.reason).toMatch(/^call /);
    expect(votes[0]?.reason).not.toMatch(/Jones|496/);
  });

  test('a thumb up asks for nothing', async () => {
    expect((await voting.vote(thumb(true), 10)).card.actions).toBeUndefined();
  });
});

describe('what is neither an entry nor a tip', () => {
  test.each(['call Mrs Jones', '__proto__', '', 'squire-2 '])('is not kept as %j, whoever sends it', async (about) => {
    await expect(voting.vote({ ...thumb(true), about }, 10)).rejects.toThrow(/no longer here/);
    await expect(voting.chatModule.submit(filled(about, 'too long'), 10)).rejects.toThrow(/no longer/);
    expect(votes).toEqual([]);
  });

  test('a tip can be voted on', async () => {
    voting = createVoting({
      store: { vote: async (vote) => void votes.push(vote) },
      knowledge: () => ({
        entries: new Map(),
        tips: [{ id: 'tip-1', topic: 'spread', text: 'Try.', resource: 'pdsa' }]
      }),
      pseudonym: () => 'voter',
      onFailure: () => undefined
    });
    await voting.vote({ ...thumb(true), about: 'tip-1' }, 10);
    expect(votes).toEqual([{ about: 'tip-1', voter: 'voter', helpful: true, at: 10 }]);
  });
});

describe('the reason', () => {
  test('is asked for in a form that knows what it is about', async () => {
    const { form } = await voting.chatModule.press(
      { ...said, kind: 'action', action: 'feedback.reason', value: 'squire-2' },
      20
    );
    expect(form).toMatchObject({ id: 'feedback.reason', value: 'squire-2', fields: [{ id: 'reason', max: 300 }] });
    expect(form!.title.length).toBeLessThanOrEqual(24);
  });

  test('joins the vote, masked and cut, and the thanks take the place of the offer', async () => {
    const reply = await voting.chatModule.submit(filled('squire-2', `it is for Mrs Jones ${'x'.repeat(400)}`), 30);
    expect(reply).toMatchObject({ audience: 'asker', inPlace: true, card: { title: 'Thank you' } });
    expect(reply.card.note).toBeDefined();
    expect(votes).toHaveLength(1);
    expect(votes[0]).toMatchObject({ about: 'squire-2', voter: 'hash of test//U1', helpful: false, at: 30 });
    expect(votes[0]!.reason).toHaveLength(300);
    expect(votes[0]!.reason).not.toContain('Jones');
  });

  test('is said not to be saved while the store is away', async () => {
    away = true;
    expect((await voting.chatModule.submit(filled('squire-2', 'too long'), 30)).card.title).toBe('Not saved');
    expect((await voting.vote(thumb(false), 30)).card.title).toBe('Not saved');
    expect(faults).toEqual(['store.vote', 'store.vote']);
  });

  test('of nothing is refused with a plain sentence', async () => {
    await expect(voting.chatModule.submit(filled('', 'x'), 30)).rejects.toThrow(/Press the thumb again/);
  });
});
