import type { Nudge } from '../../core/model/assessment.ts';

const rows: readonly { pattern: RegExp; make: (count: number, says: string) => Nudge }[] = [
  { pattern: /^no digit$/, make: (_count, says) => ({ when: 'no-digit', says }) },
  {
    pattern: /^no (?:month|date|year|number of weeks)(?:(?:, | or )(?:month|date|year|number of weeks))*$/,
    make: (_count, says) => ({ when: 'no-date', says })
  },
  { pattern: /^shorter than (\d+) characters$/, make: (limit, says) => ({ when: 'shorter-than', limit, says }) },
  {
    pattern: /^more than (\d+|two|three|four|five|six|seven|eight|nine|ten) commas or lines$/,
    make: (limit, says) => ({ when: 'more-parts-than', limit, says })
  }
];

const numbers = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** Lists the conditions allowed before the colon of a nudge. */
export const allowedNudges =
  '"no digit", "no month or year", "shorter than 40 characters" or "more than five commas or lines", then a colon and the question';

/**
 * Reads one line of `nudge_if`, such as `no digit: how many, and by when?`.
 *
 * @returns undefined if the condition is not one of {@link allowedNudges}
 */
export function readNudge(line: string): Nudge | undefined {
  const colon = line.indexOf(':');
  if (colon < 0) return undefined;
  const condition = line.slice(0, colon).trim().toLowerCase();
  const says = line.slice(colon + 1).trim();
  if (says === '') return undefined;
  for (const { pattern, make } of rows) {
    const found = pattern.exec(condition);
    if (!found) continue;
    const word = found[1] ?? '0';
    const count = /^\d+$/.test(word) ? Number(word) : numbers.indexOf(word);
    return make(count, `${says[0]!.toUpperCase()}${says.slice(1)}`);
  }
  return undefined;
}
