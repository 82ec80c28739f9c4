import { expect, test } from '@jest/globals';
import { compile } from '../../../src/knowledge/compile.ts';
import { createMatcher } from '../../../src/matching/index.ts';
import { createAlike } from '../../../src/tools/importing/alike.ts';
import type { Reading } from '../../../src/tools/importing/document.ts';
import { draftEntries, type Taken } from '../../../src/tools/importing/drafts.ts';
import { validateDrafts } from '../../../src/tools/importing/index.ts';
import { splitSections } from '../../../src/tools/importing/sections.ts';
import { aKnowledge, anEntry } from '../../support/entries.ts';

const options = { owner: 'Knowledge editors', today: '2028-02-29' };
const nothingTaken = (): Taken => ({ ids: new Set(), asks: new Set() });
const readingOf = (markdown: string, address?: string): Reading => ({
  title: 'Spread pack',
  ...(address && { address }),
  sections: splitSections(markdown, 'Spread pack', address).sections,
  notes: []
});

test('drafts have a topic of the knowledge they join', () => {
  const topics = [
    { id: 'opening', title: 'Opening times', words: ['hours'] },
    { id: 'loans', title: 'Borrowing', words: [] }
  ];
  const markdown = '# Late returns\n\nBorrowing is free.\n\n# Sundays\n\nOur hours change.\n\n# Poster\n\nA poster.\n';
  const drafts = draftEntries(readingOf(markdown), { ...options, topics }, nothingTaken());
  expect(drafts.map(({ topic }) => topic)).toEqual(['loans', 'opening', 'opening']);
});

test('a draft is a whole entry file, which the compiler takes as a draft with its source', () => {
  const markdown =
    '# Spread planner: a tool\n\nAn *honest* plan. Who must change?\n\n# Contact us\n\na@b.example\n\n# What is "spread": yes or no?\n\nSpread is when a change moves.\n';
  const drafts = draftEntries(readingOf(markdown, 'https://a.example/pack'), options, nothingTaken());
  const { knowledge, problems } = compile(drafts, options.today);
  expect(problems).toEqual([]);
  expect([...knowledge.entries.values()]).toMatchObject([
    {
      id: 'spread-planner-a-tool',
      kind: 'tool',
      topic: 'spread',
      status: 'draft',
      url: 'https://a.example/pack',
      sources: ['https://a.example/pack'],
      reviewBy: '2029-02-28',
      file: 'resources/spread-planner-a-tool.md'
    },
    { id: 'contact-spread-pack-contact-us', kind: 'contact', file: 'contacts/contact-spread-pack-contact-us.md' },
    {
      id: 'concept-what-is-spread-yes-or-no',
      kind: 'concept',
      title: 'What is "spread": yes or no?',
      asks: ['What is "spread": yes or no', 'what is Spread']
    }
  ]);
});

test('ids and questions that are taken are not taken again, neither from the knowledge nor within the document', () => {
  const taken: Taken = { ids: new Set(['tools']), asks: new Set(['tools', 'what is tools', 'where can i find tools']) };
  const drafts = draftEntries(readingOf('# Tools\n\nA.\n\n# Ideas\n\nB.\n\n# Ideas\n\nC.\n'), options, taken);
  expect(drafts.map(({ id }) => id)).toEqual(['tools-2', 'ideas', 'spread-pack-ideas']);
  expect(drafts[0]!.asks).toEqual(['Tools (Spread pack)']);
  const asks = drafts.flatMap((draft) => draft.asks);
  expect(new Set(asks).size).toBe(asks.length);
});

test('titles of any alphabet and length give ids and files that are allowed', () => {
  const titles = ['Ẃyrd — Świętość & “quotes”', '健康', `Very ${'long '.repeat(60)}title`, '../../etc/passwd', '---'];
  const drafts = draftEntries(
    readingOf(titles.map((title) => `# ${title.replace('---', '\\-\\-\\-')}\n\nText.\n`).join('\n')),
    options,
    nothingTaken()
  );
  expect(validateDrafts(drafts, { sources: [] }, options.today).values().next().value).toEqual([]);
  for (const { id, file } of drafts) {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(file).toBe(`resources/${id}.md`);
  }
});

test('a draft that clashes with the knowledge is told of by the compiler', () => {
  const drafts = draftEntries(readingOf('# Tools\n\nA.\n'), options, nothingTaken());
  const problems = validateDrafts(
    drafts,
    { sources: [{ file: drafts[0]!.file, text: drafts[0]!.text }] },
    options.today
  );
  expect(problems.get('resources/tools.md')!.map(({ message }) => message)).toContainEqual(
    expect.stringContaining('Ids are unique')
  );
});

test('entries that say the same are named, by address and by words; others are not', () => {
  const body =
    'Spread is when a change that works in one place is taken up in other places by other people who make it theirs.';
  const knowledge = aKnowledge(
    anEntry({ id: 'concept-spread', title: 'Spread', kind: 'concept', body, asks: ['what is spread'] }),
    anEntry({
      id: 'planner',
      title: 'Planner',
      url: 'https://www.a.example/planner/',
      body: 'Six questions on one page.'
    }),
    anEntry({
      id: 'journal',
      title: 'Journals',
      topic: 'publishing',
      body: 'Where to send a paper about improvement work.'
    })
  );
  const alike = createAlike(knowledge, createMatcher({ knowledge }));
  const markdown = `# Meaning\n\n${body} Ask first.\n\n# [A planner](http://a.example/planner#top)\n\nNew words.\n\n# Hand hygiene\n\nWash them often, and count how often.\n`;
  const named = draftEntries(readingOf(markdown), options, nothingTaken()).map((draft) =>
    alike(draft).map(({ id, why }) => `${id}: ${why}`)
  );
  expect(named[0]).toContainEqual(expect.stringMatching(/^concept-spread: \d+ % of its words in the same order$/));
  expect(named[1]).toContainEqual('planner: the same address');
  expect(named[2]).toEqual([]);
});

test('drafts are never found by the matcher nor offered as you type', () => {
  const knowledge = aKnowledge(
    anEntry({
      id: 'planner',
      title: 'Zebra planner',
      status: 'draft',
      asks: ['where is the zebra planner'],
      aliases: ['zebra']
    }),
    anEntry({ id: 'other', title: 'Driver diagram', asks: ['what is a driver diagram'] })
  );
  const matcher = createMatcher({ knowledge });
  for (const text of ['where is the zebra planner', 'zebra', 'Zebra planner']) {
    const { matches, rest } = matcher.find(text);
    expect([...matches, ...rest].map(({ entry }) => entry.id)).not.toContain('planner');
    expect(matcher.suggest(text).map(({ id }) => id)).not.toContain('planner');
  }
});
