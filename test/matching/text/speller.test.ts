import { describe, expect, test } from '@jest/globals';
import { createSpeller } from '../../../src/matching/text/speller.ts';

/** Words of a made-up knowledge and how often it holds them; `qip` is an abbreviation, which no text holds. */
const uses = new Map(
  Object.entries({ our: 60, list: 3, alarm: 4, alarn: 1, alarms: 20, card: 40, cart: 1, transfer: 9, quip: 30, qip: 0 })
);
/** English words by frequency. */
const ranks = new Map(Object.entries({ cord: 900, carp: 30_000, farm: 400, trophy: 700, lost: 300, card: 200 }));
const pairs = new Set(['my cart', 'the carp']);
const spellerOf = (words: readonly string[] = [...uses.keys()]) =>
  createSpeller(
    words,
    (word) => uses.get(word) ?? 0,
    (word) => uses.has(word),
    (first, second) => pairs.has(`${first} ${second}`),
    (word) => ranks.get(word) ?? -1
  );
const speller = spellerOf();

describe('a misspelt word', () => {
  test.each([
    ['transfre', 'transfer', 'letters swapped'],
    ['trahsfet', 'transfer', 'two keys beside the ones that were meant'],
    ['alamsr', 'alarms', 'two slips in six letters, for a word that is common here'],
    ['akapm', 'akapm', 'as many for one that is not'],
    ['alarn', 'alarn', 'a word that the knowledge holds once, beside one that is not common'],
    ['our', 'our', 'a word of the knowledge'],
    ['lsit', 'list', 'a short word'],
    ['osit', 'osit', 'four letters that are two slips from everything, however common'],
    ['qip', 'qip', 'an abbreviation'],
    ['card5', 'card5', 'a word with a digit'],
    ['farm', 'farm', 'an everyday English word']
  ])('%s is read as %s: %s', (typed, meant) => {
    expect(speller.repair(typed) ?? typed).toBe(meant);
  });
});

describe('a misspelt word that may be a name', () => {
  test.each([
    ['lsit', 'list', 'one slip of the fingers'],
    ['trahsfet', 'transfer', 'two of them in a long word'],
    ['alamsr', 'alamsr', 'two in a short one'],
    ['lipt', 'lipt', 'a letter from elsewhere on the keyboard in a short word'],
    ['alapms', 'alarms', 'the same with a letter from elsewhere on the keyboard'],
    ['trpohy', 'trpohy', 'a slip of a word that the knowledge does not hold']
  ])('%s is read as %s: %s', (typed, meant) => {
    expect(speller.repair(typed, undefined, undefined, true) ?? typed).toBe(meant);
  });
});

test('the neighbour in the knowledge outweighs that another word is commoner', () => {
  expect(speller.repair('carf')).toBe('card');
  expect(speller.repair('carf', 'my')).toBe('cart');
  expect(speller.repair('carf', 'the')).toBe('card');
});

test('a word that the knowledge holds once is a slip of a common one only', () => {
  expect(speller.repair('cart')).toBe('card');
  expect(speller.repair('list')).toBeUndefined();
});

test('a rare English word stands, unless the meant one is far commoner', () => {
  expect(speller.repair('carp')).toBeUndefined();
  ranks.set('carp', 200 * 252);
  expect(spellerOf().repair('carp')).toBe('card');
  ranks.set('carp', 30_000);
});

test('words that were added are read, those of removed documents are not', () => {
  const words = ['transfer'];
  const own = spellerOf(words);
  expect(own.repair('lsit')).toBeUndefined();
  words.push('list');
  own.follow();
  expect(own.repair('lsit')).toBe('list');
  words.push('lisp');
  own.follow();
  expect(own.repair('lsip')).not.toBe('lisp');
});
