import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { choicesCard } from '../../../src/core/conversation/answer.ts';
import { entryCard } from '../../../src/core/conversation/entry-card.ts';
import { splitLead, toNotification } from '../../../src/core/conversation/plain-text.ts';
import type { Action, Card, Link, Tile } from '../../../src/core/model/card.ts';
import type { Knowledge } from '../../../src/core/model/entry.ts';
import { loadKnowledge } from '../../../src/knowledge/index.ts';
import { fixedCards } from '../../support/fixed-cards.ts';

let knowledge: Knowledge;
let answers: [string, Card][];
let cards: [string, Card][];

beforeAll(async () => {
  const folder = fileURLToPath(new URL('../../../knowledge', import.meta.url));
  ({ knowledge } = await loadKnowledge(folder, '2026-11-23'));
  const entries = [...knowledge.entries.values()];
  answers = entries.map((entry): [string, Card] => [
    entry.id,
    entryCard(entry, knowledge, { question: 'a question', handsOver: true })
  ]);
  cards = [
    ...answers,
    ...entries.map((_, i): [string, Card] => [
      `choices ${i}`,
      choicesCard('q', entries.slice(i, i + 4), { handsOver: true })
    ]),
    ...fixedCards(knowledge)
  ];
});

type Button = Link | Action;
const buttonsOf = ({ links = [], actions = [], tiles = [] }: Partial<Card>): Button[] => [
  ...links,
  ...tiles.flatMap((tile: Tile) => [...(tile.links ?? []), ...(tile.actions ?? [])]),
  ...actions
];
const nameOf = ({ name, label }: Button): string => name ?? label;

describe('every answer', () => {
  test('says what it says in one sentence, and has at most five buttons in sight, the page to open first', () => {
    const faults = answers.flatMap(([id, card]) => {
      const buttons = buttonsOf(card);
      const primary = buttons.filter(({ style }) => style === 'primary');
      return [
        card.text.trim() === '' && `${id}: says nothing`,
        card.text.includes('\n\n') && `${id}: more than a paragraph`,
        buttons.length > 5 && `${id}: ${buttons.length} buttons in sight`,
        primary.length > 1 && `${id}: ${primary.length} main buttons`,
        primary.length === 1 && buttons[0] !== primary[0] && `${id}: the page to open is not first`
      ].filter(Boolean);
    });
    expect(faults).toEqual([]);
  });

  test('says on the button of another entry’s home page whose it is', () => {
    const bare = answers.flatMap(([id, { tiles = [] }]) =>
      tiles.some(({ links = [] }) => links.some(({ label }) => label === 'Home page')) ? [id] : []
    );
    expect(bare).toEqual([]);
    const { tiles = [] } = answers.find(([id]) => id === 'concept-funding')![1];
    expect(tiles.flatMap(({ links = [] }) => links).map(({ label }) => label)).toContain('Home page of Q community');
  });

  test('loses nothing of its entry: what is not in sight is folded', () => {
    for (const [id, { text, more }] of answers) {
      const { body } = knowledge.entries.get(id)!;
      const rest = body.trim().slice(text.length).trim();
      expect([id, body.trim().startsWith(text)]).toEqual([id, true]);
      expect([id, (more?.text ?? '').startsWith(rest)]).toEqual([id, true]);
    }
  });

  test('has a foot with a source by name and not by host', () => {
    const hosts = answers.filter(([, { footer = '' }]) => /Source: [\w-]+(\.[\w-]+)+(,| ·|$)/.test(footer));
    expect(hosts.map(([id]) => id)).toEqual([]);
  });
});

test('no two buttons of a card have the same name, folded ones included', () => {
  const twice = cards.flatMap(([id, card]) => {
    const names = [...buttonsOf(card), ...buttonsOf(card.more ?? {})].map(nameOf);
    return names.filter((name, i) => names.indexOf(name) !== i).map((name) => `${id}: ${name}`);
  });
  expect(twice).toEqual([]);
});

test('no label of an answer or of choices is longer than what Slack shows of a button', () => {
  const labelled = cards.filter(([id]) => !/^(?:help|welcome)/.test(id));
  const long = labelled.flatMap(([id, card]) =>
    [...buttonsOf(card), ...buttonsOf(card.more ?? {})]
      .filter(({ label }) => label.length > 30 && !label.startsWith('Email '))
      .map(({ label }) => `${id}: ${label}`)
  );
  expect(long).toEqual([]);
});

test('a notification begins with the answer and holds no address', () => {
  for (const [id, card] of answers) {
    const text = toNotification(card);
    expect([
      id,
      /https?:/.test(text.replaceAll(/\bhttps?:\S+/g, (address) => (card.text.includes(address) ? '' : address)))
    ]).toEqual([id, false]);
    expect([id, text.startsWith(card.title)]).toEqual([id, card.text.startsWith(card.title)]);
  }
});

describe('the sentence that answers', () => {
  test.each([
    ['One sentence stands here alone.', 'One sentence stands here alone.', ''],
    ['The first sentence of two. And another.', 'The first sentence of two.', 'And another.'],
    ['Ask Dr. Smith of the ward. Then go.', 'Ask Dr. Smith of the ward.', 'Then go.'],
    [
      'A **bold sentence that ends. Inside its** marks. Next one.',
      'A **bold sentence that ends. Inside its** marks.',
      'Next one.'
    ],
    ['A paragraph before a list:\n- one\n- two', 'A paragraph before a list:', '- one\n- two'],
    [
      'See [the long. Guide](https://example.org/a.b) first. Next.',
      'See [the long. Guide](https://example.org/a.b) first.',
      'Next.'
    ]
  ])('of %j', (body, lead, rest) => {
    expect(splitLead(body)).toEqual({ lead, rest });
  });
});
