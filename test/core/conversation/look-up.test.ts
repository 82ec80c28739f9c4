import { expect, test } from '@jest/globals';
import { lookUpCard } from '../../../src/core/conversation/answer.ts';
import type { MatchResult } from '../../../src/core/model/matcher.ts';
import { aKnowledge, anEntry } from '../../support/entries.ts';

const entry = anEntry({ id: 'squire-2', title: 'SQUIRE 2.0' });

test.each<[MatchResult['talk'], string]>([
  ['crisis', 'This needs a person, now'],
  ['command/ask a person', 'Ask a person'],
  ['thanks', 'What I found'],
  [undefined, 'What I found']
])('a look-up of words that are %s shows “%s”', (talk, title) => {
  const find = (): MatchResult => ({
    ...{ outcome: 'none', matches: [], rest: [], ...(talk && { talk }) },
    explanation: { read: '', corrections: [], words: [], unknown: [], parts: {}, reason: '' }
  });
  const card = lookUpCard('squire', { knowledge: aKnowledge(entry), matcher: { find, suggest: () => [entry] } }, true);
  expect(card.title).toBe(title);
});
