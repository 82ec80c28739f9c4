import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lexer, type Token } from 'marked';
import type { Card } from '../../../../src/core/model/card.ts';
import { renderTeams, type TeamsMessage, utf16Bytes } from '../../../../src/platforms/teams/render/render.ts';
import { gallery } from '../../../fixtures/cards.ts';
import { adaptiveCardFaults, withoutCharts } from '../../../support/adaptive-card-schema.ts';
import { runs } from '../../../support/property-runs.ts';

const { AdaptiveCard, SerializationContext, Versions } = createRequire(import.meta.url)(
  'adaptivecards/dist/adaptivecards.js'
);

interface Json {
  [property: string]: unknown;
}

/** Every object of a drawn card, in reading order. */
function nodes(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(nodes);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Json, ...Object.values(value).flatMap(nodes)];
}

const ofType = (drawn: TeamsMessage, type: string) => nodes(drawn.card.body).filter((each) => each.type === type);

/** Texts that Teams reads as Markdown: TextBlocks and facts. */
const readAsMarkdown = (drawn: TeamsMessage) => [
  ...ofType(drawn, 'TextBlock').map((each) => String(each.text)),
  ...ofType(drawn, 'FactSet').flatMap((set) => (set.facts as Json[]).flatMap((f) => [String(f.title), String(f.value)]))
];

const tokens = (list: readonly Token[]): Token[] =>
  list.flatMap((each) => [
    each,
    ...tokens('tokens' in each ? (each.tokens ?? []) : []),
    ...tokens('items' in each ? each.items : [])
  ]);

function parserFaults(card: unknown): string[] {
  const context = new SerializationContext(Versions.v1_5);
  const parsed = new AdaptiveCard();
  parsed.parse(card, context);
  const events = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message);
  return [...events, ...parsed.validateProperties().validationEvents.map((each: Json) => each.message)];
}

describe('renderTeams draws the gallery', () => {
  test.each(Object.entries(gallery))('%s: valid by the schema and by the Adaptive Cards parser', (_name, card) => {
    for (const feedback of ['native', 'buttons'] as const) {
      const drawn = renderTeams(card, { feedback });
      expect(adaptiveCardFaults(drawn.card)).toEqual([]);
      expect(parserFaults(withoutCharts(drawn.card))).toEqual([]);
      expect(utf16Bytes(drawn.card)).toBeLessThan(80 * 1024);
    }
  });

  test.each(Object.entries(gallery))('%s: text wraps, has a heading, a summary and a fallback', (_name, card) => {
    const drawn = renderTeams(card);
    expect(ofType(drawn, 'TextBlock').every((each) => each.wrap === true)).toBe(true);
    expect(ofType(drawn, 'TextBlock').filter((each) => each.style === 'heading').length).toBeGreaterThan(0);
    expect(drawn.card.fallbackText).not.toBe('');
    expect(drawn.summary).not.toBe('');
    expect(drawn.summary).not.toContain('\n');
  });

  test.each(Object.entries(gallery).filter(([name]) => name !== 'tooLong'))('%s: nothing is lost', (_name, card) => {
    const drawn = renderTeams(card);
    // Each button of ours is drawn once; beside those that press stands the same for older clients, as their fallback.
    const data = (type: string) => ofType(drawn, type).map((each) => each.data as Json);
    const opening = data('Action.Submit').flatMap(({ msteams, ...rest }) => (msteams ? [rest] : []));
    const actions = [...(card.tiles ?? []).flatMap((each) => each.actions ?? []), ...(card.actions ?? [])];
    const wanted = (opens: boolean) =>
      actions.filter((each) => Boolean(each.opens) === opens).map(({ id, value }) => ({ action: id, value }));
    expect(data('Action.Execute')).toEqual(wanted(false));
    expect(opening).toEqual(wanted(true));
    const everything = JSON.stringify(drawn.card.body);
    for (const link of card.links ?? []) {
      if (/^https?:/.test(link.url)) expect(everything).toContain(JSON.stringify(new URL(link.url).href).slice(1, -1));
    }
    expect(everything).not.toContain('…');
    expect(drawn.feedback).toEqual(card.feedback);
  });

  test('too long: every slot that can stay stays, and the rest is said to be missing', () => {
    const drawn = renderTeams(gallery.tooLong!);
    expect(ofType(drawn, 'Action.Execute').length).toBeGreaterThanOrEqual(15);
    const many = { ...gallery.tooLong!, tiles: Array.from({ length: 200 }, () => gallery.tooLong!.tiles![0]!) };
    expect(JSON.stringify(renderTeams(many).card.body)).toContain('There is more than Teams can show in one card.');
  });
});

test('no card is too large for Teams, however large its slots', () => {
  const huge = '"\u0001<*é'.repeat(700);
  const many = <T>(one: T): T[] => Array.from({ length: 60 }, () => one);
  const url = `https://example.org/${'é'.repeat(3000)}`;
  const actions = many({ id: 'open', label: huge, value: '"'.repeat(1900) });
  const links = [...many({ label: huge, url }), { label: 'Mail', url: `mailto:${'x'.repeat(100_000)}` }];
  const tile = { title: huge, subtitle: huge, text: huge, links, actions };
  const card: Card = {
    ...{ title: huge, subtitle: huge, quote: huge, text: huge, note: huge, footer: huge },
    ...{ facts: many({ label: huge, value: huge }), links, tiles: many(tile), actions, feedback: { about: 'x' } }
  };
  const drawn = renderTeams(card, { feedback: 'buttons' });
  expect(utf16Bytes([drawn.card, drawn.summary])).toBeLessThan(80 * 1024);
  expect(adaptiveCardFaults(drawn.card)).toEqual([]);
});

describe('a button', () => {
  test('falls back to Action.Submit with the same data', () => {
    const [button] = ofType(renderTeams(gallery.choices!), 'Action.Execute');
    const data = { action: 'choose', value: 'nhs-sustainability-model' };
    expect(button).toMatchObject({ verb: 'choose', data, fallback: { type: 'Action.Submit', data } });
  });

  test('with a long title has a row of its own, and no row is wider than a phone', () => {
    const sets = ofType(renderTeams(gallery.tooLong!), 'ActionSet').concat(
      ofType(renderTeams(gallery.fullest!), 'ActionSet')
    );
    for (const set of sets) {
      const titles = (set.actions as Json[]).map((each) => String(each.title));
      expect(titles.length === 1 || titles.join('').length <= 30).toBe(true);
      expect(titles.every((each) => each !== '')).toBe(true);
    }
  });

  test('whose title is cut tells the whole of it in its tooltip', () => {
    const label = 'Consolidated Framework for Implementation Research (CFIR)';
    const drawn = renderTeams({ title: 'T', text: '', actions: [{ id: 'open', label, value: 'cfir' }] });
    const [button] = ofType(drawn, 'Action.Execute');
    expect(button).toMatchObject({ title: 'Consolidated Framework for…', tooltip: label });
  });

  test('opens only web addresses; mail addresses become a line of text', () => {
    const drawn = renderTeams({
      title: 'Links',
      text: '',
      links: [
        { label: 'Bad', url: 'javascript:alert(1)' },
        { label: 'Worse', url: 'https://nhs.uk@evil.example/' },
        { label: 'Library', url: 'mailto:library@example.nhs.uk?subject=Help' }
      ]
    });
    expect(ofType(drawn, 'Action.OpenUrl')).toEqual([]);
    expect(readAsMarkdown(drawn)).toContain(
      'Library: [library@example.nhs.uk](mailto:library@example.nhs.uk?subject=Help)'
    );
  });
});

describe('a chart', () => {
  test('of steps is a line a row, whose words are the same, and no bar where there is no step', () => {
    const rows = ofType(renderTeams(gallery.steps!), 'ColumnSet').map((row) =>
      ofType({ card: { body: [row] } } as never, 'RichTextBlock').map(({ inlines }) =>
        (inlines as Json[]).map(({ text }) => text).join('')
      )
    );
    expect(rows).toEqual([
      ['Works here', '□□□□ 0 of 4'],
      ['The parts that must stay', '■■■■ 4 of 4'],
      ['Someone who leads it', 'You don’t know']
    ]);
  });

  test('of people is one of Teams, with those who did not know apart, of no more rows than it takes', () => {
    const [chart] = ofType(renderTeams(gallery.people!), 'Chart.HorizontalBar.Stacked');
    expect(chart!.fallback).toBe('drop');
    const rows = chart!.data as { title: string; data: Json[] }[];
    expect(rows[0]!.title).toBe('Factor 1 of <six> & more (people)');
    expect(rows).toHaveLength(4);
    expect(rows[0]!.data).toEqual([
      { legend: 'Step 0', value: 1, color: 'divergingMaroon' },
      { legend: 'Step 4', value: 3, color: 'divergingBlue' },
      { legend: 'Did not know', value: 2, color: 'divergingGray' }
    ]);
    expect(rows[1]!.data.map(({ legend }) => legend)).toEqual(['Step 0', 'Step 4']);
  });
});

describe('thumbs', () => {
  test('are native unless buttons are asked for', () => {
    const card: Card = { title: 'T', text: 't', feedback: { about: 'squire-2' } };
    expect(renderTeams(card).feedback).toEqual({ about: 'squire-2' });
    const drawn = renderTeams(card, { feedback: 'buttons' });
    expect(drawn.feedback).toBeUndefined();
    expect(ofType(drawn, 'Action.Execute').map((each) => each.data)).toEqual([
      { feedback: 'squire-2', helpful: true },
      { feedback: 'squire-2', helpful: false }
    ]);
  });
});

describe("a person's words", () => {
  test('are shown whole, up to what a field of a form takes, with their line breaks', () => {
    const said = `First try one ward.\n\n - then two\n${'x'.repeat(2900)}`;
    const runs = ofType(renderTeams({ title: 'T', text: '', quote: said }), 'TextRun').map(({ text }) => text);
    expect(runs).toEqual(['“First try one ward.', '- then two', `${'x'.repeat(2900)}”`]);
  });

  test('stand in TextRuns only, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (noise) => {
        const drawn = renderTeams({ title: 'T', text: 'body', quote: `QQ${noise}QQ` });
        expect(readAsMarkdown(drawn).filter((each) => each.includes('QQ'))).toEqual([]);
        expect(ofType(drawn, 'TextRun').some((each) => String(each.text).startsWith('“QQ'))).toBe(true);
        expect(drawn.card.fallbackText).not.toContain('QQ');
      }),
      { numRuns: runs(300) }
    );
  });

  test('in any plain slot become no link, no emphasis, no list, no client function', () => {
    const markup = fc.array(
      fc.constantFrom(
        '**',
        '*',
        '_',
        '[x](https://evil.example)',
        '`',
        '- ',
        '1. ',
        '# ',
        '> ',
        '<b>',
        '{{DATE(',
        '\\',
        '\n',
        'word ',
        '\u202e'
      ),
      { minLength: 1, maxLength: 12 }
    );
    fc.assert(
      fc.property(markup, (parts) => {
        const text = parts.join('');
        const drawn = renderTeams({
          title: text,
          subtitle: text,
          text: '',
          note: text,
          facts: [{ label: text, value: text }],
          tiles: [{ title: text, subtitle: text, text }],
          footer: text
        });
        const kinds = readAsMarkdown(drawn).flatMap((each) =>
          tokens(lexer(each, { gfm: false })).map((token) => token.type)
        );
        expect(kinds.filter((kind) => !['paragraph', 'text', 'escape', 'space'].includes(kind))).toEqual([]);
        expect(JSON.stringify(drawn.card)).not.toMatch(/\{\{DATE|\u202e/);
        expect(adaptiveCardFaults(drawn.card)).toEqual([]);
      }),
      { numRuns: runs(300) }
    );
  });
});

describe('Card.text', () => {
  const drawnText = (text: string) => readAsMarkdown(renderTeams({ title: 'T', text })).slice(1);

  test('keeps bold, italic, links and lists, one block a TextBlock', () => {
    expect(drawnText('A **b** and *c*.\n\n- one\n- [two](https://a.example/x_(y))\n\n3. three\n4. four')).toEqual([
      'A **b** and _c_.',
      '- one\n- [two](https://a.example/x_%28y%29)',
      '3. three\n4. four'
    ]);
  });

  test('draws what Teams cannot as plain text', () => {
    expect(drawnText('# Head\n\n`a_b` and <b>x</b>\n\n> quoted\n\n| a | b |\n| --- | --- |\n| 1 | 2 |')).toEqual([
      '**Head**',
      'a\\_b and <\u200bb>x<\u200b/b>',
      'quoted',
      'a · b',
      '1 · 2'
    ]);
  });

  test('flattens nested lists and drops addresses that are not for people', () => {
    expect(drawnText('- a\n  - b\n- c [bad](javascript:alert) ![pic](https://evil.example/p.png)')).toEqual([
      '- a\n- b\n- c bad pic'
    ]);
  });
});

test('the title of a tile is a heading, for those who listen to the card', () => {
  const { card } = renderTeams({ title: 'T', text: '', tiles: [{ title: 'SQUIRE *2.0*', text: 'A checklist.' }] });
  const headings = JSON.stringify(card).match(/"text":"[^"]*"[^{}]*"style":"heading"/g) ?? [];
  expect(headings).toHaveLength(2);
  expect(headings[1]).toContain('SQUIRE \\\\*2.0\\\\*');
});

test.each([
  ['a short button beside it', [{ label: 'Details', url: 'https://example.org/' }], 'ColumnSet'],
  ['a long button under it', [{ label: 'Open the whole journal', url: 'https://example.org/' }], 'Container'],
  ['an address under it', [{ label: 'Library', url: 'mailto:library@example.nhs.uk' }], 'Container']
])('a tile keeps most of the width: %s', (_, links, type) => {
  const { body } = renderTeams({ title: 'T', text: '', tiles: [{ title: 'Your library', links }] }).card;
  expect(body).toContainEqual(expect.objectContaining({ type }));
  expect(body.filter((node) => node.type === 'ColumnSet')).toHaveLength(type === 'ColumnSet' ? 1 : 0);
});
