import type { Nudge, PlanField } from '../model/assessment.ts';

const months =
  /\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|spring|summer|autumn|winter|easter|christmas)\b/i;
const dates =
  /\b(?:\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?|20\d\d|\d+\s+(?:days?|weeks?|months?|years?)|(?:one|two|three|four|five|six|eight|ten|twelve)\s+(?:days?|weeks?|months?|years?))\b/i;

const calls: Readonly<Record<Nudge['when'], (text: string, limit: number) => boolean>> = {
  'no-digit': (text) => !/\d/.test(text),
  'no-date': (text) => !months.test(text) && !dates.test(text),
  'shorter-than': (text, limit) => text.length < limit,
  'more-parts-than': (text, limit) => (text.match(/,|\n+/g) ?? []).length > limit
};

/**
 * Returns friendly questions about the text of a field, such as "By when?". They never block. An empty field gets none:
 * the form itself marks required fields.
 */
export function nudgesFor({ nudges }: PlanField, written: string | undefined): readonly string[] {
  const text = written?.trim() ?? '';
  if (text === '') return [];
  return nudges.filter((nudge) => calls[nudge.when](text, 'limit' in nudge ? nudge.limit : 0)).map(({ says }) => says);
}
