import { describe, expect, test } from '@jest/globals';
import { wordLists } from '../../../src/config/word-lists.ts';
import { anyOf, linesOf } from '../../../src/matching/text/phrases.ts';

const groups = [{ name: 'drink', lines: ['tea', '[black] coffee'] }];
const matches = (phrase: string, text: string): boolean => new RegExp(`^${anyOf([phrase], groups)}$`, 'u').test(text);

describe('phrases of the word lists', () => {
  test.each([
    [
      'a [very|rather] nice <drink>[s]',
      ['a nice tea', 'a VERY nice teas', 'A rather nice black coffee'],
      ['a nice', 'avery nice tea']
    ],
    ['[so|very]×3 (sorry|late)', ['sorry', 'so very late', 'very very very sorry'], ['so so so so late', 'so']],
    ["i'm ... <drink>", ["i'm tea", 'I’m having some tea', 'im out of black coffee'], ["i'm on leave", "i'm steamtea"]],
    ['band #', ['band 6', 'Band 10'], ['band six']],
    ['from !(home|work) ...', ['from Leeds'], ['from home', 'from work today']],
    ['dear <Name>', ['dear Ann', 'dear Ann Mary Bee'], ['dear ann', 'dear AI']]
  ])('%s', (phrase, right, wrong) => {
    expect(right.filter((text) => !matches(phrase, text))).toEqual([]);
    expect(wrong.filter((text) => matches(phrase, text))).toEqual([]);
  });

  test.each(['a (b|c', 'a b)', 'a <nothing>'])('%s is refused', (phrase) => {
    expect(() => anyOf([phrase], groups)).toThrow(SyntaxError);
  });

  test('no list is empty, and all phrases can be read', () => {
    for (const lists of Object.values(wordLists))
      for (const { name, lines } of lists) expect([name, lines.length > 0]).toEqual([name, true]);
    for (const lists of [wordLists.frames, wordLists.facts])
      for (const { name } of lists) expect(() => anyOf(linesOf(lists, name), lists)).not.toThrow();
  });
});
