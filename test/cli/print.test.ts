import { describe, expect, test } from '@jest/globals';
import { createPrinter, drawsLinks } from '../../src/cli/print.ts';
import { gallery } from '../fixtures/cards.ts';

const esc = String.fromCharCode(27);
const plain = createPrinter({ width: 72, colour: false, hyperlinks: false, interactive: true });
const rich = createPrinter({ width: 72, colour: true, hyperlinks: true });

describe.each(Object.entries(gallery))('the card %s', (_name, card) => {
  test('is drawn with its title and every button, and lets nothing command the terminal', () => {
    const { text, buttons } = plain(card);
    expect(text.replace(/\s+/g, ' ')).toContain(card.title.replace(/\s+/g, ' ').trim().slice(0, 20));
    expect(text).not.toMatch(/(?!\n)\p{Cc}/u);
    const wanted = (card.actions ?? []).length + (card.tiles ?? []).flatMap(({ actions }) => actions ?? []).length;
    expect(buttons).toHaveLength(wanted + (card.feedback ? 2 : 0));
  });
});

test('without colour a link shows its address; where the terminal can, the words are the link', () => {
  const card = {
    title: 'T',
    text: 'See [the guide](https://example.org/g).',
    links: [{ label: 'Open', url: 'https://example.org/o' }]
  };
  expect(plain(card).text).toContain('the guide: https://example.org/g');
  expect(plain(card).text).toContain('Open: https://example.org/o');
  expect(rich(card).text).toContain(`${esc}]8;;https://example.org/o${esc}\\`);
});

test('lines are wrapped at the width, markup not counted', () => {
  const card = { title: 'T', text: `**${'word '.repeat(60).trim()}**\n\n- ${'item '.repeat(40).trim()}` };
  for (const line of plain(card).text.split('\n')) expect(line.length).toBeLessThanOrEqual(72);
  expect(plain(card).text).toMatch(/^• item/m);
  expect(plain(card).text).toMatch(/^ {2}item/m);
});

test.each([
  [{ TERM: 'xterm-256color' }, false],
  [{ TERM: 'screen-256color', TERM_PROGRAM: 'iTerm.app' }, false],
  [{ TERM: 'xterm-256color', TERM_PROGRAM: 'Apple_Terminal' }, false],
  [{ TERM: 'linux' }, false],
  [{ TERM: 'xterm-256color', TERM_PROGRAM: 'vscode' }, true],
  [{ TERM: 'xterm-256color', VTE_VERSION: '7200' }, true],
  [{ TERM: 'xterm-256color', VTE_VERSION: '4205' }, false],
  [{ WT_SESSION: 'a-b' }, true],
  [{ TERM: 'xterm-kitty' }, true],
  [{}, false]
])('%j draws links: %s', (environment, expected) => {
  expect(drawsLinks(environment)).toBe(expected);
});
