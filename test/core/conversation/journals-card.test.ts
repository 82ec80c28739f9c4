import path from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { packageRoot } from '../../../src/config/package-root.ts';
import { journalsCard, seeksJournals } from '../../../src/core/conversation/journals-card.ts';
import type { Journals } from '../../../src/core/model/journals.ts';
import { loadKnowledge } from '../../../src/knowledge/index.ts';

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
