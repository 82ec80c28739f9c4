import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readWeek, weekBefore, weekDue } from '../../../src/core/digest/week.ts';
import { createZones } from '../../../src/jobs/time-zones.ts';

const zones = createZones();
const at = (text: string): number => Date.parse(text);

describe('the week whose digest came due last', () => {
  test.each([
    ['winter, to the millisecond', '2026-11-23T08:59:59.999Z', '2026-W46', '2026-11-09', '2026-11-15'],
    ['winter, at nine', '2026-11-23T09:00:00Z', '2026-W47', '2026-11-16', '2026-11-22'],
    ['summer: nine in London is eight in UTC', '2026-07-06T08:00:00Z', '2026-W27', '2026-06-29', '2026-07-05'],
    ['summer, just before', '2026-07-06T07:59:59Z', '2026-W26', '2026-06-22', '2026-06-28'],
    ['the Monday after clocks went back', '2026-10-26T08:30:00Z', '2026-W42', '2026-10-12', '2026-10-18'],
    ['a Sunday', '2026-11-22T23:59:59Z', '2026-W46', '2026-11-09', '2026-11-15'],
    ['across the new year', '2027-01-04T09:00:00Z', '2026-W53', '2026-12-28', '2027-01-03']
  ])('%s', (_, moment, id, first, last) => {
    const week = weekDue(at(moment), zones);
    expect(week).toMatchObject({ id, first, last, from: at(`${first}T00:00:00Z`), to: at(`${last}T23:59:59.999Z`) });
    expect(week.dueAt).toBeLessThanOrEqual(at(moment));
  });
});

test('a week is read back from its name, whatever the moment; other names are none', () => {
  fc.assert(
    fc.property(fc.integer({ min: at('2000-01-03'), max: at('2090-01-01') }), (moment) => {
      const week = weekDue(moment, zones);
      expect(readWeek(week.id, zones)).toEqual(week);
      expect(week.dueAt - week.to).toBeGreaterThan(8 * 3_600_000 - 1);
      expect(week.dueAt - week.to).toBeLessThanOrEqual(9 * 3_600_000 + 1);
      expect(weekBefore(week, zones).to + 1).toBe(week.from);
    })
  );
  for (const none of ['2026-W54', '2025-W53', '2026-W00', '2026-47', 'W47', '', '2026-W47 ']) {
    expect(readWeek(none, zones)).toBeUndefined();
  }
});
