/** A parsed time of day, and the text without it. */
export interface ReadTime {
  /** Minutes after midnight; undefined where the text names none. */
  time?: number;
  rest: string;
  /** The half of the day, where a part of the day without an hour gave the time: a number beside it is the hour. */
  half?: 'am' | 'pm';
  /** Text that looks like a time but is invalid. */
  fault?: string;
}

const numbers = ['twelve', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven'];
const hourNumber = `(?<hour>\\d{1,2}|${numbers.join('|')})`;
const half = '(?<half>am|a\\.m\\.?|pm|p\\.m\\.?|in the morning|in the afternoon|in the evening|at night)';
/** Lookahead after a time: neither a further digit nor a word. */
const end = '(?![\\w:])';

/** Parts of the day without an hour, and the times they stand for in minutes after midnight. The reply states the time in full. */
const dayparts: Readonly<Record<string, number>> = {
  'first thing(?: in the morning)?': 540,
  'early mornings?': 480,
  'mid[- ]?mornings?': 630,
  'late mornings?': 660,
  'mornings?': 540,
  '(?:before|around|over|at) lunch(?:time)?': 720,
  'after lunch(?:time)?': 840,
  'lunch ?times?': 720,
  'early afternoons?': 780,
  'mid[- ]?afternoons?': 900,
  'late afternoons?': 960,
  'afternoons?': 840,
  'early evenings?': 1020,
  'evenings?': 1020,
  '(?:the )?end of (?:the )?(?:day|play|business)|close of (?:play|business)': 1020,
  am: 540,
  pm: 840
};

const namedTimes = Object.entries(dayparts).map(([name, at]) => [new RegExp(`^(?:${name})$`), at] as const);

/** Formats of a time, most specific first, with the same group names for one parser. */
const patterns: readonly RegExp[] = [
  /\b(?:some ?time )?between (?<hour>\d{1,2})(?:[:.](?<minute>\d{2}))? ?(?<half>am|pm)? and \d{1,2}(?:[:.]\d{2})? ?(?:am|pm)?(?![\w:])/,
  /\b(?:at )?(?<fixed>noon|midday|midnight|lunch ?time)\b/,
  new RegExp(
    `\\b(?:at )?(?<part>half|quarter|twenty[- ]five|twenty|ten|five|25|20|10|5)(?: minutes)? (?<side>past|to) ${hourNumber}(?: ?${half})?${end}`
  ),
  new RegExp(`\\b(?:at )?(?<part>half) (?<side>past )?${hourNumber}(?: ?${half})?${end}`),
  new RegExp(`\\b(?:at )?${hourNumber} (?<minuteWord>fifteen|thirty|forty[- ]five)(?: ?${half})?${end}`),
  new RegExp(`\\b(?:at )?(?<hour>\\d{1,2}) ?[:.h] ?(?<minute>\\d{2})(?::00|h| ?hrs| ?hours)?(?: ?${half})?${end}`),
  /\b(?:at )?(?<hour>\d{1,2})h\b/,
  /\b(?:at )?(?<hour>\d{2})(?<minute>\d{2})(?: ?hours| ?hrs)?(?![\w:/-])/,
  new RegExp(`\\b(?:at )?${hourNumber}(?: o['’]?clock)? ?${half}${end}`),
  new RegExp(`\\b(?:at )?${hourNumber} o['’]?clock\\b`),
  new RegExp(`\\bat ${hourNumber}${end}`),
  new RegExp(`\\b(?:at |in |by )?(?:the |every |each )?(?<daypart>${Object.keys(dayparts).join('|')})\\b`)
];

const minuteWords: Readonly<Record<string, number>> = { fif: 15, thi: 30, for: 45 };
const parts: Readonly<Record<string, number>> = { half: 30, quarter: 15, twenty: 20, ten: 10, five: 5 };

/**
 * Parses a time of day in everyday formats: `9am`, `14:30`, `half past two`, `half nine`, `9h`, `at 9`, `monday
 * morning` (nine). An hour from 1 to 6 without am or pm is taken as afternoon, since a tip at night is unlikely;
 * `02:30` is taken literally.
 *
 * @param text lower case
 */
export function readTime(text: string): ReadTime {
  for (const pattern of patterns) {
    const found = pattern.exec(text);
    if (!found) continue;
    const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`;
    const groups = found.groups ?? {};
    const named = namedTimes.find(([name]) => name.test(groups.daypart ?? ''))?.[1];
    const beside = groups.hour ? partOfDay.exec(rest)?.[1] : undefined;
    const time = named ?? minutesOf(groups, found[0], beside);
    if (time === undefined) return { rest, fault: found[0].trim() };
    return {
      rest: beside ? rest.replace(partOfDay, ' ') : rest,
      time,
      ...(named !== undefined && { half: named < 720 ? 'am' : 'pm' })
    };
  }
  return { rest: text };
}

/** Matches the part of the day that says which half an hour without am or pm is in: "friday evening at 8". */
const partOfDay = /\b(?:in the |at )?(morning|afternoon|evening|night)s?\b/;

/**
 * @param beside the part of the day that stands elsewhere in the text
 */
function minutesOf(
  groups: Record<string, string | undefined>,
  whole: string,
  beside: string | undefined
): number | undefined {
  const { fixed, part, side, minute, minuteWord } = groups;
  if (fixed) return fixed === 'midnight' ? 0 : 12 * 60;
  const named = numbers.indexOf(groups.hour ?? '');
  let hour = named === -1 ? Number(groups.hour) : named || 12;
  let minutes = Number(minute ?? minuteWords[minuteWord?.slice(0, 3) ?? ''] ?? 0);
  const half = groups.half ?? (hour >= 1 && hour <= 12 ? beside : undefined);
  // "12 at night" and "2 at night" are after midnight.
  const afternoon =
    /^p|(?:afternoon|evening)$/.test(half ?? '') || (/night$/.test(half ?? '') && hour >= 6 && hour < 12);
  if (half) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (afternoon ? 12 : 0);
  } else if (hour >= 1 && hour <= 6 && !/\d{2}/.test(whole.split(/[:.h]/)[0] ?? '')) {
    hour += 12;
  }
  if (part) {
    const word = part.replace(/^twenty[- ]five$/, '25');
    const shift = parts[word] ?? Number(word);
    minutes = side === 'to' ? -shift : shift;
  }
  const time = hour * 60 + minutes;
  return hour > 23 || minutes > 59 || time < 0 ? undefined : time;
}
