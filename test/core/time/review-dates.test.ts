import { expect, test } from '@jest/globals';
import { answerCard } from '../../../src/core/conversation/answer.ts';
import { entryCard } from '../../../src/core/conversation/entry-card.ts';
import { longOverdue } from '../../../src/core/conversation/sources.ts';
import type { MatchResult } from '../../../src/core/model/matcher.ts';
import { dueEntries } from '../../../src/core/time/review-dates.ts';
import { aKnowledge, anEntry } from '../../support/entries.ts';

test('what is due: overdue apart from the next 60 days, the longest due first, drafts left out', () => {
  const on = (reviewBy: string, more = {}) => anEntry({ id: reviewBy, title: reviewBy, reviewBy, ...more });
  const knowledge = aKnowledge(
    on('2027-01-23'),
    on('2027-01-22'),
    on('2026-11-23'),
    on('2026-11-22'),
    on('2024-02-29', { status: 'archived' }),
    on('2020-01-01', { status: 'draft' })
  );
  const { overdue, soon } = dueEntries(knowledge, '2026-11-23');
  expect(overdue.map(({ id }) => id)).toEqual(['2024-02-29', '2026-11-22']);
  expect(soon.map(({ id }) => id)).toEqual(['2026-11-23', '2027-01-22']);
});

test.each([
  ['2025-11-23', '2026-11-23', true],
  ['2025-11-24', '2026-11-23', false],
  ['2024-02-29', '2025-02-28', false],
  ['2024-02-29', '2025-03-01', true],
  ['2027-11-22', '2026-11-23', false]
])('a review due by %s is overdue by a year on %s: %s', (reviewBy, today, expected) => {
  expect(longOverdue({ reviewBy }, today)).toBe(expected);
});

test('a card says in one plain sentence that its entry is overdue by a year, unless a status says more', () => {
  const old = anEntry({ id: 'old', status: 'closed', reviewBy: '2025-03-03' });
  const late = anEntry({ id: 'late', reviewBy: '2026-11-01', contact: 'old' });
  const knowledge = { ...aKnowledge(old, late), today: '2026-11-23' };
  const sentence = 'This was to be reviewed by 3 March 2025 and may be out of date; check it at its source.';
  expect(entryCard({ ...old, status: 'current' }, knowledge).note).toBe(sentence);
  expect(entryCard(old, knowledge).note).toBe('This has closed.');
  expect(entryCard(late, knowledge)).not.toHaveProperty('note');
  expect(entryCard(old, aKnowledge(old)).note).toBe('This has closed.');

  const matchResult: MatchResult = {
    outcome: 'answer',
    matches: [{ entry: late, confidence: 1 }],
    rest: [],
    followUp: 'contact',
    explanation: { read: '', corrections: [], words: [], unknown: [], parts: {}, reason: '' }
  };
  expect(answerCard('who?', matchResult, { knowledge, matcher: { suggest: () => [] } }).note).toBe(
    'For “late”, this is the one to turn to. This has closed.'
  );
});
