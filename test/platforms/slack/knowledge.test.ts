import { beforeAll, describe, expect, test } from '@jest/globals';
import { searchCard } from '../../../src/core/conversation/browse.ts';
import { entryCard, entryTile } from '../../../src/core/conversation/entry-card.ts';
import { welcomeCard } from '../../../src/core/conversation/help.ts';
import { aboutOf } from '../../../src/core/model/about-of.ts';
import type { Card } from '../../../src/core/model/card.ts';
import type { Knowledge } from '../../../src/core/model/entry.ts';
import { tipCard } from '../../../src/core/tips/tip-card.ts';
import { loadKnowledge } from '../../../src/knowledge/index.ts';
import { renderSlack } from '../../../src/platforms/slack/render/render.ts';
import { answerView, homeView, lookUpView, searchOptions } from '../../../src/platforms/slack/render/views.ts';
import { gallery } from '../../fixtures/cards.ts';
import { slackNameProblems, spokenProblems } from '../../support/accessible-names.ts';
import { fixedCards } from '../../support/fixed-cards.ts';
import { prompts } from '../../support/prompts.ts';
import { messageProblems, optionsProblems, viewProblems } from '../../support/slack-validator.ts';

let knowledge: Knowledge;
let cards: [string, Card][];

beforeAll(async () => {
  ({ knowledge } = await loadKnowledge(new URL('../../../knowledge', import.meta.url).pathname, '2026-11-23'));
  const entries = [...knowledge.entries.values()];
  const longest = 'w'.repeat(300);
  const matcher = { suggest: (_text: string, filter?: { limit?: number }) => entries.slice(0, filter?.limit ?? 20) };
  const search = (from: number) => searchCard({ text: longest, from }, { matcher, knowledge });
  cards = [
    ...entries.flatMap((entry): [string, Card][] => [
      [entry.id, entryCard(entry, knowledge)],
      [`${entry.id}, asked`, entryCard(entry, knowledge, { question: longest })],
      [`${entry.id}, as a tile`, { title: 'One', text: '', tiles: [entryTile(entry), entryTile(entry, 'choose')] }]
    ]),
    ...fixedCards(knowledge),
    ...entries.map((_entry, from): [string, Card] => [`look-up from ${from}`, search(from)]),
    ...Object.entries(gallery)
  ];
});

test('each button of any card of ours has a name of its own and a label that is shown whole; no address is read out', () => {
  const problems = cards.flatMap(([name, card]) => {
    const message = renderSlack(card);
    const drawn = [message, renderSlack(card, 'classic'), answerView(card, 'Spread Bot'), lookUpView({}, [], card)];
    const found = [...drawn.flatMap(({ blocks }) => slackNameProblems(blocks)), ...spokenProblems(message.text)];
    return found.map((problem) => `${name}: ${problem}`);
  });
  expect(problems).toEqual([]);
});

describe('no payload of any entry, tip or card of ours is one that Slack would refuse', () => {
  test.each(['native', 'classic'] as const)('as a message (%s)', (style) => {
    const refused = cards.flatMap(([name, card]) =>
      messageProblems(renderSlack(card, style)).map((p) => `${name}: ${p}`)
    );
    expect(refused).toEqual([]);
    expect(cards.length).toBeGreaterThan(400);
  });

  test('in a modal and in the look-up', () => {
    const refused = cards.flatMap(([name, card]) =>
      [
        answerView(card, 'Spread Bot'),
        lookUpView({ topic: 'publishing', kind: 'tool' }, aboutOf(knowledge).topics, card)
      ].flatMap((view) => viewProblems(view).map((p) => `${name}: ${p}`))
    );
    expect(refused).toEqual([]);
  });

  test('in the Home tab', () => {
    const channels = Array.from({ length: 200 }, (_, n) => `C0CHANNEL${n}`);
    const refused = knowledge.tips.flatMap((tip) =>
      viewProblems(
        homeView(welcomeCard(knowledge), prompts, { tip: tipCard(tip, knowledge), channels }, aboutOf(knowledge).topics)
      )
    );
    expect(refused).toEqual([]);
    expect(
      viewProblems(
        homeView(gallery.tooLong!, prompts, { tip: gallery.tooLong!, channels: [] }, aboutOf(knowledge).topics)
      )
    ).toEqual([]);
  });

  test('in the search box, which can hold every entry', () => {
    const entries = [...knowledge.entries.values()];
    for (let from = 0; from < entries.length; from += 100) {
      expect(optionsProblems({ options: searchOptions(entries.slice(from, from + 100)) })).toEqual([]);
    }
    expect(searchOptions(entries.slice(0, 100))).toHaveLength(100);
  });
});

test('no answer loses a word of its text, and its buttons all fit', () => {
  for (const entry of knowledge.entries.values()) {
    const drawn = JSON.stringify(renderSlack(entryCard(entry, knowledge)).blocks);
    expect([entry.id, drawn.includes('too long to show')]).toEqual([entry.id, false]);
    const last = entry.body
      .trim()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean)
      .at(-1)!;
    expect([entry.id, drawn.includes(last)]).toEqual([entry.id, true]);
  }
});

test('the page to open stands within the first six blocks of every answer, and no button in sight is cut', () => {
  const faults = [...knowledge.entries.values()].flatMap((entry) => {
    const card = entryCard(entry, knowledge, { question: 'a question', handsOver: true });
    const { blocks } = renderSlack(card);
    const url = card.links?.find(({ style }) => style === 'primary')?.url;
    const at = blocks.findIndex((block) => JSON.stringify(block).includes(`"url":${JSON.stringify(url)}`));
    const inSight = JSON.stringify(blocks.filter(({ type }) => type !== 'container'));
    return [
      url !== undefined && (at < 0 || at > 5) && `${entry.id}: the page to open is block ${at + 1}`,
      /"type":"button","text":\{"type":"plain_text","text":"[^"]*…"/.test(inSight) && `${entry.id}: a button is cut`
    ].filter(Boolean);
  });
  expect(faults).toEqual([]);
});

test('a window, which has no channel, offers nothing to share with one', () => {
  const share = { id: 'share', label: 'Share with everybody here', value: 'x' };
  const more = { id: 'more', label: 'Only spread', value: 'y' };
  const card = {
    title: 'What I found',
    text: '',
    actions: [share],
    more: { label: 'Narrow or share', actions: [more, share] }
  };
  const drawn = JSON.stringify(answerView(card, 'Spread Bot'));
  expect(drawn).toContain('Only spread');
  expect(drawn).not.toContain('Share with everybody');
  const alone = answerView({ ...card, more: { ...card.more, actions: [share] } }, 'Spread Bot');
  expect(JSON.stringify(alone)).not.toContain('Narrow or share');
});

test('the Home tab and the look-up offer the topics of the organisation, whatever they are', () => {
  const library = [{ id: 'e-books', title: 'E-books and audio' }];
  for (const view of [
    homeView({ title: 'Hello', text: '' }, prompts, { channels: [] }, library),
    lookUpView({}, library)
  ]) {
    expect(viewProblems(view)).toEqual([]);
    expect(JSON.stringify(view)).toContain('E-books and audio');
    expect(JSON.stringify(view)).not.toContain('Sustainability');
  }
  const many = Array.from({ length: 40 }, (_, index) => ({ id: `t${index}`, title: `Topic ${index}` }));
  expect(viewProblems(homeView({ title: 'Hello', text: '' }, prompts, { channels: [] }, many))).toEqual([]);
});
