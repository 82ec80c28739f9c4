import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from '@jest/globals';
import { lexer, type Token } from 'marked';
import { entryCard, entryTile } from '../../../src/core/conversation/entry-card.ts';
import type { Card } from '../../../src/core/model/card.ts';
import { loadKnowledge } from '../../../src/knowledge/index.ts';
import { toTeamsMarkdown } from '../../../src/platforms/teams/render/markdown.ts';
import { renderTeams, utf16Bytes } from '../../../src/platforms/teams/render/render.ts';
import { teamsNameProblems } from '../../support/accessible-names.ts';
import { adaptiveCardFaults } from '../../support/adaptive-card-schema.ts';
import { fixedCards } from '../../support/fixed-cards.ts';

let cards: [string, Card][];
beforeAll(async () => {
  const { knowledge } = await loadKnowledge(
    fileURLToPath(new URL('../../../knowledge', import.meta.url)),
    '2026-11-23'
  );
  const entries = [...knowledge.entries.values()];
  cards = [
    ...entries.flatMap((entry): [string, Card][] => [
      [entry.id, entryCard(entry, knowledge, { question: 'w'.repeat(300) })],
      [`${entry.id}, as a tile`, { title: 'One', text: '', tiles: [entryTile(entry), entryTile(entry, 'choose')] }]
    ]),
    ...fixedCards(knowledge)
  ];
});

test("no card of any entry, tip or page of ours breaks Microsoft's schema or comes near Teams' limit", () => {
  const faults = cards.flatMap(([name, card]) =>
    adaptiveCardFaults(renderTeams(card).card).map((f) => `${name}: ${f}`)
  );
  expect(faults).toEqual([]);
  expect(cards.length).toBeGreaterThan(300);
  const largest = Math.max(...cards.map(([, card]) => utf16Bytes(renderTeams(card).card)));
  expect(largest).toBeLessThan(60 * 1024);
});

test('each button of any card of ours has a name of its own', () => {
  // The cards of the tiles show an entry twice, as no reply does.
  const replies = cards.filter(([name]) => !name.endsWith('as a tile'));
  const problems = replies.flatMap(([name, card]) =>
    teamsNameProblems(renderTeams(card).card).map((p) => `${name}: ${p}`)
  );
  expect(problems).toEqual([]);
});

test('no card loses anything: nothing is cut but long titles of buttons, and those stand whole in the tooltip', () => {
  const cut = cards.flatMap(([name, card]) => {
    const drawn = JSON.stringify(renderTeams(card).card.body, (key, value) =>
      key === 'actions' || key === 'actionSet' ? undefined : value
    );
    return /…|There is more than Teams/.test(drawn) && !/…/.test(JSON.stringify(card)) ? [name] : [];
  });
  expect(cut).toEqual([]);
});

test('every text is drawn with nothing but what Teams knows: bold, italic, links, flat lists', () => {
  const known = ['paragraph', 'text', 'strong', 'em', 'link', 'list', 'list_item', 'escape', 'space'];
  const kinds = (tokens: readonly Token[]): string[] =>
    tokens.flatMap((each) => [
      each.type,
      ...kinds('tokens' in each ? (each.tokens ?? []) : []),
      ...kinds('items' in each ? each.items : [])
    ]);
  const strange = cards.flatMap(([name, card]) =>
    kinds(toTeamsMarkdown(card.text, 8000).flatMap((block) => lexer(block)))
      .filter((kind) => !known.includes(kind))
      .map((kind) => `${name}: ${kind}`)
  );
  expect(strange).toEqual([]);
});
