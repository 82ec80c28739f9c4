import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Card, PeopleChart } from '../../../../src/core/model/card.ts';
import type { DataVisualizationBlock } from '../../../../src/platforms/slack/render/chart.ts';
import { renderSlack } from '../../../../src/platforms/slack/render/render.ts';
import { gallery } from '../../../fixtures/cards.ts';
import { runs } from '../../../support/property-runs.ts';
import { messageProblems, walk } from '../../../support/slack-validator.ts';

const types = (card: Card, style?: 'native' | 'classic') => renderSlack(card, style).blocks.map((block) => block.type);
const json = (card: Card) => JSON.stringify(renderSlack(card).blocks);

describe('every card of the gallery', () => {
  for (const [name, card] of Object.entries(gallery)) {
    test.each(['native', 'classic'] as const)(`${name} keeps Slack's limits, %s`, (style) => {
      expect(messageProblems(renderSlack(card, style))).toEqual([]);
    });
  }
});

describe('the answer card', () => {
  test('uses the blocks Slack has for each slot, in the order of the slots', () => {
    expect(types(gallery.fullest!)).toEqual([
      'header',
      'context',
      'rich_text',
      'section',
      'section',
      'section',
      'actions',
      'section',
      'actions',
      'section',
      'actions',
      'section',
      'context_actions',
      'context'
    ]);
  });

  test('uses no newer block in the classic style', () => {
    const old = ['header', 'section', 'context', 'actions', 'rich_text'];
    expect(types(gallery.fullest!, 'classic').filter((type) => !old.includes(type))).toEqual([]);
  });

  test('draws a tile with one button as one line with the button beside it', () => {
    const actions = [{ id: 'open', label: 'Show', name: 'Show: One', value: 'one' }];
    const [, tile] = renderSlack({ title: 't', text: '', tiles: [{ title: 'One', actions }] }).blocks;
    expect(tile).toMatchObject({ type: 'section', accessory: { accessibility_label: 'Show: One', value: 'one' } });
  });

  test('folds what is folded in a message, and draws it in its place in a view, which takes no container', () => {
    const card = { title: 't', text: 'Said.', more: { label: 'More and sources', text: 'Folded.' } };
    expect(renderSlack(card).blocks.at(-1)).toMatchObject({
      type: 'container',
      is_collapsible: true,
      default_collapsed: true,
      title: { text: 'More and sources' },
      child_blocks: [{ type: 'section' }]
    });
    expect(renderSlack(card, 'classic').blocks.map(({ type }) => type)).toEqual(['header', 'section', 'section']);
  });

  test('notifies with what is said, not with the title, and without addresses', () => {
    const links = [{ label: 'Open the guide', url: 'https://example.org/' }];
    expect(renderSlack({ title: 'Title', text: 'It **answers**.', links }).text).toBe(
      'It answers.\nTitle\nOpen the guide'
    );
  });

  test('draws tiles with more buttons than a card shows as sections, so that none is lost', () => {
    const actions = ['a', 'b', 'c', 'd'].map((label) => ({ id: 'open', label, value: label }));
    expect(types({ title: 't', text: '', tiles: [{ title: 'One', actions }] })).toEqual([
      'header',
      'section',
      'actions'
    ]);
  });

  test('keeps a title that is too long for a header whole', () => {
    const title = 'word '.repeat(60).trim();
    expect(renderSlack({ title, text: '' }).blocks[0]).toMatchObject({ type: 'section', text: { text: `*${title}*` } });
  });

  test('draws mail addresses as links in text, since a button opens only web pages', () => {
    const { blocks } = renderSlack({ title: 't', text: '', links: [{ label: 'Write', url: 'mailto:a@b.uk' }] });
    expect(blocks[1]).toMatchObject({ type: 'section', text: { text: '<mailto:a@b.uk|Write>' } });
  });

  test('names what the menu of related entries holds', () => {
    const menu = renderSlack(gallery.fullest!).blocks.at(-3);
    expect(menu).toMatchObject({
      text: { text: '*Related:* EQUATOR network · Writing up a project · TIDieR' },
      accessory: { type: 'overflow', options: [{ value: 'equator-network' }, {}, {}] }
    });
  });

  test('says everything in its top-level text too', () => {
    const { text } = renderSlack(gallery.fullest!);
    for (const part of [
      'SQUIRE 2.0',
      '18 items',
      'This replaces SQUIRE 1.0',
      'Best for: ',
      'BMJ Open Quality',
      'Reviewed 23'
    ])
      expect(text).toContain(part);
  });
});

describe('a chart', () => {
  const { chart } = gallery.people!;
  const people = chart as PeopleChart;

  test('of people is a group of bars for each of the first three rows, with those who did not know apart', () => {
    const block = renderSlack(gallery.people!).blocks.find(({ type }) => (type as string) === 'data_visualization');
    const answers = ['Step 0', 'Step 1', 'Step 2', 'Step 3', 'Step 4', 'Did not know'];
    expect(block).toMatchObject({ chart: { type: 'bar', series: answers.map((name) => ({ name })) } });
    const { series, axis_config } = (block as unknown as DataVisualizationBlock).chart;
    expect(axis_config.categories).toHaveLength(3);
    expect(series.map(({ data }) => data.map(({ value }) => value))).toEqual([
      [1, 1, 1],
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
      [3, 3, 3],
      [2, 0, 2]
    ]);
  });

  test('of people is left out where Slack would refuse it, and in the older blocks', () => {
    const row = people.rows[0]!;
    const twice = { ...people, rows: [row, row] };
    const many = { ...people, answers: Array.from({ length: 6 }, (_, i) => `Step ${i}`) };
    expect(types({ title: 't', text: '', chart: twice })).toEqual(['header']);
    expect(types({ title: 't', text: '', chart: many })).toEqual(['header']);
    expect(types({ title: 't', text: '', chart: { ...people, rows: [] } })).toEqual(['header']);
    expect(types({ title: 't', text: '', chart: people }, 'classic')).toEqual(['header']);
  });

  test('of steps is left out, as an axis without an end of its own shows a low step as high', () => {
    expect(types(gallery.steps!)).toEqual(['header', 'section', 'section']);
  });
});

describe('what a person typed', () => {
  test('stands only where Slack reads no markup', () => {
    const quote = gallery.hostile!.quote!;
    walk(renderSlack({ title: 't', text: 'x', quote }).blocks, (value) => {
      const block = value as { type?: string; text?: string };
      if (block?.type === 'mrkdwn') expect(block.text).toBe('x');
    });
    expect(json({ title: 't', text: '', quote })).toContain('<!channel> <@U012345|boss>');
  });

  test('is no markup where it stands within our own words', () => {
    const typed = 'a *bold* _move_ ~or~ `two`';
    const drawn = json({
      title: 't',
      text: '',
      note: `I did not understand “${typed}”.`,
      facts: [{ label: 'Asked', value: typed }],
      tiles: [{ title: typed, text: typed }]
    });
    expect(drawn.match(/a ∗bold\* ˍmove_ ∼or~ ˋtwo`/g)).toHaveLength(4);
    expect(json({ title: 't', text: 'an \\*asterisk\\* and **bold**' })).toContain('an ∗asterisk∗ and *bold*');
    expect(json({ title: 't', text: 'snake_case, 2 * 3' })).toContain('snake_case, 2 * 3');
  });

  test('loses control characters, half characters and direction overrides', () => {
    expect(json(gallery.hostile!)).not.toMatch(/[\u202E\u202C\u2066]|\\u0000|\\u0007|\\ud800/i);
  });
});

describe('any card', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.constantFrom(
      '<!channel>',
      '&&&&',
      '*'.repeat(300),
      '[a](http://x|y)',
      '👩🏽‍⚕️'.repeat(60),
      '> q',
      '<@U1>',
      'a'.repeat(4000)
    ),
    fc
      .array(fc.constantFrom('<!here>', '<', '&', '`', '**', '[', '](', 'http://a.b', '\n', '- ', '👍', ' ', 'x'), {
        maxLength: 80
      })
      .map((parts) => parts.join(''))
  );
  const action = fc.record({ id: fc.constantFrom('open', 'choose'), label: text, value: text });
  const link = fc.record({ label: text, url: fc.oneof(fc.webUrl(), text, fc.constant('mailto:a@b.c')) });
  const tile = fc.record(
    {
      title: text,
      subtitle: text,
      text,
      links: fc.array(link, { maxLength: 3 }),
      actions: fc.array(action, { maxLength: 3 })
    },
    { requiredKeys: ['title'] }
  );
  const count = fc.nat({ max: 500 });
  const people = fc.record({
    kind: fc.constant('people'),
    title: text,
    answers: fc.array(text, { maxLength: 8 }),
    rows: fc.array(fc.record({ label: text, people: fc.array(count, { maxLength: 8 }), unknown: count, says: text }), {
      maxLength: 5
    })
  });
  const card = fc.record(
    {
      title: text,
      text,
      subtitle: text,
      quote: text,
      note: text,
      footer: text,
      facts: fc.array(fc.record({ label: text, value: text }), { maxLength: 12 }),
      links: fc.array(link, { maxLength: 6 }),
      tiles: fc.array(tile, { maxLength: 12 }),
      actions: fc.array(action, { maxLength: 30 }),
      chart: people,
      feedback: fc.record({ about: text })
    },
    { requiredKeys: ['title', 'text'] }
  );

  test('keeps the limits and lets no mention through, whatever it holds', () => {
    fc.assert(
      fc.property(card, (any) => {
        expect(messageProblems(renderSlack(any as Card))).toEqual([]);
        expect(messageProblems(renderSlack(any as Card, 'classic'))).toEqual([]);
      }),
      { numRuns: runs(300), seed: 20261123 }
    );
  });
});

describe('buttons for a reading voice', () => {
  const buttons = (card: Card, style?: 'native' | 'classic') => {
    const found: Record<string, unknown>[] = [];
    walk(renderSlack(card, style).blocks, (value) => {
      const element = (value ?? {}) as Record<string, unknown>;
      if (element.type === 'button') found.push(element);
      for (const key of ['positive_button', 'negative_button']) if (element[key]) found.push(element[key] as never);
    });
    return found;
  };

  for (const [name, card] of Object.entries(gallery)) {
    test.each(['native', 'classic'] as const)(`of the card ${name} have each a name of their own, %s`, (style) => {
      const names = buttons(card, style).map((button) => button.accessibility_label);
      expect(names.filter((label) => typeof label !== 'string' || label === '')).toEqual([]);
      expect(new Set(names).size).toBe(names.length);
    });

    test(`of the card ${name} have labels that Slack shows whole`, () => {
      const labels = buttons(card).map((button) => (button.text as { text: string }).text);
      expect(labels.filter((label) => label.length > 30)).toEqual([]);
    });
  }

  test('name the entry they belong to', () => {
    const [open, why, thumb] = buttons({
      title: 'SQUIRE 2.0',
      text: 'A checklist.',
      links: [{ label: 'Open the checklist', url: 'https://example.org/' }],
      actions: [{ id: 'why', label: 'Why this answer?', value: 'squire-2' }],
      feedback: { about: 'squire-2' }
    }).map((button) => button.accessibility_label);
    expect([open, why, thumb]).toEqual([
      'Open the checklist: SQUIRE 2.0, in your browser',
      'Why this answer?: SQUIRE 2.0',
      'Yes, “SQUIRE 2.0” was helpful'
    ]);
  });
});

test('a choice whose label Slack might cut is a line with a short button beside it', () => {
  const label = 'How to write up your quality improvement project';
  const [, line] = renderSlack({ title: 't', text: '', actions: [{ id: 'choose', label, value: 'x' }] }).blocks;
  expect(line).toMatchObject({
    type: 'section',
    text: { text: label },
    accessory: { text: { text: 'This one' }, accessibility_label: `This one: ${label}`, value: 'x' }
  });
});

test('commands are written as Slack takes them, in text, footer and what is read out', () => {
  const { text, blocks } = renderSlack({
    title: 'Tips',
    text: 'Write `tips resume`, or `every friday 2pm`.',
    footer: 'To pause these tips write “tips pause” to me. See “Tips for writing” and “find out more”.'
  });
  const drawn = JSON.stringify(blocks);
  expect(drawn).toContain('`/spread tips resume`');
  expect(drawn).toContain('`every friday 2pm`');
  expect(drawn).toContain('“/spread tips pause” to me. See “Tips for writing” and “find out more”.');
  expect(text).toContain('/spread tips resume');
});
