import { beforeEach, describe, expect, test } from '@jest/globals';
import { choicesCard, noneCard, readDeclined } from '../../../src/core/conversation/answer.ts';
import { createBot } from '../../../src/core/conversation/bot.ts';
import { entryCard } from '../../../src/core/conversation/entry-card.ts';
import type { Bot } from '../../../src/core/model/bot.ts';
import type { Card } from '../../../src/core/model/card.ts';
import type { Entry } from '../../../src/core/model/entry.ts';
import { StoreTimeoutError } from '../../../src/core/model/errors.ts';
import type { Matcher, MatchResult } from '../../../src/core/model/matcher.ts';
import type { Message } from '../../../src/core/model/message.ts';
import { readShown } from '../../../src/core/model/store.ts';
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
const asks = (text: string, id?: string): Message => ({ ...said(id), kind: 'question', text, typed: true });
const presses = (action: string, value: string): Message => ({ ...said(), kind: 'action', action, value });

let matcher: ReturnType<typeof scripted>;
let bot: Bot;
let faults: string[];
let store: Awaited<ReturnType<typeof openStore>>;

beforeEach(async () => {
  matcher = scripted({
    sure: found({ outcome: 'answer', matches: [match(old)] }),
    unsure: found({
      outcome: 'choices',
      matches: [match(old, 0.5), match(third, 0.4)],
      ranked: [old, helper, third, newer].map((entry) => ({ entry }))
    }),
    two: found({ outcome: 'answer', matches: [match(newer)], rest: [match(third, 0.6)] }),
    hello: found({ talk: 'greeting' }),
    outside: found({ talk: 'outside' }),
    'who do I contact': found({ outcome: 'answer', matches: [match(old)], followUp: 'contact' }),
    'newer?': found({ outcome: 'answer', matches: [match(old)], followUp: 'newer' }),
    'free?': found({ outcome: 'answer', matches: [{ ...match(old), passage: 'It is free.' }], followUp: 'detail' }),
    'is it short?': found({ outcome: 'answer', matches: [match(old)], followUp: 'detail' }),
    'link?': found({ outcome: 'choices', matches: [match(old), match(third)], followUp: 'link', asked: 'link' }),
    'so what now': found({ talk: 'outside', isAside: true }),
    both: found({ outcome: 'choices', matches: [match(old), match(third)], followUp: 'all' }),
    'which are free': found({
      outcome: 'choices',
      matches: [{ ...match(old), passage: 'It is free.' }, match(third)],
      followUp: 'detail'
    }),
    'not that': found({ outcome: 'answer', matches: [match(old)], followUp: 'others' })
  });
  faults = [];
  store = await openStore({ databaseUrl: ':memory:', dataDir: '' }, createListeningLogger());
  bot = createBot({
    knowledgeBase: () => ({ knowledge, matcher }),
    store,
    tips: async () => ({ card: { title: 'Tips', text: 'Tips.' }, audience: 'asker' }),
    pseudonym: (id) => id,
    onFailure: (what) => faults.push(what)
  });
});

const cardOf = async (message: Message): Promise<Card> => {
  const reply = await bot.handle(message, 1000);
  if (!reply) throw new Error('no reply');
  return reply.card;
};

describe('an answer', () => {
  test('to the address of an entry is that entry', async () => {
    expect((await cardOf(asks('https://example.org/newer/'))).title).toBe('Newer guide');
  });

  test('has one sentence, one advice, the page to open, whom to ask and the source in sight, and folds the rest', async () => {
    const card = await cardOf(asks('sure'));
    expect(card.title).toBe('Old guide');
    expect(card.subtitle).toBeUndefined();
    expect(card.text).toBe('What it is.');
    expect(card.note).toBe('This is an older item: use “Newer guide” instead.');
    expect(card.links).toEqual([
      {
        label: 'Open the newer one',
        url: 'https://example.org/newer',
        name: 'Open the newer one: Newer guide',
        style: 'primary'
      }
    ]);
    expect(card.tiles).toEqual([
      {
        title: 'The team',
        subtitle: 'Who to ask',
        actions: [{ id: 'open', label: 'Contact', name: 'Contact: The team', value: 'contact-us' }],
        about: ''
      }
    ]);
    expect(card.actions).toBeUndefined();
    expect(card.more?.text).toMatch(/^- A fact\.\n\n\*\*Sources:\*\* \[The Institute\]/);
    expect(card.more?.links?.map(({ label, url }) => [label, url])).toEqual([
      ['Open the old page', 'https://example.org/old']
    ]);
    expect(card.more?.tiles?.map(({ title }) => title)).toEqual(['Newer guide', 'Third']);
    expect(card.feedback).toEqual({ about: 'old' });
    expect(card.footer).toBe(
      'Source: The Institute, 2010 · Compiled 22 November 2026 · Not yet reviewed by your organisation'
    );
  });

  test('that somebody of the organisation reviewed says who and when', () => {
    const reviewed = anEntry({
      id: 'r',
      publisher: 'The Institute',
      reviewed: '2026-11-23',
      reviewedBy: 'the improvement team'
    });
    expect(entryCard(reviewed, aKnowledge(reviewed)).footer).toBe(
      'Source: The Institute · Reviewed 23 November 2026 by the improvement team · Next review by 22 November 2027'
    );
  });

  test('to one of two questions offers the other', async () => {
    const card = await cardOf(asks('two'));
    expect(card.title).toBe('Newer guide');
    expect(card.tiles?.[0]).toMatchObject({ title: 'Third', subtitle: 'For your other question' });
  });

  test('that is an idea and has no address comes with tools that have one', async () => {
    const idea = anEntry({ id: 'idea', kind: 'concept', see: ['third', 'old', 'newer'], contact: 'contact-us' });
    const { tiles, more } = entryCard(idea, aKnowledge(idea, newer, old, third, helper));
    expect(tiles?.map(({ title, links }) => [title, links?.[0]?.url])).toEqual([
      ['Newer guide', 'https://example.org/newer'],
      ['The team', undefined]
    ]);
    expect(more?.tiles?.map(({ title }) => title)).toEqual(['Third', 'Old guide']);
  });

  test('can be explained', async () => {
    const { more } = await cardOf(asks('sure'));
    const why = more?.actions?.find(({ id }) => id === 'why');
    expect(await cardOf(presses('why', why!.value))).toMatchObject({ quote: 'sure', text: 'It fits best.' });
  });
});

describe('choices', () => {
  test('are one list with a button a line, and the one pressed takes the place of the card', async () => {
    const card = await cardOf(asks('unsure'));
    expect(card.title).toBe('Did you mean one of these?');
    expect(card.text).toBe('');
    expect(card.tiles?.map(({ title, actions }) => [title, actions?.[0]?.id, actions?.[0]?.name])).toEqual([
      ['Old guide', 'choose', 'This one: Old guide'],
      ['Third', 'choose', 'This one: Third']
    ]);
    expect(card.actions?.map(({ id, label }) => [id, label])).toEqual([['none', 'None of these']]);
    expect(await bot.handle(presses('choose', 'third'), 1000)).toMatchObject({
      inPlace: true,
      card: { title: 'Third' }
    });
  });

  test('“None of these” offers the next ones before it ends', async () => {
    const none = (card: Card): Message => presses('none', card.actions!.find(({ id }) => id === 'none')!.value);
    const next = await cardOf(none(await cardOf(asks('unsure'))));
    expect([next.title, next.tiles?.map(({ title }) => title)]).toEqual([
      'Perhaps one of these?',
      ['The team', 'Newer guide']
    ]);
    const end = await cardOf(none(next));
    expect([end.title, end.tiles]).toEqual(['I have no answer to that', undefined]);
  });

  test('of one alone say that it may be near', () => {
    const card = choicesCard('q', [third]);
    expect([card.title, card.actions?.[0]?.label]).toEqual(['This may be near', 'Not this one']);
  });

  test('an old “None of these”, which carries the question alone, is read', () => {
    expect(readDeclined('how do I spread')).toEqual({ shown: 4, question: 'how do I spread' });
    expect(readDeclined('2 44 beds')).toEqual({ shown: 2, question: '44 beds' });
  });
});

describe('no answer', () => {
  test('is one sentence and a way on', async () => {
    const card = await cardOf(asks('what is this'));
    expect(card).toEqual({
      title: 'I have no answer to that',
      text: 'Please try other words.',
      actions: [{ id: 'topic', label: 'Browse the topics', value: '' }]
    });
    expect((await cardOf(presses('topic', ''))).title).toBe('What I know about');
  });

  test('shows what is near only where that is better than chance, and a person first where one can be asked', () => {
    const near = found({ topic: 'spread', matches: [match(newer, 0.3), match(third, 0.03)] });
    const alone = noneCard('q', near, knowledge);
    expect(alone.tiles?.map(({ title, subtitle }) => [title, subtitle])).toEqual([
      ['Newer guide', undefined],
      ['The team', 'Who to ask']
    ]);
    const withExperts = noneCard('q', near, knowledge, true);
    expect(withExperts.actions?.map(({ label, style }) => [label, style])).toEqual([
      ['Ask a person', 'primary'],
      ['Browse the topics', undefined]
    ]);
    expect(withExperts.tiles?.map(({ title }) => title)).toEqual(['Newer guide']);
  });

  test('outside the field names nobody to ask', () => {
    const outside = found({ talk: 'outside', topic: 'spread', matches: [match(newer, 0.3)] });
    expect(noneCard('q', outside, knowledge)).not.toHaveProperty('tiles');
  });

  test('small talk and questions outside the field get words of their own', async () => {
    expect((await cardOf(asks('hello'))).title).toBe('Hello');
    expect((await cardOf(asks('outside'))).title).toBe('That is outside what I know');
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
    matcher.isFollowUp = (text) => text === 'who do I contact';
    await bot.handle(asks('two'), 2000);
    expect(matcher.lasts.at(-1)).toEqual([]);
    await bot.handle(asks('who do I contact'), 3000);
    expect(readShown(matcher.lasts.at(-1)!).last).toEqual(['newer']);
  });

  test('choices are told to the matcher in their order, and a declined question ends them', async () => {
    await bot.handle(asks('unsure'), 1000);
    await bot.handle(asks('the second one'), 2000);
    expect(readShown(matcher.lasts.at(-1)!)).toMatchObject({ last: ['old', 'third'], list: ['old', 'third'] });
    await bot.handle(asks('outside'), 3000);
    await bot.handle(asks('the second one'), 4000);
    expect(matcher.lasts.at(-1)).toEqual([]);
  });

  test('one that is opened leaves its list in place, be it by a button or in words', async () => {
    await bot.handle(asks('unsure'), 1000);
    await bot.handle(presses('choose', 'third'), 2000);
    await bot.handle(asks('and the first?'), 3000);
    expect(readShown(matcher.lasts.at(-1)!)).toMatchObject({ last: ['third'], list: ['old', 'third'] });
  });

  test('what else was found for a question is remembered behind its choices', async () => {
    await bot.handle(asks('unsure'), 1000);
    await bot.handle(asks('what else'), 2000);
    expect(readShown(matcher.lasts.at(-1)!).further).toContain('newer');
  });

  test('a list that was asked for by a command can be chosen from', async () => {
    await bot.handle({ ...said(), kind: 'command', name: 'contacts', rest: '' }, 1000);
    await bot.handle(asks('the first one'), 2000);
    expect(readShown(matcher.lasts.at(-1)!).last).toEqual(['contact-us']);
  });

  test('the topics can be chosen from, and are what comes before one of them', async () => {
    await bot.handle({ ...said(), kind: 'command', name: 'topics', rest: '' }, 1000);
    await bot.handle(asks('the first one'), 2000);
    expect(readShown(matcher.lasts.at(-1)!).last[0]).toMatch(/^talk\/command\/topics \w/);
    await bot.handle(presses('topic', 'spread'), 3000);
    await bot.handle(asks('back'), 4000);
    expect(readShown(matcher.lasts.at(-1)!).earlier).toBe('talk/command/topics');
  });

  test('the answer before the last is remembered, for half an hour and not while the same one is asked about', async () => {
    for (const [text, now] of [
      ['sure', 1000],
      ['two', 2000],
      ['newer?', 3000],
      ['two', 4000]
    ] as const)
      await bot.handle(asks(text), now);
    await bot.handle(asks('go back'), 5000);
    expect(readShown(matcher.lasts.at(-1)!)).toMatchObject({ last: ['newer'], earlier: 'old' });
    await bot.handle(asks('two'), 5000 + 31 * 60_000);
    await bot.handle(asks('go back'), 5000 + 31 * 60_000);
    expect(readShown(matcher.lasts.at(-1)!).earlier).toBeUndefined();
  });

  test('what comes before one that was chosen are its choices, and before the next one chosen the first', async () => {
    await bot.handle(asks('two'), 1000);
    await bot.handle(asks('unsure'), 2000);
    await bot.handle(presses('choose', 'third'), 3000);
    await bot.handle(asks('go back'), 4000);
    expect(readShown(matcher.lasts.at(-1)!).earlier).toBeUndefined();
    await bot.handle(presses('choose', 'old'), 5000);
    await bot.handle(asks('go back'), 6000);
    expect(readShown(matcher.lasts.at(-1)!)).toMatchObject({ last: ['old'], earlier: 'third' });
  });

  test('what one person alone was shown is not what came before for the others', async () => {
    const by = (id: string, message: Message): Message => ({ ...message, from: { id } });
    await bot.handle(by('U1', presses('open', 'old')), 1000);
    await bot.handle(by('U2', asks('two')), 2000);
    await bot.handle(by('U2', asks('go back')), 3000);
    expect(readShown(matcher.lasts.at(-1)!).earlier).toBeUndefined();
  });

  test('where it is not clear which is meant, choices are shown again, the question kept for them, and nothing counted', async () => {
    await bot.handle(asks('unsure'), 1000);
    const before = (await store.questions.since(0)).length;
    const card = await cardOf(asks('link?'));
    expect(card).toMatchObject({ title: 'About which?', tiles: [{ title: 'Old guide' }, { title: 'Third' }] });
    expect((await store.questions.since(0)).length).toBe(before);
    await bot.handle(asks('the second one'), 2000);
    expect(readShown(matcher.lasts.at(-1)!)).toMatchObject({ last: ['old', 'third'], asked: 'link' });
  });

  test('what leans on the last answer and finds nothing leaves it in place', async () => {
    await bot.handle(asks('sure'), 1000);
    await bot.handle(asks('so what now'), 2000);
    await bot.handle(asks('who do I contact'), 3000);
    expect(matcher.lasts.at(-1)).toEqual(['old']);
  });

  test('several are laid side by side, or told a detail of each', async () => {
    expect((await cardOf(asks('both'))).title).toBe('Here are both');
    const card = await cardOf(asks('which are free'));
    expect(card.tiles?.map(({ text }) => text)).toEqual(['It is free.', 'What I have on this does not say.']);
  });

  test('after the tips a short message changes them, and otherwise it is a question', async () => {
    expect((await cardOf(asks('actually make it monday'))).title).not.toBe('Tips');
    await bot.handle(asks('tips'), 1000);
    expect((await cardOf(asks('actually make it monday'))).title).toBe('Tips');
    expect((await cardOf(asks('sure'))).title).toBe('Old guide');
    expect((await cardOf(asks('stop'))).title).not.toBe('Tips');
  });

  test('after the tips only what they understand whole changes them, and a bare number does not', async () => {
    const given: string[] = [];
    bot = createBot({
      knowledgeBase: () => ({ knowledge, matcher }),
      store,
      tips: async ({ rest }) => {
        given.push(rest);
        return { card: { title: 'Tips', text: '' }, audience: 'everyone' };
      },
      graspOfTips: (rest) => (rest === 'stop' ? 'whole' : 'not'),
      pseudonym: () => 'voter',
      onFailure: (what) => faults.push(what)
    });
    for (const text of ['tips', 'is it free', 'tips', 'stop using paper', 'tips', '2', 'tips', 'stop'])
      await bot.handle(asks(text), 1000);
    expect(given).toEqual(['', '', '', '', 'stop']);
  });

  test.each([
    ['topic', 'publishing'],
    ['more', '0|publishing||'],
    ['contacts', '']
  ])('the list behind the button “%s” is what the next message chooses from', async (action, value) => {
    await bot.handle(asks('unsure'), 1000);
    const listed = await cardOf(presses(action, value));
    await bot.handle(asks('the first one'), 1000);
    const first = listed.tiles?.[0]?.actions?.[0]?.value;
    expect(first).toBeDefined();
    expect(readShown(matcher.lasts.at(-1)!).last[0]).toBe(first);
  });

  test('what one person alone was shown among others is written nowhere, and theirs for half an hour', async () => {
    const by = (id: string, message: Message): Message => ({ ...message, from: { id } });
    await bot.handle(by('U1', presses('open', 'old')), 1000);
    await bot.handle(by('U1', { ...asks('sure'), unseen: true }), 1000);
    await bot.handle(by('U1', { ...presses('choose', 'old'), onUnseen: true } as Message), 1000);
    await bot.handle(by('U2', asks('free?')), 1000);
    expect(matcher.lasts.at(-1)).toEqual([]);
    const reply = await bot.handle(by('U1', asks('newer?')), 1000);
    expect(matcher.lasts.at(-1)?.[0]).toBe('old');
    expect(reply?.card.title).toBe('Newer guide');
    await bot.handle(by('U1', { ...asks('sure'), unseen: true }), 2000);
    await bot.handle(by('U1', asks('hello')), 2000 + 30 * 60_000);
    expect(matcher.lasts.at(-1)?.[0]).not.toBe('old');
  });

  test('a store that fails leaves a question a question, and what one person was shown theirs', async () => {
    const broken = {
      recall: () => Promise.reject(new Error('down')),
      remember: () => Promise.reject(new Error('down'))
    };
    bot = createBot({
      knowledgeBase: () => ({ knowledge, matcher }),
      store: { ...store, memory: { ...store.memory, ...broken } },
      tips: async () => ({ card: { title: 'Tips', text: '' }, audience: 'asker' }),
      pseudonym: () => 'voter',
      onFailure: (what) => faults.push(what)
    });
    expect((await cardOf(asks('sure'))).title).toBe('Old guide');
    await bot.handle(asks('tips'), 1000);
    expect((await cardOf(asks('stop'))).title).toBe('Tips');
    expect(new Set(faults)).toEqual(new Set(['store.recall', 'store.remember']));
  });

  test('"thanks" after the tips is no command', async () => {
    await bot.handle(asks('tips'), 1000);
    expect((await cardOf(asks('ok thanks'))).title).not.toBe('Tips');
  });

  test('a detail is told in a note, and what is not known of it too', async () => {
    expect((await cardOf(asks('free?'))).note).toContain('It is free.');
    expect((await cardOf(asks('is it short?'))).note).toContain('does not say');
  });

  test('"not that" offers what goes with the answer, to choose from, and counts as no answer', async () => {
    const card = await cardOf(asks('not that'));
    expect(card.tiles?.map(({ title }) => title)).toContain('Newer guide');
    await bot.handle(asks('the first one'), 2000);
    expect(matcher.lasts.at(-1)?.[0]).toBe('newer');
    expect((await store.questions.since(0)).filter(({ outcome }) => outcome === 'answer')).toEqual([]);
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

  test('a message counts as handled once its answer was sent, and not before', async () => {
    const settled: string[] = [];
    const watched = {
      ...store,
      handled: { ...store.handled, settle: async (keys: readonly string[]) => void settled.push(...keys) }
    };
    const watching = createBot({
      knowledgeBase: () => ({ knowledge, matcher }),
      store: watched,
      tips: async () => ({ card: { title: 'Tips', text: 'Tips.' }, audience: 'asker' }),
      pseudonym: () => 'voter',
      onFailure: (what) => faults.push(what)
    });
    let arrived: () => void = () => undefined;
    const sent = new Promise<void>((resolve) => (arrived = resolve));
    expect(await watching.handle(asks('sure', 'm'), 1000, sent)).toBeDefined();
    await new Promise(setImmediate);
    expect(settled).toEqual([]);
    arrived();
    await new Promise(setImmediate);
    expect(settled).toEqual(['test/m']);
    // Sent in vain, it has been handled as well: sending tries again by itself.
    await watching.handle(asks('boom', 'n'), 1000, Promise.reject(new Error('gone')));
    await new Promise(setImmediate);
    expect(settled).toEqual(['test/m', 'test/n']);
  });

  test('an answer is not sent when another process turns out to hold its message, nor is that taken for a fault', async () => {
    const late = (won: boolean) =>
      createBot({
        knowledgeBase: () => ({ knowledge, matcher }),
        store: {
          ...store,
          handled: {
            ...store.handled,
            claim: async () => Promise.reject(new StoreTimeoutError('slow', async () => won))
          }
        },
        tips: async () => Promise.reject(new StoreTimeoutError('slow', async () => undefined)),
        pseudonym: () => 'voter',
        onFailure: () => undefined
      });
    expect(await late(false).handle(asks('sure', 'x'), 1000)).toBeUndefined();
    expect(await late(true).handle(asks('sure', 'y'), 1000)).toBeDefined();
    const tips = await late(true).handle({ ...said(), kind: 'command', name: 'tips', rest: '' }, 1000);
    expect(tips?.card.title).toBe('I am not sure that worked');
  });

  test('what was answered is never answered again; what its process did not live to answer is', async () => {
    const days = 24 * 60 * 60_000;
    const dead = new Promise<void>(() => undefined);
    await bot.handle(asks('sure', 'answered'), 1000, Promise.resolve());
    await bot.handle(asks('sure', 'unanswered'), 1000, dead);
    const another = createBot({
      knowledgeBase: () => ({ knowledge, matcher }),
      store,
      tips: async () => ({ card: { title: 'Tips', text: 'Tips.' }, audience: 'asker' }),
      pseudonym: () => 'voter',
      onFailure: (what) => faults.push(what)
    });
    expect(await another.handle(asks('sure', 'answered'), 1000 + days)).toBeUndefined();
    expect(await another.handle(asks('sure', 'unanswered'), 1000 + days)).toBeDefined();
  });

  test('what takes the place of a card that one person sees is for that person, also where it cannot take it', async () => {
    const declined = (await cardOf(asks('unsure'))).actions!.find(({ id }) => id === 'none')!.value;
    for (const press of [presses('choose', 'old'), presses('none', declined)]) {
      const alone = await bot.handle({ ...press, onUnseen: true } as Message, 1000);
      expect(alone).toMatchObject({ inPlace: true, audience: 'asker' });
    }
    expect(await bot.handle(presses('choose', 'old'), 1000)).toMatchObject({ inPlace: true, audience: 'everyone' });
  });

  test('a question whose button stands on a card that one person sees is answered for that person', async () => {
    const press = { ...presses('prompt', 'sure'), from: { id: 'U1' } };
    expect(await bot.handle({ ...press, onUnseen: true } as Message, 1000)).toMatchObject({ audience: 'asker' });
    await bot.handle({ ...asks('free?'), from: { id: 'U2' } }, 1000);
    expect(matcher.lasts.at(-1)).toEqual([]);
    expect(await bot.handle(presses('prompt', 'sure'), 1000)).toMatchObject({ audience: 'everyone' });
  });

  test('a button of an old card is explained', async () => {
    expect((await cardOf(presses('open', 'gone'))).text).toMatch(/no longer here/);
    expect((await cardOf(presses('bogus', ''))).text).toMatch(/do not know that button/);
    expect((await cardOf(presses('why', ''))).text).toMatch(/no longer here/);
  });
});

describe('browsing', () => {
  const command = (name: string, rest = ''): Message => ({ ...said(), kind: 'command', name, rest });

  test('a look-up of a command with a topic of the knowledge is that command', async () => {
    const whole = (rest: string): Message => ({ ...said(), kind: 'command', name: 'find', rest, whole: true });
    expect(await cardOf(whole('topics publishing'))).toEqual(await cardOf(command('topics', 'publishing')));
    expect(await cardOf(whole('topics astronomy'))).not.toEqual(await cardOf(command('topics')));
  });

  test('a look-up shows five tiles and more on demand', async () => {
    const card = await cardOf(command('find', 'guide'));
    expect(card.tiles).toHaveLength(5);
    expect(card.quote).toBe('guide');
  });

  test('a look-up is masked, and finds nothing by what was masked alone', async () => {
    const card = await cardOf(command('find', 'guide for Mrs Jones'));
    expect(card.note).toContain('seems to hold');
    expect(card.quote).toBe('guide for [name]');
    expect(JSON.stringify(card)).not.toContain('Jones');
    expect((await cardOf(command('find', 'Mrs Jones'))).title).toBe('I found nothing');
  });

  test('an author’s name finds what it found, and stands on no button', async () => {
    const card = await cardOf(command('find', 'Hilary Pinnock'));
    expect(card.quote).toBe('[name]');
    expect(card.tiles).toHaveLength(5);
    expect(JSON.stringify(card)).not.toContain('Pinnock');
    expect(card.actions).toBeUndefined();
    expect(card.more?.actions?.map(({ id }) => id)).toEqual(['share']);
  });

  test('a shared list names the entries that were seen, without words or buttons to go on by words', async () => {
    const card = await cardOf(command('find', 'guide'));
    const share = card.more!.actions!.find(({ id }) => id === 'share')!.value;
    expect(share).not.toContain('guide');
    const shared = await cardOf(presses('share', share));
    expect(shared.tiles).toEqual(card.tiles?.filter(({ title }) => title !== 'Draft'));
    expect(shared).not.toHaveProperty('quote');
    expect(shared).not.toHaveProperty('actions');
    expect(shared).not.toHaveProperty('more');
    // of a card from before, whose button had the words
    expect(JSON.stringify(await cardOf(presses('share', '0|||guide for Mrs Jones')))).not.toMatch(/Jones|guide for/);
    expect((await cardOf(presses('share', '=gone'))).title).toBe('I found nothing');
  });

  test('topics, contacts and help', async () => {
    expect((await cardOf(command('topics'))).tiles?.map(({ actions }) => actions?.[0]?.value)).toEqual([
      'publishing',
      'spread'
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
    expect(JSON.stringify(card)).not.toMatch(/Jones|943 476/);
    expect(JSON.stringify(await store.questions.since(0))).not.toMatch(/Jones|943 476/);
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
