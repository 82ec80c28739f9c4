import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { packageRoot } from '../../../src/config/package-root.ts';
import { answerCard, shownOn } from '../../../src/core/conversation/answer.ts';
import { answeredByTable, journalsCard, seeksJournals } from '../../../src/core/conversation/journals-card.ts';
import { saidCommandCard } from '../../../src/core/conversation/said-command.ts';
import type { Knowledge } from '../../../src/core/model/entry.ts';
import type { Journals } from '../../../src/core/model/journals.ts';
import type { MatchResult } from '../../../src/core/model/matcher.ts';
import { loadKnowledge } from '../../../src/knowledge/index.ts';
import { anEntry } from '../../support/entries.ts';

let journals: Journals;
beforeAll(async () => {
  journals = (await loadKnowledge(path.join(packageRoot, 'knowledge'), '2026-11-29')).knowledge.journals!;
});
const namesFor = (question: string) => journalsCard(question, journals)?.tiles?.map(({ title }) => title);
const passing = (passes: (journal: Journals['journals'][number]) => boolean) =>
  journals.journals.filter(passes).map(({ name }) => name);

test.each([
  ['free', 'journals without a fee for QI'],
  ['open-access', 'which open access journals take our work'],
  ['reports', 'journals that take improvement reports'],
  ['squire', 'which journals ask for SQUIRE']
])('a question that names “%s” gets the journals of that filter: %s', (id, question) => {
  const fitting = passing(({ fits }) => fits.includes(id));
  expect(fitting.length).toBeGreaterThan(1);
  expect(namesFor(question)).toEqual(fitting.slice(0, 8));
  expect(journalsCard(question, journals)?.text).toContain(
    `${fitting.length} of the ${journals.journals.length} journals`
  );
});

test('two filters narrow together', () => {
  expect(namesFor('open access journals for nurses without a charge')).toBeUndefined();
  expect(namesFor('journals for nurses that ask for SQUIRE')).toEqual(
    passing(({ fits }) => fits.includes('nurses') && fits.includes('squire'))
  );
});

test('a number of words is a limit after “under”, else the length of a text', () => {
  expect(namesFor('journals with a word limit under 2,000 words')).toEqual(
    passing(({ mostWords = Number.NaN }) => mostWords <= 2000)
  );
  expect(namesFor('who takes a 3000-word report of a project')).toEqual(
    passing(({ mostWords = 0 }) => mostWords >= 3000)
  );
  expect(journalsCard('a journal for 90000 words', journals)?.text).toMatch(/I know none that take 90,000 words/);
});

test.each([
  ["journals that don't ask for SQUIRE", 'squire'],
  ['which journals do not require the SQUIRE checklist', 'squire'],
  ['journals not from the US', 'abroad'],
  ['journals other than open access ones', 'open-access']
])('a filter that is turned round leaves its journals out: %s', (question, id) => {
  expect(namesFor(question)).toEqual(passing(({ fits }) => !fits.includes(id)).slice(0, 8));
  expect(journalsCard(question, journals)?.title).toContain('leaving out those');
});

test.each([
  'I do not have money, which journals are free',
  'which journals do not charge',
  'not just short reports: which journals are free'
])('a “not” of something else turns nothing round: %s', (question) => {
  expect(journalsCard(question, journals)?.title).not.toContain('leaving out');
});

test.each([
  ['does the American Journal of Nursing ask for SQUIRE', 'American Journal of Nursing', 'SQUIRE encouraged'],
  ['word limit of Future Healthcare Journal', 'Future Healthcare Journal', 'case study 1,500'],
  ['is Pediatric Quality and Safety open access', 'Pediatric Quality & Safety', 'hospital’s grant'],
  ['does BMJ Open Quality want SQUIRE', 'BMJ Open Quality', 'SQUIRE required']
])('a journal asked about by its name gets its own row: %s', (question, name, fact) => {
  const card = journalsCard(question, journals);
  expect(card?.title).toBe(`What I know of ${name}`);
  expect(card?.tiles).toEqual([expect.objectContaining({ title: name, text: expect.stringContaining(fact) })]);
});

test('a journal with an entry of its own is left to that, but for length and SQUIRE', () => {
  expect(journalsCard('is BMJ Open Quality any good for a project', journals)).toBeUndefined();
  expect(journalsCard('is BMJ Open Quality free to submit to', journals)).toBeUndefined();
  expect(journalsCard('a free journal like BMJ Open Quality', journals)?.tiles?.length).toBeGreaterThan(2);
});

test('the foot says who reviewed the table, or that nobody has', () => {
  expect(journalsCard('free journals', journals)?.footer).toMatch(
    /Compiled .* · Not yet reviewed by your organisation$/
  );
  const reviewed = { ...journals, reviewed: '2026-12-01', reviewedBy: 'QI team, Northtown' };
  expect(journalsCard('free journals', reviewed)?.footer).toContain('Reviewed 1 December 2026 by QI team, Northtown');
});

describe('a question that the table answers', () => {
  const about = anEntry({ id: 'concept-choosing-a-journal', title: 'Choosing a journal' });
  const other = anEntry({ id: 'squire-2', title: 'SQUIRE 2.0' });
  const entries = new Map([about, other].map((entry) => [entry.id, entry]));
  const found: MatchResult = {
    outcome: 'choices',
    matches: [{ entry: other, confidence: 0.6 }],
    rest: [],
    explanation: { read: '', corrections: [], words: [], unknown: [], parts: {}, reason: '' }
  };

  test('counts as answered, with the entry on choosing a journal', () => {
    const settled = answeredByTable('which journals want SQUIRE', found, { journals, entries });
    expect(settled.outcome).toBe('answer');
    expect(settled.matches.map(({ entry }) => entry.id)).toEqual([about.id, other.id]);
    expect(settled.explanation).toBe(found.explanation);
  });

  test.each(['what is SQUIRE', 'how do I choose a journal'])('any other one stays as it was found: %s', (question) => {
    expect(answeredByTable(question, found, { journals, entries })).toBe(found);
  });

  test('what is outside the field stays outside', () => {
    const outside: MatchResult = { ...found, outcome: 'none', talk: 'outside' };
    expect(answeredByTable('free journals on knitting', outside, { journals, entries })).toBe(outside);
  });
});

test('a question that names no filter gets no table', () => {
  expect(journalsCard('how do I choose a journal', journals)).toBeUndefined();
});

test.each([
  ['journal under 3000 words', true],
  ['free journals that take improvement reports', true],
  ['which journal asks for SQUIRE', true],
  ['does the journal want line numbers', false],
  ['how do we keep it going', false]
])('“%s” looks for journals: %s', (question, seeks) => {
  expect(seeksJournals(question, journals)).toBe(seeks);
});

test('“us” in a question is no country', () => {
  expect(journalsCard('which journal will help us', journals)).toBeUndefined();
});

describe('after the table', () => {
  let knowledge: Knowledge;
  beforeAll(async () => {
    ({ knowledge } = await loadKnowledge(path.join(packageRoot, 'knowledge'), '2026-11-29'));
  });
  const answer = (question: string, entryId: string, found: Partial<MatchResult>) =>
    answerCard(
      question,
      {
        outcome: 'answer',
        matches: [{ entry: knowledge.entries.get(entryId)!, confidence: 1 }],
        rest: [],
        ...found
      } as MatchResult,
      { knowledge, matcher: { suggest: () => [] } }
    );

  test('a journal is remembered by its entry or its name, and told by the row', () => {
    const table = journalsCard('journals that take improvement reports', journals)!;
    const { list = [] } = shownOn(table, undefined)!;
    expect(list.slice(0, 2)).toEqual(['bmj-open-quality', 'talk/command/journal Future Healthcare Journal']);
    const row = saidCommandCard('journal Future Healthcare Journal', { knowledge, matcher: { suggest: () => [] } }, {});
    expect(row.title).toContain('Future Healthcare Journal');
    expect(shownOn(row, { outcome: 'none', talk: 'command/journal Future Healthcare Journal' })).toBeUndefined();
  });

  test('what is asked of others than one journal is told by the table, what is asked of it by its entry or else its row', () => {
    expect(answer('which is cheapest', 'bmj-open-quality', { followUp: 'others' }).title).toMatch(/without a charge/);
    expect(answer('what about nursing ones', journals.answers[0]!, { followUp: 'detail' }).title).toMatch(/nurses/);
    const entry = knowledge.entries.get('bmj-open-quality')!;
    const told = {
      followUp: 'detail',
      matches: [{ entry, confidence: 1, passage: 'It is not free for authors.' }]
    } as const;
    expect(answer('is it free', entry.id, told).title).toBe('BMJ Open Quality');
    expect(answer('word limit?', entry.id, { followUp: 'detail' }).tiles![0]!.text).toMatch(/300 words/);
  });
});
