import { monthNames } from './calendar.ts';

/**
 * Words of schedules by what they stand for. A row is a symbol for each thing that its words say, the value of the first, and the
 * words: `daily` says `every` and `day`.
 *
 * | symbol | stands for | value |
 * | --- | --- | --- |
 * | D, W, S | a weekday, any working day, the weekend | Monday is 1 |
 * | d, w, m, y | day, week, month, year as a unit | how many |
 * | E, O, T | every, every other, so many times a | times |
 * | N, C | ordinal, last is -1; count | the number |
 * | A, R | and, to (of a range) | |
 * | X, I | not: what follows is left out; instead | |
 * | f, g | nothing; what other parts of the grammar read | |
 * | ? | words that are no slips of the above, though one letter away | |
 */
const rows: readonly (readonly [symbols: string, value: number, words: string])[] = [
  ['D', 1, 'monday mondays mon mons'],
  ['D', 2, 'tuesday tuesdays tue tues'],
  ['D', 3, 'wednesday wednesdays wed weds'],
  ['D', 4, 'thursday thursdays thu thur thurs'],
  ['D', 5, 'friday fridays fri'],
  ['D', 6, 'saturday saturdays sat'],
  ['D', 7, 'sunday sundays sun'],
  ['W', 0, 'weekday weekdays workday workdays'],
  ['S', 0, 'weekend weekends'],
  ['d', 1, 'day days'],
  ['w', 1, 'week weeks wk wks'],
  ['w', 2, 'fortnight fortnights'],
  ['m', 1, 'month months'],
  ['m', 3, 'quarter quarters'],
  ['y', 1, 'year years'],
  ['Ed', 1, 'daily'],
  ['Ew', 1, 'weekly'],
  ['Ew', 2, 'fortnightly biweekly'],
  ['Em', 1, 'monthly'],
  ['Em', 3, 'quarterly'],
  ['Ey', 1, 'yearly annually'],
  ['E', 0, 'every each any once per'],
  ['O', 2, 'other alternate alternating'],
  ['T', 2, 'twice'],
  ['T', 3, 'thrice'],
  ...['first', 'second', 'third', 'fourth', 'fifth'].map((word, index) => ['N', index + 1, word] as const),
  ['N', -1, 'last final'],
  ...['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'].map(
    (word, index) => ['C', index + 1, word] as const
  ),
  ['A', 0, 'and or plus & ,'],
  ['R', 0, 'to through thru until till til - –'],
  ['I', 0, 'instead'],
  ['X', 0, "not no never except excepting excluding skip skipping without don't dont avoid"],
  [
    'f',
    0,
    `please pls on at by come coming them they it work our can could have of in the a an about regarding for with us me my send post
    get want would like love prefer we i i'd we'd you tip tips improvement only just same ish around roughly approx this these those
    that channel here start starting begin next time zone local again now hrs hours o'clock oclock but from hi hiya hello
    hey dear bot how thanks thank ta cheers lets let's let do be should think maybe perhaps sometime some best better good fine sharp exactly
    kindly team everyone all going go make set change move switch swap shift put keep receive morning mornings on onward onwards
    there still very though right schedule frequency`
  ],
  [
    'g',
    0,
    `afternoon afternoons evening evenings lunch lunchtime noon midday midnight half past early late mid after before am pm between
    end close play later earlier sooner uk british irish summer back bank public holiday holidays over even
    during christmas easter new include including tomorrow today tonight night nights`
  ],
  [
    '?',
    0,
    `others reach teach least mouth match nearly forth lasts ever weight height tree tours light seen thirds sight bother might
    dairy tubes tweek fifty thrive seeks eighty thorough mother fears tears threw seconds eighth daisy tight fight moth
    finals finale sever mourning pearly weakly quartet sundae monte`
  ]
];

interface Said {
  symbols: string;
  value: number;
}
const months = monthNames.flatMap((name) => [name.toLowerCase(), name.slice(0, 3).toLowerCase()]);
const lexicon: ReadonlyMap<string, Said> = new Map([
  ...months.map((word) => [word, { symbols: 'g', value: 0 }] as const),
  ...rows.flatMap(([symbols, value, words]) => words.split(/\s+/).map((word) => [word, { symbols, value }] as const))
]);

/** One symbol of a text about a schedule, with the number it stands for. `?` is a word that the table does not hold. */
export interface Token {
  symbol: string;
  value: number;
  word: string;
}

/** Phrases that stand for one word of the table. */
const phrases: readonly [RegExp, string][] = [
  [/\b(?:(?<=\b(?:(?:work|week|working |any |every |each |all )days?|daily) )but(?! not\b))\b/g, 'except'],
  [/\b(?:apart from|other than)\b/g, 'except'],
  [/\bbut (?=the (?:first|second|third|fourth|last|\d))/g, 'except '],
  [/\ball (?:the )?(?=(?:week|work|working )?days?\b)/g, 'every '],
  [/\b(?:week|work|working|business)[ -]days?\b/g, 'workday'],
  [/\beveryday\b/g, 'every day'],
  [/\bo clock\b/g, "o'clock"],
  [/\bfirst thing\b/g, 'morning'],
  [/\bany ?(?:more|longer)\b/g, ' '],
  [/\bbi-weekly\b/g, 'biweekly'],
  // "monday 9 weekly" is at nine.
  [/\b(two|three|four|five|six|[2-6])[ -]weekly\b/g, 'every $1 weeks'],
  [/\b(?:two|2) times\b|\b2x\b/g, 'twice'],
  [/\b(?:three|3) times\b|\b3x\b/g, 'thrice'],
  [/\b(?:(?:at )?(?:the )?end|last) of (?:the|each|every|a) month\b|\bmonth[ -]end\b/g, 'last day of the month'],
  [/\b(\w+)(?:days?)'s?(?!\w)/g, '$1days'],
  [/(\d)(?:-?ish)\b/g, '$1']
];

/** Reads the symbols of a text in lower case; what says nothing about days is left out. */
export function tokensOf(text: string): Token[] {
  const plain = phrases.reduce((said, [pattern, word]) => said.replace(pattern, word), text);
  const words = plain.match(/\p{L}[\p{L}\d']*|\d+(?:st|nd|rd|th)?|[&,–-]|[^\s\p{P}]+/gu) ?? [];
  return words.flatMap((word): Token[] => {
    const ordinal = /^(\d+)(?:st|nd|rd|th)$/.exec(word)?.[1];
    if (ordinal) return [{ symbol: 'N', value: Number(ordinal), word }];
    if (/^\d+$/.test(word)) return [{ symbol: 'C', value: Number(word), word }];
    const { symbols, value } = lexicon.get(word) ?? { symbols: '?', value: 0 };
    return symbols === 'f' ? [] : [...symbols].map((symbol) => ({ symbol, value, word }));
  });
}

/** Returns whether one word becomes the other by one letter missing, added, changed or swapped with its neighbour. */
function oneSlipApart(a: string, b: string): boolean {
  if (a.length > b.length) return oneSlipApart(b, a);
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  if (a.length < b.length) return a.slice(at) === b.slice(at + 1);
  const swapped = a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
  return swapped || a.slice(at + 1) === b.slice(at + 1);
}

/** Words that a slip may have been meant as: those that say when, and no verb, so that no slip ends anything. */
const meant = [
  ...[...lexicon].flatMap(([word, { symbols }]) => (!'fg'.includes(symbols) && /^\p{L}{4}/u.test(word) ? [word] : [])),
  ...months.filter((month) => month.length > 4),
  'morning',
  'afternoon',
  'lunchtime'
];

/** Returns the word of schedules that differs from a word by one slip, or from a long one by two; the word itself otherwise. */
function repaired(word: string): string {
  const said = word.toLowerCase();
  if (said.length < 4 || lexicon.has(said)) return word;
  // Of four letters too many words are one change apart: "moon" and "noon".
  const near = (other: string): boolean =>
    said.length === 4 ? other.length === 5 && oneSlipApart(said, other) : oneSlipApart(said, other);
  const first = meant.filter(near);
  if (first.length > 0) return first.length === 1 ? first[0]! : word;
  if (said.length < 7) return word;
  const second = meant.filter(
    (other) =>
      other.length > said.length &&
      [...other].some((_, at) => oneSlipApart(said, other.slice(0, at) + other.slice(at + 1)))
  );
  return second.length === 1 ? second[0]! : word;
}

/** Repairs slips in the words of a schedule: `firday`, `wensday`, `evry`. Names of zones and all other words stay. */
export const repairSlips = (text: string): string =>
  text.replace(/(?<![\p{L}/_'’])\p{L}{4,}(?![\p{L}/_'’])/gu, repaired);

/** Matches a time with what makes it one. */
const time = /\b\d{1,2}(?:[:.h]\d{2}|h\b| ?[ap]\.?m\b\.?)(?: ?[ap]\.?m\b\.?)?|\b\d{4} ?(?:hrs|hours)?\b/g;

/** Returns whether a text of any case consists of words of a schedule, and says a day, how often, or a time. */
export function speaksOfSchedule(text: string): boolean {
  const plain = repairSlips(text.toLowerCase().replace(/[’ʼ]/g, "'"));
  const symbols = tokensOf(plain.replace(time, ' ')).map(({ symbol }) => symbol);
  if (symbols.includes('?')) return false;
  return (
    plain.search(time) >= 0 ||
    symbols.some((symbol) => 'DWSTO'.includes(symbol)) ||
    /EC?[dwmy]|Nd/.test(symbols.join(''))
  );
}
