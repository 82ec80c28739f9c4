import { describe, expect, test } from '@jest/globals';
import { vetoOf } from '../../src/matching/doubts.ts';
import { anEntry } from '../support/entries.ts';

const scottish = anEntry({ id: 'a', title: 'Scottish Approach to Change', body: 'A guide from Scotland.' });
const dear = anEntry({ id: 'b', title: 'A journal', body: 'There is a charge of £1,000 plus VAT.' });
const free = anEntry({ id: 'c', title: 'A tool', body: 'It is free to use.' });
const rejected = anEntry({ id: 'e', title: 'Abstracts that are turned down', body: 'Why abstracts are turned down.' });
const silent = anEntry({ id: 'd', title: 'Ethics of improvement', body: 'Who decides, and how.' });

describe('a fact that a question names', () => {
  test.each([
    ['who leads improvement in wales', scottish, 'nation'],
    ['who leads improvement in scotland', scottish, undefined],
    ['spread in Northern Ireland', free, 'nation'],
    ['who leads improvement in fife', scottish, undefined],
    ['who leads improvement in Letterkenny', scottish, 'nation'],
    ['spread in England', silent, undefined],
    ['free journals', dear, 'free'],
    ['free tools', free, undefined],
    ['free tools', silent, 'free'],
    ['feel free to tell me about ethics', silent, undefined],
    ['do I need ethics approval afterwards', silent, 'afterwards'],
    ['what happens after the project ends', silent, undefined],
    ['our abstract was accepted, what now', rejected, 'accepted'],
    ['our abstract was not accepted', rejected, undefined],
    ['will it be accepted by staff', rejected, undefined]
  ] as const)('%s, %o', (question, entry, veto) => {
    expect(vetoOf(question, entry)).toBe(veto);
  });
});
