import { expect, test } from '@jest/globals';
import { answeredByAddress } from '../../../src/core/conversation/answer.ts';
import { entryAt, retiredHosts } from '../../../src/core/conversation/known-address.ts';
import type { MatchResult } from '../../../src/core/model/matcher.ts';
import { anEntry as entry, aKnowledge as knowledge } from '../../support/entries.ts';

const known = knowledge(
  entry({
    id: 'old',
    status: 'archived',
    url: 'https://www.example.org/sustain/',
    archivedUrl: 'https://archive.example/1'
  }),
  entry({ id: 'page', status: 'current', url: 'https://example.org/sustain' }),
  entry({ id: 'closed', status: 'closed', url: 'http://retired.example/a?id=7' })
);

test.each([
  ['https://archive.example/1', 'old'],
  ['http://retired.example/a?id=7&utm_source=mail#top', 'closed'],
  ['https://www.retired.example/a?id=7', 'closed'],
  ['http://www.example.org/sustain?utm_medium=x', 'page'],
  ['https://retired.example/a?id=8', undefined],
  ['not an address', undefined],
  ['', undefined]
])('%s belongs to %s', (address, id) => {
  expect(entryAt(address, known)?.id).toBe(id);
});

test('a message that is an address alone is answered by its entry; with words beside it is a question', () => {
  const found: MatchResult = {
    outcome: 'none',
    matches: [],
    rest: [],
    talk: 'outside',
    explanation: { read: '', corrections: [], words: [], unknown: [], parts: {}, reason: '' }
  };
  expect(answeredByAddress(' https://example.org/sustain/ ', found, known)).toMatchObject({
    outcome: 'answer',
    matches: [{ entry: { id: 'page' }, confidence: 1 }]
  });
  expect(answeredByAddress(' https://example.org/sustain/ ', found, known)).not.toHaveProperty('talk');
  for (const text of ['is https://example.org/sustain/ free', 'https://elsewhere.example/', 'example.org/sustain'])
    expect(answeredByAddress(text, found, known)).toBeUndefined();
});

test('hosts of old addresses, those of most entries first; none of a draft or a current entry', () => {
  const more = knowledge(
    ...known.entries.values(),
    entry({ id: 'closed-2', status: 'superseded', url: 'https://retired.example/b' }),
    entry({ id: 'draft', status: 'draft', url: 'https://draft.example/' }),
    entry({ id: 'current', status: 'current', url: 'https://current.example/' })
  );
  expect(retiredHosts(more)).toEqual(['retired.example', 'example.org', 'archive.example']);
});
