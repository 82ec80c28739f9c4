import type { Span } from './kinds.ts';

const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const year = "(?:(?:18|19|20)\\d\\d|'?\\d\\d)";
const day = '(?:0?[1-9]|[12]\\d|3[01])';
const date = new RegExp(
  `(?<![\\p{L}\\d./-])(?:${[
    `(?:18|19|20)\\d\\d[-/.](?:0?[1-9]|1[0-2])[-/.]${day}`,
    `${day} ?[-/.] ?${day} ?[-/.] ?${year}`,
    `${day}(?:st|nd|rd|th)?(?: of)?[- ]${month}\\.?,?[- ]${year}`,
    `${month}\\.? ${day}(?:st|nd|rd|th)?,? ${year}`
  ].join('|')})(?![\\p{L}\\d])`,
  'giu'
);
const born = /\b(?:d\.?o\.?b\b|birth|born\b)|#/i;
/** A name straight before: "Mrs Ali, 07/08/1933". Anything farther is more likely the day of a meeting. */
const justNamed = /~[,;:( -]{1,4}$/;
/** How near, in characters, a word of birth or a patient's number must stand for a date to be taken as a date of birth. */
const near = { before: 40, after: 25 };

/** The text with patient numbers as `#` and names as `~`, at their old places. */
function marked(shadow: string, found: readonly Span[]): string {
  let text = '';
  let at = 0;
  for (const { kind, from, to } of found) {
    const sign = kind === 'name' ? '~' : kind.endsWith('-number') ? '#' : undefined;
    if (!sign || from < at) continue;
    text += shadow.slice(at, from).replace(/[#~]/g, ' ') + sign.repeat(to - from);
    at = to;
  }
  return text + shadow.slice(at).replace(/[#~]/g, ' ');
}

/**
 * Dates in numbers or words that stand near a word of birth or a patient's number, or straight after a name. Other dates
 * stay: most dates in questions are those of projects.
 *
 * @param found what the other masks found, in order of `from`
 */
export function birthDates(shadow: string, found: readonly Span[]): Span[] {
  const context = marked(shadow, found);
  const spans: Span[] = [];
  for (const { 0: text, index: from } of shadow.matchAll(date)) {
    const to = from + text.length;
    const before = context.slice(Math.max(0, from - near.before), from);
    if (born.test(before) || born.test(context.slice(to, to + near.after)) || justNamed.test(before)) {
      spans.push({ kind: 'date-of-birth', from, to });
    }
  }
  return spans;
}
