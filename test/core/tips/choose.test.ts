import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Tip } from '../../../src/core/model/entry.ts';
import { dateOf, dayOf } from '../../../src/core/time/calendar.ts';
import { candidates, chooseTip } from '../../../src/core/tips/choose.ts';
import { knowledgeOf, someTips } from '../../support/tips-world.ts';

const start = dayOf('2026-11-23');
const tip = (id: string, more: Partial<Tip> = {}): Tip => ({
  id,
  topic: 'spread',
  text: id,
  resource: 'pdsa',
  ...more
});

/** Posts a tip a week, and gives the ids in order. `tipsAt` says what is known in each week. */
function season(weeks: number, tipsAt: (week: number) => readonly Tip[], place = 'C1'): string[] {
  const posted = new Map<string, number>();
  return Array.from({ length: weeks }, (_, week) => {
    const day = start + week * 7;
    const chosen = chooseTip(tipsAt(week), dateOf(day), posted, place);
    if (!chosen) return 'none';
    posted.set(chosen.id, day * 86_400_000);
    return chosen.id;
  });
}

describe('chooseTip', () => {
  test('repeats none before all have been, for any number of tips and any channel', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.string(), (count, place) => {
        const tips = Array.from({ length: count }, (_, index) => tip(`t${index}`));
        const ids = season(count * 3, () => tips, place);
        for (let from = 0; from + count <= ids.length; from += 1) {
          expect(new Set(ids.slice(from, from + count)).size).toBe(count);
        }
      })
    );
  });

  test('gives a channel the same order each time, whatever the order of the file, and another channel another', () => {
    const order = season(8, () => someTips);
    expect(season(8, () => [...someTips].reverse())).toEqual(order);
    expect(season(8, () => someTips, 'C2')).not.toEqual(order);
  });

  test('lets a new tip join at once', () => {
    const more = [...someTips, tip('new')];
    expect(season(12, (week) => (week < 10 ? someTips : more))[10]).toBe('new');
  });

  test('gives what a channel needs most first, each once a season, and then the usual round', () => {
    const late = tip('late', { weeks: [20] });
    const posted = new Map<string, number>();
    const needed = ['tip-6', 'unknown', 'late', 'tip-1'];
    const ids = Array.from({ length: 8 }, (_, week) => {
      const at = start + week * 7;
      const chosen = chooseTip([...someTips, late], dateOf(at), posted, 'C1', needed)!;
      posted.set(chosen.id, at * 86_400_000);
      return chosen.id;
    });
    expect(ids.slice(0, 2)).toEqual(['tip-6', 'tip-1']);
    expect(new Set(ids)).toEqual(new Set(someTips.map(({ id }) => id)));
  });

  test('posts a timely tip in its weeks, once a season, and at no other time', () => {
    const christmas = tip('christmas', { weeks: [51, 52] });
    const ids = season(60, () => [...someTips, christmas]);
    // 23 November 2026 is in week 48, so weeks 51 of 2026 and 2027 are the entries 3 and 56.
    expect(ids.flatMap((id, week) => (id === 'christmas' ? [week] : []))).toEqual([3, 56]);
    expect(season(1, () => [christmas])).toEqual(['none']);
  });
});

describe('candidates', () => {
  test('are of the topics asked for, and never link to what is not there or not ready', () => {
    const tips = [tip('a'), tip('b', { topic: 'publishing' }), tip('c', { resource: 'absent' })];
    const knowledge = knowledgeOf(tips);
    expect(candidates(knowledge, []).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(candidates(knowledge, ['publishing']).map(({ id }) => id)).toEqual(['b']);
    const draft = {
      ...knowledge,
      entries: new Map([['pdsa', { ...knowledge.entries.get('pdsa')!, status: 'draft' as const }]])
    };
    expect(candidates(draft, [])).toEqual([]);
  });
});
