import { weekdayNames } from '../time/calendar.ts';
import { type Token, tokensOf } from '../time/schedule-words.ts';
import type { RuleChange } from './rule.ts';

/** Days and frequency that a text names, or one sentence on why tips cannot come so. */
export type DaysRead = { change: RuleChange; left: readonly Token[] } | { problem: string };

/** Longest time between two tips, in weeks. */
const mostWeeks = 8;
/** Says how often tips can come. */
export const offered = `I can post every day, on weekdays, on one or several days of the week, every ${mostWeeks} weeks or less, or monthly.`;
/** Maximum number of ordinals of a weekday: not every month has a fifth Monday. */
const mostNths = 4;

/** Latest working day of a month that can be asked for: every month has more. */
const mostWorkday = 10;

/** Result of a production for its tokens: changes, or a problem. */
type Made = RuleChange | string;

const valuesOf = (tokens: readonly Token[], symbol: string): number[] => [
  ...new Set(tokens.flatMap((token) => (token.symbol === symbol ? [token.value] : [])))
];
const has = (tokens: readonly Token[], symbol: string): boolean => tokens.some((token) => token.symbol === symbol);

/** Returns the values as the rule holds them: the first by itself, and the others. */
const listed = <Field extends string>(field: Field, [first = 0, ...also]: readonly number[]) =>
  ({ [field]: first, ...(also.length > 0 && { also }) }) as Record<Field, number> & Pick<RuleChange, 'also'>;

const everyWeeks = (weeks: number): Made => {
  if (weeks === 1) return { frequency: 'weekly' };
  if (weeks === 2) return { frequency: 'fortnightly' };
  return weeks <= mostWeeks ? { frequency: 'fortnightly', weeks } : offered;
};

const onWeekdays = (days: readonly number[]): Made =>
  days.join() === '1,2,3,4,5'
    ? { frequency: 'weekdays' }
    : { ...(days.length > 1 && { frequency: 'weekly' }), ...listed('weekday', days) };

function range([from = 1, to = 1]: readonly number[]): number[] {
  const days = (to - from + 7) % 7;
  return Array.from({ length: days + 1 }, (_, after) => ((from - 1 + after) % 7) + 1).sort((a, b) => a - b);
}

function everyUnit(tokens: readonly Token[], count: number): Made {
  const { symbol, value } = tokens.findLast((token) => 'dwmy'.includes(token.symbol))!;
  const units = count * value;
  if (symbol === 'w') return everyWeeks(units);
  if (symbol === 'd' && units === 1) return { frequency: 'daily' };
  if (symbol === 'd' && units % 7 === 0) return everyWeeks(units / 7);
  return symbol === 'm' && units === 1 ? { frequency: 'monthly' } : offered;
}

function daysOfMonth(tokens: readonly Token[]): Made {
  if (valuesOf(tokens, 'N').join() === '-1' && !has(tokens, 'd'))
    return 'The last what? Try “last friday” or “last day of the month”.';
  const days = valuesOf(tokens, 'N').map((day) => (day === -1 ? 31 : day));
  const wrong = days.find((day) => day < 1 || day > 31);
  return wrong === undefined
    ? listed(
        'day',
        days.sort((a, b) => a - b)
      )
    : `No month has a day ${wrong}.`;
}

function nthWeekdays(tokens: readonly Token[]): Made {
  const [nths, days] = [valuesOf(tokens, 'N'), valuesOf(tokens, 'D')];
  const [nth = 0] = nths;
  // "every second friday" is every other one, "every second friday of the month" and "the second friday" are not.
  if (tokens[0]!.symbol === 'E' && !has(tokens, 'm') && nths.length === 1 && nth > 1) {
    const weeks = everyWeeks(nth);
    return typeof weeks === 'string' ? weeks : { ...weeks, ...listed('weekday', days) };
  }
  if (nths.some((each) => each > mostNths)) {
    return nths.some((each) => each > 5)
      ? dayAndWeekday(days[0]!)
      : 'Not every month has a fifth one. Try the fourth or the last.';
  }
  if (days.length > 1) return 'I can post on one weekday of the month, or on several days of the week.';
  return { frequency: 'monthly', weekday: days[0]!, ...listed('nth', nths) };
}

const whichDays = 'Which days? Write them, for example “tuesday and thursday 9am” or “on the 1st and 15th”.';

/** Returns the weekdays that are named one by one, as a range, as weekend or as working days, in order. */
function weekdaysIn(tokens: readonly Token[]): number[] {
  const days = valuesOf(tokens, 'D');
  const named = has(tokens, 'R') ? range(days) : days;
  const groups = [...(has(tokens, 'W') ? [1, 2, 3, 4, 5] : []), ...(has(tokens, 'S') ? [6, 7] : [])];
  return [...new Set([...named, ...groups])].sort((a, b) => a - b);
}

const dayAndWeekday = (weekday: number): string => `I read both a ${weekdayNames[weekday - 1]} and a day of the month.`;

function nthWorkday(tokens: readonly Token[]): Made {
  const [nth = 0, ...more] = valuesOf(tokens, 'N');
  return more.length > 0 || nth > mostWorkday
    ? `I can post on one working day of the month, up to the ${mostWorkday}th, or on the last.`
    : { frequency: 'monthly', nth, workday: true, holidays: 'england-and-wales' };
}

/**
 * Productions of the grammar over the symbols of `schedule-words.ts`, tried in this order: the phrase that says most stands
 * first. Each takes its tokens out of the text.
 */
const productions: readonly (readonly [phrase: RegExp, make: (tokens: readonly Token[]) => Made])[] = [
  // "not on fridays, wednesdays instead" leaves out no Wednesday.
  [/X(?:DRD|[DSW](?:A+[DSW](?!I))*)/, (tokens) => ({ weekdaysOff: weekdaysIn(tokens) })],
  [/E*N(?:A*N)*W(?:E*m)?/, nthWorkday],
  [/E*N(?:A*N)*D(?:A*D)*(?:E*m)?/, nthWeekdays],
  [/N(?:A*N)*wE*m/, () => 'On which day of that week? Try “first monday of the month”, or “on the 1st”.'],
  [/E+N[wm]/, (tokens) => everyUnit(tokens, valuesOf(tokens, 'N')[0]!)],
  [/E*N(?:A*N)*d?(?:E*m)?/, daysOfMonth],
  [/E*O(?=D)/, () => everyWeeks(2)],
  [/E*O[dwmy]/, (tokens) => everyUnit(tokens, 2)],
  [/E+C[dwmy]/, (tokens) => everyUnit(tokens, valuesOf(tokens, 'C')[0]!)],
  [/E+W|W/, () => ({ frequency: 'weekdays' })],
  [/E*S/, () => onWeekdays([6, 7])],
  [/DR[DS]/, (tokens) => onWeekdays(range([...valuesOf(tokens, 'D'), ...(has(tokens, 'S') ? [7] : [])]))],
  [/D(?:A*D)*/, (tokens) => onWeekdays(valuesOf(tokens, 'D').sort((a, b) => a - b))],
  [/E+[dwmy]/, (tokens) => everyUnit(tokens, 1)]
];

/** Returns the change with a further one, unless the two say different things. */
function joined(change: RuleChange, more: RuleChange): Made {
  const [before, after] = [change.frequency, more.frequency];
  const merged = { ...change, ...more };
  // "weekly" says no more than that there is one a week: what says more counts.
  if (before && after && before !== after) {
    if (before !== 'weekly' && after !== 'weekly') return `I read both ${before} and ${after}.`;
    merged.frequency = before === 'weekly' ? after : before;
  }
  const off = [...(change.weekdaysOff ?? []), ...(more.weekdaysOff ?? [])];
  if (off.length > 0) merged.weekdaysOff = [...new Set(off)].sort((a, b) => a - b);
  if (merged.weekday && merged.day !== undefined) return dayAndWeekday(merged.weekday);
  return merged;
}

/**
 * Reads on which days a rule's tips come: `mondays and thursdays`, `every second friday of the month`, `the 1st and 15th`.
 *
 * @param text lower case, without its time
 * @returns the changes, and the tokens that no phrase took
 */
export function readDays(text: string): DaysRead {
  let left = tokensOf(text);
  let change: RuleChange = {};
  for (const [phrase, make] of productions) {
    for (;;) {
      const found = phrase.exec(left.map(({ symbol }) => symbol).join(''));
      if (!found) break;
      const made = make(left.slice(found.index, found.index + found[0].length));
      const next = typeof made === 'string' ? made : joined(change, made);
      if (typeof next === 'string') return { problem: next };
      change = next;
      left = left.toSpliced(found.index, found[0].length);
    }
  }
  const times = left.find(({ symbol }) => symbol === 'T');
  const named = change.weekday ?? change.day ?? change.nth;
  if (times && (named === undefined || 1 + (change.also?.length ?? 0) !== times.value)) return { problem: whichDays };
  return { change, left: left.filter(({ symbol }) => symbol !== 'T') };
}
