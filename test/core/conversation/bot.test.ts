import { beforeEach, describe, expect, test } from '@jest/globals';
import { createBot } from '../../../src/core/conversation/bot.ts';
import { entryCard } from '../../../src/core/conversation/entry-card.ts';
import type { Bot } from '../../../src/core/model/bot.ts';
import type { Card } from '../../../src/core/model/card.ts';
import type { Entry } from '../../../src/core/model/entry.ts';
import type { Matcher, MatchResult } from '../../../src/core/model/matcher.ts';
import type { Message } from '../../../src/core/model/message.ts';
import { openStore } from '../../../src/storage/index.ts';
import { aKnowledge, anEntry } from '../../support/entries.ts';
import { createListeningLogger } from '../../support/listening-logger.ts';

const helper = anEntry({
  id: 'contact-us',
  title: 'The team',
  kind: 'contact',
  summary: 'Ask us.',
  file: 'contacts/contact-us.md'
});
const newer = anEntry({ id: 'newer', title: 'Newer guide', url: 'https://example.org/newer', contact: 'contact-us' });
const old = anEntry({
  id: 'old',
  title: 'Old guide',
  publisher: 'The Institute',
  year: 2010,
  status: 'archived',
  supersededBy: 'newer',
  contact: 'contact-us',
  see: ['newer', 'third'],
  url: 'https://example.org/old'
});
const third = anEntry({ id: 'third', title: 'Third', topic: 'publishing' });
const draft = anEntry({ id: 'draft', title: 'Draft', status: 'draft' });
const knowledge = aKnowledge(helper, newer, old, third, draft);

const explanation = { read: '', corrections: [], words: [], unknown: [], parts: {}, reason: 'It fits best.' };
const found = (matchResult: Partial<MatchResult>): MatchResult => ({
  outcome: 'none',
  matches: [],
  rest: [],
  explanation,
  ...matchResult
});
const match = (entry: Entry, confidence = 0.9) => ({ entry, confidence });

/** Finds what the test says, and keeps what it was told of the conversation. */
function scripted(findings: Record<string, MatchResult>): Matcher & { lasts: (readonly string[])[] } {
  const lasts: (readonly string[])[] = [];
  return {
    lasts,
    find: (text, last = []) => {
      lasts.push(last);
      if (text === 'boom') throw new Error('a fault of ours');
      return findings[text] ?? found({});
    },
    suggest: (_text, { limit = 20, topic } = {}) =>
      [...knowledge.entries.values()].filter((entry) => !topic || entry.topic === topic).slice(0, limit)
  };
}

let sequence = 0;
const said = (id = `m${sequence++}`) => ({
  id,
  conversation: { platform: 'test', address: 'c1', direct: false },
  from: { id: 'U123' }
});
const asks = (text: string, id?: string): Message => ({ ...said(id), kind: 'question', text });
const presses = (action: string, value: string): Message => ({ ...said(), kind: 'action', action, value });

let matcher: ReturnType<typeof scripted>;
let bot: Bot;
let faults: string[];
let store: Awaited<ReturnType<typeof openStore>>;

beforeEach(async () => {
  matcher = scripted({
    sure: found({ outcome: 'answer', matches: [match(old)] }),
    unsure: found({ outcome: 'choices', matches: [match(old, 0.5), match(third, 0.4)] }),
    two: found({ outcome: 'answer', matches: [match(newer)], rest: [match(third, 0.6)] }),
    hello: found({ talk: 'greeting' }),
    outside: found({ talk: 'outside' }),
    'who do I contact': found({ outcome: 'answer', matches: [match(old)], followUp: 'contact' }),
    'newer?': found({ outcome: 'answer', matches: [match(old)], followUp: 'newer' })
  });
  faults = [];
  store = await openStore({ databaseUrl: ':memory:', dataDir: '' }, createListeningLogger());
  bot = createBot({
    knowledgeBase: () => ({ knowledge, matcher }),
    store,
    tips: async () => ({ card: { title: 'Tips', text: 'Tips.' }, audience: 'asker' }),
    pseudonym: () => 'voter',
    failed: (what) => faults.push(what)
  });
});

const cardOf = async (message: Message): Promise<Card> => {
  const reply = await bot.handle(message, 1000);
  if (!reply) throw new Error('no reply');
  return reply.card;
};

describe('an answer', () => {
  test('says what it is and from whom, that it is old and what to use instead, whom to ask, and when it was reviewed', async () => {
    const card = await cardOf(asks('sure'));
    expect(card.title).toBe('Old guide');
    expect(card.subtitle).toBe('Guide from The Institute, 2010');
    expect(card.note).toBe(
      'This is an older item, kept for the record; it may no longer be looked after. Use “Newer guide” instead.'
    );
    expect(card.links).toEqual([{ label: 'Open the old page', url: 'https://example.org/old' }]);
    expect(card.tiles?.map(({ title, subtitle }) => [title, subtitle?.split(' · ')[0]])).toEqual([
      ['Newer guide', 'Use this instead'],
      ['The team', 'Contact']
    ]);
    expect(card.feedback).toEqual({ about: 'old' });
    expect(card.footer).toBe(
      'Source: example.org · Reviewed 22 November 2026 by Knowledge editors · Next review by 22 November 2027'
    );
    expect(card.actions?.map(({ id, label }) => [id, label])).toEqual([
      ['open', 'Third'],
      ['why', 'Why this answer?']
    ]);
  });

  test('to one of two questions offers the other', async () => {
    const card = await cardOf(asks('two'));
    expect(card.title).toBe('Newer guide');
    expect(card.tiles?.[0]).toMatchObject({ title: 'Third', subtitle: 'For your other question' });
  });

  test('that is an idea and has no address comes with tools that have one', async () => {
    const idea = anEntry({ id: 'idea', kind: 'concept', see: ['third', 'old', 'newer'], contact: 'contact-us' });
    const { tiles, actions } = entryCard(idea, aKnowledge(idea, newer, old, third, helper));
    expect(tiles?.map(({ title, links }) => [title, links?.[0]?.url])).toEqual([
      ['Newer guide', 'https://example.org/newer'],
      ['The team', undefined]
    ]);
    expect(actions?.map(({ label }) => label)).toEqual(['Third', 'Old guide']);
  });

  test('can be explained', async () => {
    const { actions } = await cardOf(asks('sure'));
    const why = actions?.find(({ id }) => id === 'why');
    expect(await cardOf(presses('why', why!.value))).toMatchObject({ quote: 'sure', text: 'It fits best.' });
  });
});

describe('choices', () => {
  test('are buttons, and the one pressed takes the place of the card', async () => {
    const card = await cardOf(asks('unsure'));
    expect(card.actions?.map(({ id, value }) => [id, value])).toEqual([
      ['choose', 'old'],
      ['choose', 'third'],
      ['none', 'unsure']
    ]);
    expect(await bot.handle(presses('choose', 'third'), 1000)).toMatchObject({
      inPlace: true,
      card: { title: 'Third' }
    });
  });
});

describe('no answer', () => {
  test('names somebody to ask and the topics', async () => {
    const card = await cardOf(asks('what is this'));
    expect(card.title).toBe('I have no answer to that');
    expect(card.quote).toBe('what is this');
    expect(card.actions).toHaveLength(4);
  });

  test('small talk and questions outside the field get words of their own', async () => {
    expect((await cardOf(asks('hello'))).title).toBe('Hello');
    expect((await cardOf(asks('outside'))).title).toBe('That one is not mine');
  });
});

describe('a conversation', () => {
  test('what was answered last is told to the matcher, and forgotten after half an hour', async () => {
    await bot.handle(asks('sure'), 1000);
    await bot.handle(asks('who do I contact'), 2000);
    expect(matcher.lasts.at(-1)).toEqual(['old']);
    await bot.handle(asks('who do I contact'), 2000 + 31 * 60_000);
    expect(matcher.lasts.at(-1)).toEqual([]);
  });

  test('it is not fetched for a question that leans on nothing', async () => {
    await bot.handle(asks('sure'), 1000);
    matcher.leans = (text) => text === 'who do I contact';
    await bot.handle(asks('two'), 2000);
    expect(matcher.lasts.at(-1)).toEqual([]);
    await bot.handle(asks('who do I contact'), 3000);
    expect(matcher.lasts.at(-1)).toEqual(['newer']);
  });

  test('follow-ups give the contact and the newer one', async () => {
    expect((await cardOf(asks('who do I contact'))).title).toBe('The team');
    expect((await cardOf(asks('newer?'))).title).toBe('Newer guide');
  });
});

describe('each message is answered once', () => {
  test('a second delivery gets nothing, also when both come at once', async () => {
    const replies = await Promise.all([bot.handle(asks('sure', 'same'), 1), bot.handle(asks('sure', 'same'), 1)]);
    expect(replies.filter((reply) => reply !== undefined)).toHaveLength(1);
    expect(await bot.handle(asks('sure', 'same'), 999_999)).toBeUndefined();
  });
});

describe('when something fails', () => {
  test('a fault of ours becomes a polite card that tells nothing of it', async () => {
    const card = await cardOf(asks('boom'));
    expect(card.title).toBe('Sorry, that went wrong');
    expect(JSON.stringify(card)).not.toContain('a fault of ours');
    expect(faults).toEqual(['bot.question']);
  });

  test('answers go on while the store is away, still one a message', async () => {
    await store.close();
    expect((await cardOf(asks('sure', 'again'))).title).toBe('Old guide');
    expect(await bot.handle(asks('sure', 'again'), 1000)).toBeUndefined();
    expect(faults.length).toBeGreaterThan(0);
    expect((await cardOf({ ...said(), kind: 'feedback', about: 'old', helpful: true })).title).toBe('Not saved');
  });

  test('a button of an old card is explained', async () => {
    expect((await cardOf(presses('open', 'gone'))).text).toMatch(/no longer here/);
    expect((await cardOf(presses('bogus', ''))).text).toMatch(/do not know that button/);
    expect((await cardOf(presses('why', ''))).text).toMatch(/no longer here/);
  });
});

describe('browsing', () => {
  const command = (name: string, rest = ''): Message => ({ ...said(), kind: 'command', name, rest });

  test('a look-up shows five tiles and more on demand', async () => {
    const card = await cardOf(command('find', 'guide'));
    expect(card.tiles).toHaveLength(5);
    expect(card.quote).toBe('guide');
  });

  test('topics, contacts and help', async () => {
    expect((await cardOf(command('topics'))).actions?.map(({ value }) => value)).toEqual([
      'spread',
      'sustainability',
      'publishing',
      'improvement'
    ]);
    expect((await cardOf(command('contacts', 'spread'))).tiles?.[0]?.title).toBe('The team');
    expect((await cardOf(command('help'))).text).toContain('`find QUERY`');
  });

  test('drafts are never shown', async () => {
    expect(bot.entryCard('draft')).toBeUndefined();
    expect((await cardOf(presses('open', 'draft'))).title).toBe('That did not work');
  });
});

describe('personal details', () => {
  const text = 'can Mrs Jones on 943 476 5919 have this';

  test('are kept nowhere and shown nowhere, and the asker is told kindly', async () => {
    const card = await cardOf(asks(text));
    expect(card.note).toMatch(/personal|patient/i);
    expect(JSON.stringify(card)).not.toMatch(/Jones|943/);
    expect(JSON.stringify(await store.questions.since(0))).not.toMatch(/Jones|943/);
  });

  test('the text of a question is kept only where it was not answered for sure', async () => {
    await bot.handle(asks('sure'), 1000);
    await bot.handle(asks('unsure'), 1000);
    expect((await store.questions.since(0)).map(({ outcome, text }) => [outcome, text])).toEqual([
      ['answer', undefined],
      ['choices', 'unsure']
    ]);
  });
});

test('a vote is counted once a person, and can be changed', async () => {
  const vote = (helpful: boolean): Message => ({ ...said(), kind: 'feedback', about: 'old', helpful });
  await bot.handle(vote(false), 10);
  await bot.handle(vote(true), 20);
  expect(await store.feedback.tally(0)).toEqual([{ about: 'old', helpful: 1, unhelpful: 0 }]);
});
