import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { markupFaults } from '../../../src/knowledge/markup.ts';
import { bodyWords } from '../../../src/knowledge/schema.ts';
import { countWords, unmarked } from '../../../src/tools/importing/flatten.ts';
import { splitSections } from '../../../src/tools/importing/sections.ts';
import { runs } from '../../support/property-runs.ts';

const split = (markdown: string, address?: string) => splitSections(markdown, 'Document', address);
const bodyOf = (markdown: string): string =>
  split(markdown)
    .sections.map(({ body }) => body)
    .join('\n\n');

describe('what cards do not draw becomes what they do', () => {
  test.each([
    [
      'a table',
      '| Tool | Time |\n|---|---|\n| Planner | 1 hour |\n| Notes | |',
      '- Tool: Planner; Time: 1 hour\n- Tool: Notes'
    ],
    ['a nested list', '- Plan\n  - who\n  - when\n- Do', '- Plan: who; when\n- Do'],
    ['a numbered list', '3. First.\n4. Second.', '3. First.\n4. Second.'],
    ['tick boxes', '- [ ] Ask\n- [x] Tell', '- Ask\n- Tell'],
    ['a list inside a loose list', '1. Plan:\n\n    - who\n    - when\n\n2. Do', '1. Plan: who; when\n2. Do'],
    ['marks of footnotes', 'Early.[1](#fn1) See.\n\n1. The note. [↩](#ref1)', 'Early. See.\n\n1. The note.'],
    ['a quotation', '> It *stopped*.', 'It *stopped*.'],
    ['code', '```\nnpm *start*\n```', 'npm \\*start\\*'],
    [
      'HTML, pictures and rules',
      'A <b>bold</b> word ![alt](x.png).<br>Next\n\n<script>x()</script>\n\n---\n',
      'A bold word . Next'
    ]
  ])('%s', (_what, markdown, body) => {
    expect(bodyOf(markdown)).toBe(body);
  });
});

describe('headings', () => {
  test('three or more in a row with nothing under them are lines of the text, and one of many words is a paragraph', () => {
    const agenda =
      '## Aim\n\nTo meet.\n\n## 1. Welcome\n\n## 2. Minutes\n\n## 3. Close\n\n## Next\n\nIn May.\n\n## A\n\n## B\n\nText.';
    const { sections, empty } = split(agenda);
    expect(sections.map(({ title, body }) => [title, body])).toEqual([
      ['Document: Aim', 'To meet.\n\n1. Welcome\n\n2. Minutes\n\n3. Close'],
      ['Next', 'In May.'],
      ['B', 'Text.']
    ]);
    expect(empty).toEqual(['A']);
    const long = `Please ${'do mind '.repeat(15)}it`;
    expect(split(`## Aim\n\n## ${long}\n\nMore.`).sections).toMatchObject([
      { title: 'Document: Aim', body: `${long}\n\nMore.` }
    ]);
  });

  test('one that says nothing of its own takes the name of the one above, and so does one that comes twice', () => {
    const { sections } = split('# Spread\n\n## Introduction\nA.\n\n## Tools\nB.\n\n# Sustain\n\n## Tools\nC.\n');
    expect(sections.map(({ title }) => title)).toEqual(['Spread: Introduction', 'Tools', 'Sustain: Tools']);
  });

  test('text before the first heading has the name of the document; a contents list is left out and told of', () => {
    const { sections, skipped, empty } = split(
      'Before.\n\n## Contents\n- A\n\n## 1.2 Aims of it\nText.\n\n## Nothing here\n'
    );
    expect(sections.map(({ title }) => title)).toEqual(['Document', 'Document: Aims of it']);
    expect(skipped).toEqual(['Contents']);
    expect(empty).toEqual(['Nothing here']);
  });

  test('numbers before headings go, also where Markdown escapes them', () => {
    const { sections } = split('# 1. Plan\nA.\n\n## 1\\.2 Do it\nB.\n');
    expect(sections.map(({ title }) => title)).toEqual(['Plan', 'Plan: Do it']);
  });

  test('one that speaks of what stands above it takes that along', () => {
    const { sections } = split(
      '# Safety huddle\nA.\n\n## How to run one\nB.\n\n## Who leads\nC.\n\n## One page\nD.\n\n## Sustainability: keeping it going\nE.\n'
    );
    expect(sections.map(({ title }) => title)).toEqual([
      'Safety huddle',
      'Safety huddle: How to run one',
      'Who leads',
      'One page',
      'Sustainability: keeping it going'
    ]);
  });

  test('items of an inner list keep their full stop at the end of the line only', () => {
    const { sections } = split('- Choose a time.\n  - Be short.\n  - Stand up, etc...\n  - Go.\n');
    expect(sections[0]?.body).toBe('- Choose a time: Be short; Stand up, etc...; Go.');
  });

  test('a heading that is a link gives its address to the entry, even with no text under it', () => {
    const { sections } = split('## [CFIR](https://cfir.example)\nA framework.\n\n## [NASSS](https://nasss.example)\n');
    expect(sections).toMatchObject([
      { title: 'CFIR', url: 'https://cfir.example/', body: 'A framework.' },
      { title: 'NASSS', url: 'https://nasss.example/', body: '[NASSS](<https://nasss.example/>)' }
    ]);
  });
});

describe('what is promised and not given', () => {
  const lost = (markdown: string) => split(markdown).sections.flatMap((section) => section.lost);
  test.each([
    'Find out more about spread on our website.',
    'The toolkit can be downloaded here.',
    'Click here to download the poster.',
    'Visit the Health Foundation website for the guide.',
    'More information is available here.',
    'Follow the link below.',
    '[Read more](#)',
    '[Read more]()'
  ])('an address: %s', (said) => {
    expect(lost(said)).toEqual([{ kind: 'link', said: unmarked(said) }]);
  });

  test.each([
    'For help please contact the improvement team.',
    'Get in touch if you want to join.',
    'E-mail us with your story.',
    'Write to [email protected] today.'
  ])('a contact: %s', (said) => {
    expect(lost(said)).toEqual([{ kind: 'contact', said }]);
  });

  test.each([
    'Find out more [on the page](https://a.example).',
    'It is at https://a.example; read more here.',
    'Please contact the team at team@a.example.',
    'Contact us on 0117 496 0123.',
    'We are here to help, and more people download than read.',
    'Contact with patients fell. The team is in touch with wards.',
    'See [below](#part-two).'
  ])('nothing is lost in: %s', (said) => {
    expect(lost(said)).toEqual([]);
  });

  test('a heading "Contact us" over no contact is told of once', () => {
    expect(lost('# Contact us\n\nWe love to hear from wards.')).toEqual([{ kind: 'contact', said: 'Contact us' }]);
    expect(lost('# Contact us\n\na@b.example')).toEqual([]);
  });
});

describe('whatever the document', () => {
  const word = fc.stringMatching(/^[a-z]{1,9}$/);
  const phrase = fc.array(word, { minLength: 1, maxLength: 60 }).map((words) => `${words.join(' ')}.`);
  const piece = fc.oneof(
    phrase,
    phrase.map((text) => `**${text}**`),
    phrase.map((text) => `[${text}](https://a.example/${text.length})`)
  );
  const paragraph = fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(' '));
  const block = fc.oneof(
    paragraph,
    fc.array(paragraph, { minLength: 1, maxLength: 5 }).map((items) => items.map((item) => `- ${item}`).join('\n'))
  );
  const document = fc.array(
    fc.oneof(
      block,
      word.map((title) => `## About ${title}`)
    ),
    { minLength: 1, maxLength: 8 }
  );

  test('every word and every link is in one section, none is too long, and the compiler takes every body', () => {
    fc.assert(
      fc.property(document, (blocks) => {
        const markdown = blocks.join('\n\n');
        const { sections } = split(markdown);
        for (const { body } of sections) {
          expect(countWords(body)).toBeLessThanOrEqual(bodyWords);
          expect(markupFaults(body)).toEqual([]);
        }
        const words = (text: string): string[] => text.match(/[A-Za-z]+/g) ?? [];
        const isHeading = (at: number): boolean => blocks[at]?.startsWith('##') ?? false;
        const isEmpty = (at: number): boolean => isHeading(at) && (isHeading(at + 1) || at === blocks.length - 1);
        // Three headings in a row with nothing under them are text.
        const isLine = (at: number): boolean =>
          [0, 1, 2].some((back) => [0, 1, 2].every((step) => isEmpty(at - back + step)));
        const wanted = blocks
          .filter((_, at) => !isHeading(at) || isLine(at))
          .flatMap((one) => words(one.replace(/^## /, '').replace(/\(https:[^)]*\)/g, '')));
        expect(
          sections.flatMap(({ body }) => words(body.replace(/\(<?https:[^)]*\)/g, '').replace(/<https:[^>]*>/g, '')))
        ).toEqual(wanted);
        const links = [...markdown.matchAll(/\(https:\/\/a\.example\/(\d+)\)/g)].map(
          ([, at]) => `https://a.example/${at}`
        );
        expect(new Set(sections.flatMap((section) => section.links.map(({ url }) => url)))).toEqual(new Set(links));
      }),
      { numRuns: runs(60) }
    );
  });

  test.each(['2017.', '+', '健康的指南'])(
    'a paragraph of more than the words of an entry, many of them "%s", is cut',
    (word) => {
      const bodies = split(`${`many words ${word} `.repeat(120)}\n`).sections.map(({ body }) => body);
      expect(bodies.length).toBeGreaterThan(1);
      for (const body of bodies) expect(countWords(body)).toBeLessThanOrEqual(bodyWords);
    }
  );

  test('any text at all is split without fault, and what comes out compiles', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (markdown) => {
        for (const { body, title } of split(markdown).sections) {
          expect(title.length).toBeLessThanOrEqual(150);
          expect(countWords(body)).toBeLessThanOrEqual(bodyWords);
        }
      })
    );
  });
});
