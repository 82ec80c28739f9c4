import { describe, expect, test } from '@jest/globals';
import { outcomeOf } from '../../../src/matching/confidence/confidence.ts';
import { anEntry } from '../../support/entries.ts';

/** Entries of which each has the same probability of being the one that was meant and of being a good answer. */
const likely = (...worths: readonly number[]) =>
  worths.map((worth, i) => ({ entry: anEntry({ id: `entry-${i}` }), meant: worth, good: worth }));

const offered = (...worths: readonly number[]) => outcomeOf(likely(...worths)).worth.map(({ good }) => good);

describe('what is offered', () => {
  test('a second entry needs less than a third and a fourth', () => {
    expect(offered(0.5, 0.2, 0.19)).toEqual([0.5, 0.2]);
    expect(offered(0.4, 0.3, 0.27)).toEqual([0.4, 0.3, 0.27]);
    expect(offered(0.6, 0.15)).toEqual([0.6]);
  });

  test('entries nearly as likely as a weak best one stand beside it, four at most', () => {
    expect(offered(0.15, 0.14, 0.13, 0.13, 0.13)).toEqual([0.15, 0.14, 0.13, 0.13]);
  });

  test('nothing, where all entries together are less likely than not', () => {
    expect(outcomeOf(likely(0.3, 0.15)).outcome).toBe('none');
    expect(outcomeOf(likely(0.3, 0.25)).outcome).toBe('choices');
    expect(outcomeOf([]).outcome).toBe('none');
  });
});
