import { describe, expect, test } from '@jest/globals';
import { functionWords, normalise, stem, unmarked, wordsOf } from '../../../src/matching/text/text.ts';

describe('words of a text', () => {
  test.each([
    ["What's SQUIRE 2.0?", 'what is squire 2 0'],
    ["can't we won't don’t", 'can not we will not do not'],
    ["we're sure they’re there", 'we are sure they are there'],
    ['Café “quoted” – naïve', 'cafe quoted naive'],
    ['see https://example.org/a?b=c now', 'see now'],
    ['   ', ''],
    ['😀 !!', '']
  ])('%j is read as %j', (text, read) => {
    expect(normalise(text)).toBe(read);
  });

  test('writes everyday short forms out', () => {
    expect(wordsOf('pls send info 4 our dept')).toEqual(['please', 'send', 'information', '4', 'our', 'department']);
    expect(wordsOf('constructor __proto__')).toEqual(['constructor', 'proto']);
  });

  test('reads two initials as one name', () => {
    expect(wordsOf('R&D or A&amp;E? Tom & Jerry')).toEqual(['rd', 'or', 'ae', 'tom', 'jerry']);
  });

  test('tells names in capitals from words of grammar, which stay where they are no name', () => {
    expect(wordsOf('send it to HIS').map(unmarked)).toEqual(wordsOf('send it to his'));
    expect(wordsOf('send it to HIS')).not.toEqual(wordsOf('send it to his'));
    expect(unmarked('surname')).toBe('surname');
  });

  test('knows words of grammar from words of the field', () => {
    expect(['how', 'the', 'would'].every((word) => functionWords.has(word))).toBe(true);
    expect(['spread', 'ward', 'sustain'].some((word) => functionWords.has(word))).toBe(false);
  });
});

describe('stems', () => {
  test.each([
    [['sustain', 'sustained', 'sustaining', 'sustains']],
    [['publish', 'published', 'publishing']],
    [['organise', 'organize', 'organising', 'organizing', 'organised']],
    [['analyse', 'analyze', 'analysing']],
    [['adoption', 'adopt', 'adopted']],
    [['caresses', 'caress']],
    [['ponies', 'poni', 'pony']]
  ])('%j meet', (family) => {
    expect(new Set(family.map(stem)).size).toBe(1);
  });

  test('leaves short words, numbers and other alphabets alone', () => {
    expect(['qi', '2024', 'squire2', 'überall'].map(stem)).toEqual(['qi', '2024', 'squire2', 'überall']);
  });
});
