import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Matcher } from '../../src/core/model/matcher.ts';
import { createMatcher } from '../../src/matching/index.ts';
import { aKnowledge, anEntry } from '../support/entries.ts';

let matcher: Matcher;
const suggested = (text: string, filter?: Parameters<Matcher['suggest']>[1]) =>
  matcher.suggest(text, filter).map(({ id }) => id);

beforeAll(() => {
  matcher = createMatcher({
    knowledge: aKnowledge(
      anEntry({ id: 'plan', title: 'Sustainability plan', kind: 'concept', topic: 'sustainability' }),
      anEntry({
        id: 'model',
        title: 'NHS Sustainability Model',
        kind: 'tool',
        topic: 'sustainability',
        aliases: ['ten factors']
      }),
      anEntry({
        id: 'driver',
        title: 'Driver diagram',
        kind: 'tool',
        topic: 'improvement',
        asks: ['how do I map causes']
      }),
      anEntry({ id: 'squire', title: 'SQUIRE 2.0', kind: 'guide', topic: 'publishing' })
    )
  });
});

describe('as-you-type look-up', () => {
  test('nothing typed lists all, up to the limit', () => {
    expect(suggested('')).toEqual(['plan', 'model', 'driver', 'squire']);
    expect(suggested('', { limit: 2 })).toEqual(['plan', 'model']);
    expect(suggested('', { limit: 0 })).toEqual([]);
  });

  test('nothing typed lists what other entries lead to first, and what is no longer current last', () => {
    const { suggest } = createMatcher({
      knowledge: aKnowledge(
        anEntry({ id: 'old', title: 'Old guide', status: 'archived' }),
        anEntry({ id: 'aside', title: 'Aside', see: ['main', 'old'] }),
        anEntry({ id: 'other', title: 'Other', see: ['main', 'old'] }),
        anEntry({ id: 'main', title: 'Main' })
      )
    });
    expect(suggest('').map(({ id }) => id)).toEqual(['main', 'aside', 'other', 'old']);
  });

  test('of a whole question what answers it comes before names that look like it', () => {
    expect(suggested('how do I map causes, is there a driver model plan')[0]).toBe('driver');
    expect(suggested('how do I map causes for a nhs sustainability model plan')[0]).toBe('driver');
  });

  test('the beginning of a name comes before the name with it inside', () => {
    expect(suggested('sustainab').slice(0, 2)).toEqual(['plan', 'model']);
  });

  test.each([
    ['driv', 'driver'],
    ['drivr diagram', 'driver'],
    ['SQIURE', 'squire'],
    ['ten fact', 'model'],
    ['map causes', 'driver']
  ])('%s finds %s first', (text, id) => {
    expect(suggested(text)[0]).toBe(id);
  });

  test('keeps to the topic and the kind asked for', () => {
    expect(suggested('sustainability', { kind: 'tool' })).toEqual(['model']);
    expect(suggested('', { topic: 'publishing' })).toEqual(['squire']);
    expect(suggested('', { topic: 'publishing', kind: 'tool' })).toEqual([]);
  });

  test('what is not there finds nothing, what is endless does no harm', () => {
    expect(suggested('xylophone')).toEqual([]);
    expect(() => suggested('d'.repeat(100_000))).not.toThrow();
  });
});
