import type { Span } from './kinds.ts';

const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const year = "(?:(?:18|19|20)\\d\\d|'?\\d\\d)";
const day = '(?:0?[1-9]|[12]\\d|3[01])';
const date = new RegExp(
  `(?:(?<![\\p{L}\\d./-])|(?<=d[./]?o[./]?b))(?:${[
    `(?:18|19|20)\\d\\d[-/.](?:0?[1-9]|1[0-2])[-/.]${day}`,
    `${day} {0,2}[-/.] {0,2}${day} {0,2}[-/.] {0,2}${year}`,
    `${day} ${day} ${year}(?=\\D|$)`,
    `${day}(?:st|nd|rd|th)?(?: of)?[- ]?${month}\\.?,?[- ]?${year}`,
    `${month}\\.? ${day}(?:st|nd|rd|th)?,? ${year}`
  ].join('|')})(?![\\p{L}\\d])`,
  'giu'
);
const born = /\b(?:d[./ -]?o[./ -]?b\b|birth|born\b|b\. ?$|b\/d\b)|#|\((?:m|f|male|female)[,;/ ]{1,2}$/i;
/** Matches digits alone, or a year alone, directly after a word of birth: "DOB12031947", "year of birth 1947". */
const bare =
  /(?:(?<!\p{L})d[./ -]?o[./ -]?b|date of birth|birth ?date|born(?: on)?)[ .:=#(-]{0,4}(?:is |was )?(\d{8}|\d{6})(?!\d)|(?:year of birth|birth ?year|\byob)[ .:=-]{0,3}(?:is |was )?((?:18|19|20)\d\d)(?!\d)|born in (19\d\d)(?!\d)/giu;
/** Matches a date of the 1800s or 1900s; directly after a name of two words it is taken as a date of birth. */
const oldDate = /(?:18|19)\d\d|[-/. ](?:[2-9]\d)$/;
const twoNames = /(?<![\p{L}])\p{Lu}[\p{L}'-]+ \p{Lu}[\p{L}'-]+[,;:( -]{1,3}$/u;
/** Matches a name directly before: "Mrs Ali, 07/08/1933". At a greater distance a meeting date is more likely. */
const justNamed = /~[,;:( -]{1,4}$/;
/** Maximum distance, in characters, from a word of birth or a patient's number to a date taken as a date of birth. */
const near = { before: 40, after: 25 };

/** Returns the text with patient numbers as `#` and names as `~`, at their old positions. */
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
 * Finds dates in numbers or words near a word of birth or a patient's number, or directly after a name. Other dates are
 * kept: most dates in questions are project dates.
 *
 * @param found spans of the other finders, in order of `from`
 */
export function birthDates(shadow: string, found: readonly Span[]): Span[] {
  const context = marked(shadow, found);
  const spans: Span[] = [];
  for (const { 0: text, 1: day, 2: yearAlone, 3: bornIn, index } of shadow.matchAll(bare)) {
    const digits = day ?? yearAlone ?? bornIn ?? '';
    spans.push({ kind: 'date-of-birth', from: index + text.length - digits.length, to: index + text.length });
  }
  for (const { 0: text, index: from } of shadow.matchAll(date)) {
    const to = from + text.length;
    const before = context.slice(Math.max(0, from - near.before), from);
    const named = oldDate.test(text) && twoNames.test(shadow.slice(Math.max(0, from - 70), from));
    if (named || born.test(before) || born.test(context.slice(to, to + near.after)) || justNamed.test(before)) {
      spans.push({ kind: 'date-of-birth', from, to });
    }
  }
  return spans;
}
