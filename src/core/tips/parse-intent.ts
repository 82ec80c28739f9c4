import { tipVerbs, vagueTipVerbs, type Wish } from '../conversation/tip-words.ts';
import { alternatives } from '../model/alternatives.ts';
import { repairSlips } from '../time/schedule-words.ts';

/** Intent of a `tips` command, before its dates and rules are parsed. */
export type TipIntent =
  | { wish: 'help' | 'status' | 'next' | 'preview' | 'stop' }
  /** `on` is the text that gives the day of the tip to leave out; absent for the next `count`. */
  | { wish: 'skip'; on?: string; count?: number }
  /** `until` is the text that gives the end; empty for no end. */
  | { wish: 'pause' | 'resume'; until: string }
  /** `rule` is the text that gives times and days; empty where there is none. */
  | { wish: 'subscribe'; rule: string }
  /** A command word followed by text that was not understood: nothing is done. */
  | { wish: 'unclear'; word: string; left: string };

const fillerWords = alternatives`
  please|pls|all of (?:it|them|these|this|those)|the|this|these|those|all|any(?: ?more| longer)?|it|them|us|me|to
  here|in|our|channel|chat|room|team|weekly|improvement|tips?|one|sending|posting|spamming|bothering|pestering
  annoying|coming|altogether|completely|for good|for ever|forever|immediately|straight away|right away|everything|my
  subscription|updates|messages|things|from now on|thanks|thank you|now|again|just|already|can you|could you|we|i
  want|would like|off
`;
/** Words without meaning beside a verb: "stop the tips here please", "pause them for now". */
const fillers = new RegExp(String.raw`\b(?:${fillerWords})\b|[.,!?;:]`, 'g');

/** Matches words after "pause" that name no end. */
const openEnded =
  /^(?:for now|for a (?:bit|while)|until further notice|till further notice|a (?:bit|while)|indefinitely)$/;

/** Matches a pause that begins at once. */
const fromNow = /^(?:(?:from|starting|as of) )?(?:today|now)(?: on(?:wards?)?)?$/;

/** Matches spans that only a pause can mean: "skip next week", "skip christmas week", "skip august". */
const spanNamed =
  /\bweek\b|\bnext month\b|\b(?:christmas|xmas|easter)\b|^(?:in )?(?:(?:january|february|march|april|may|june|july|august|september|october|november|december)(?:, | and | or |$))+$/;

/** Matches weekdays that come again and again: "skip fridays", "skip every weekend". */
const eachOne =
  /\b(?:mon|tues|wednes|thurs|fri|satur|sun)days\b|\bweekends\b|^(?:on )?(?:every|each|all|any) (?:\w+day|weekend)s?\b/;

/** Matches a reference to the next tip only. */
const nextOne = /^(?:next|this|(?:next|this) week'?s|a week)$/;

/** Matches a number of tips to leave out: "skip the next two", "skip 3 tips". */
const several =
  /^(?:the )?(?:next |coming |following )?(\d{1,2}|two|three|four|five|six|couple)(?: of)?(?: tips| ones)?$/;
const counts = ['two', 'three', 'four', 'five', 'six'];

/** Matches a number of weeks or months to leave out: "skip two weeks". */
const span =
  /^(?:the )?(?:next )?((?:\d{1,2}|two|three|four|five|six) (?:weeks|months)|a (?:fortnight|month)|fortnight)$/;

const startDates = alternatives`
  next (?:week|month|year|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)
  (?:first|second|third|fourth|last) \w+day (?:in|of) \p{L}{3,9}|new year|easter|christmas
  (?:\w+ )?\d{1,2}(?:st|nd|rd|th)? \p{L}{3,9}(?: \d{2,4})?|\p{L}{3,9} \d{1,2}(?:st|nd|rd|th)?
  \d{1,4}[-/.]\d{1,2}(?:[-/.]\d{2,4})?|week after next|a (?:week|fortnight|month)|\w+ (?:days|weeks|months)
  (?:jan|febr)uary|march|april|may|june|july|august|(?:septem|octo|novem|decem)ber
`;
/** Matches a date on which tips begin again or for the first time: "start in the new year", "start next week". */
const startDate = new RegExp(String.raw`^(?:again\b ?)?((?:on|in|from|after|at)? ?(?:the )?(?:${startDates}))$`, 'u');

/** Matches a limit in time: "stop" followed by one is a pause. */
const limited = /^(?:until|till|til|'til|for|over|during|from)\b|^in (?:a|\d|two|three|four|six)\b/;

/** Matches what is stopped before the time for which it is: "the tips over the summer". */
const whatStops =
  /^(?:(?:sending|posting|the|these|those|all|our|my|us|me|weekly|improvement|it|them|tips?|here) )+(?=(?:until|till|til|'til|for|over|during|from|in)\b)/;

const withoutFillers = (text: string): string => text.replace(fillers, ' ').replace(/\s+/g, ' ').trim();

/**
 * Parses the arguments of `tips`. Text after a command word is either understood or reported as unclear: it is never
 * ignored, and only a plain wish to end tips ends them.
 *
 * @param written the text as typed
 */
export function readIntent(written: string): TipIntent {
  const text = plainWords(written);
  if (text === '') return { wish: 'status' };
  for (const [pattern, wish] of [...tipVerbs, ...vagueTipVerbs]) {
    const found = pattern.exec(text);
    if (!found) continue;
    const word = found[0];
    const rest = text.slice(word.length).trim();
    const bare = withoutFillers(rest.replace(/^(?:us|me) from (?=(?:these|this|it|them|the tips?|tips?|here)$)/, ''));
    return meanings[wish]({ word, rest, bare, written });
  }
  return { wish: 'subscribe', rule: asTyped(written) };
}

/** A verb and what was said after it. */
interface Said {
  word: string;
  /** The text after the verb, in lower case with single spaces. */
  rest: string;
  /** The same without words that say nothing. */
  bare: string;
  /** The whole text as typed. */
  written: string;
}

const unclear = ({ word, rest }: Said): TipIntent => ({ wish: 'unclear', word, left: rest });
const bankHolidays = /\b(?:bank|public) hol(?:iday)?s?\b/;

/** Intents by verb, made from the words after it. */
const meanings: Readonly<Record<Wish, (said: Said) => TipIntent>> = {
  help: () => ({ wish: 'help' }),
  // "when" begins questions that want no more than the state.
  status: () => ({ wish: 'status' }),
  next: (said) => (said.bare === '' ? { wish: 'next' } : unclear(said)),
  preview: (said) => (said.bare === '' ? { wish: 'preview' } : unclear(said)),
  subscribe: toSubscribe,
  pause: toPause,
  resume(said) {
    // "resume for one week" says when it ends, and not when it begins.
    if (/^for (?!now$)/.test(said.rest)) return unclear(said);
    return { wish: 'resume', until: said.bare === '' ? '' : said.rest };
  },
  skip: toSkip,
  stop: toStop
};

function toSubscribe({ word, rest, bare, written }: Said): TipIntent {
  if (/^(?:(?:it|them|the tips?|tips?) )?(?:(?:up|back) )?again\b/.test(rest) && bare.replace(/^up$/, '') === '')
    return { wish: 'resume', until: '' };
  const begun = rest.replace(/^(?:(?:sending|posting|the|these|those|our|us|weekly|improvement|it|them|tips?) )+/, '');
  const until = /^(?:start|begin)$/.test(word) ? startDate.exec(begun)?.[1] : undefined;
  if (until !== undefined) return { wish: 'resume', until };
  if (!/\bon$/.test(word)) return { wish: 'subscribe', rule: ruleAfter(written, word) };
  return { wish: 'subscribe', rule: rest === '' ? '' : asTyped(written).slice(word.length - 2) };
}

function toPause(said: Said): TipIntent {
  const { word, rest, bare } = said;
  // From when is not said: "for another month" may begin today or where the pause ends.
  const isFurther = /\b(?:another|further|extra)\b/.test(rest.replace(/further notice/, ''));
  if (isFurther || /^(?:extend|prolong|lengthen).* (?:by|for) /.test(`${word} ${rest}`)) return unclear(said);
  if (openEnded.test(rest) || fromNow.test(rest) || bare === '') return { wish: 'pause', until: '' };
  const until = rest
    .replace(/^(?:it|them|these|the tips?|tips?) (?=until|till|til|for|over|during|from)/, '')
    .replace(/^to /, 'until ')
    .replace(/\b(?:we|i)(?:'re|'m| are| am)(?: all)? back (?:(?:at work|in the office) )?(?:on |in )?/, '');
  return { wish: 'pause', until };
}

function toSkip(said: Said): TipIntent {
  const { word, rest, bare, written } = said;
  if (bankHolidays.test(rest)) return { wish: 'subscribe', rule: word === 'skip' ? asTyped(written) : `skip ${rest}` };
  if (eachOne.test(rest))
    return { wish: 'subscribe', rule: `not ${rest.replace(/\b(?:every|each|all|any) (?=\w+day|weekend)/, '')}` };
  if (bare === '' || nextOne.test(bare)) return { wish: 'skip' };
  const count = several.exec(rest)?.[1];
  if (count) return { wish: 'skip', count: countIn(count) };
  const length = span.exec(rest)?.[1];
  if (length) return { wish: 'pause', until: length };
  const on = named(rest);
  if (on) return { wish: 'skip', on };
  if (limited.test(rest)) return { wish: 'pause', until: rest };
  if (!spanNamed.test(rest)) return unclear(said);
  return { wish: 'pause', until: /^(?:this|next|in|the week|w\/?c) ?/.test(rest) ? rest : `over ${rest}` };
}

/** Days that are the end of something, and no end of the tips: "end of each month", "end of the week". */
const ends: readonly [RegExp, string][] = [
  [/^of (?:the|each|every) month\b/, 'monthly on the 31st'],
  [/^of (?:the|each|every) week\b[, ]*/, 'every friday']
];

function toStop(said: Said): TipIntent {
  const { word, rest, bare } = said;
  if (bankHolidays.test(rest)) return { wish: 'subscribe', rule: `skip bank holidays${nationIn(rest)}` };
  if (eachOne.test(rest) && !limited.test(rest)) return toSkip(said);
  const end = word === 'end' ? ends.find(([pattern]) => pattern.test(rest)) : undefined;
  if (end) return { wish: 'subscribe', rule: `${end[1]} ${rest.replace(end[0], '').trim()}`.trim() };
  if (bare === '') return { wish: 'stop' };
  // What is cancelled is one thing or some: "cancel next week", "cancel the next two".
  if (word === 'cancel' && !limited.test(rest) && (several.test(rest) || spanNamed.test(rest))) return toSkip(said);
  if (nextOne.test(bare)) return { wish: 'skip' };
  const isOne = /\b(?:tip|one)\b/.test(rest) || (word === 'cancel' && rest.startsWith('next '));
  const on = isOne ? named(rest) : '';
  if (on) return { wish: 'skip', on };
  if (openEnded.test(rest)) return { wish: 'pause', until: '' };
  const limit = rest.replace(whatStops, '');
  return limited.test(limit) ? { wish: 'pause', until: limit } : unclear(said);
}

const countIn = (word: string): number =>
  word === 'couple' ? 2 : counts.includes(word) ? counts.indexOf(word) + 2 : Number(word);

/** Returns the text that names one day: "the tip on monday" → "monday"; empty if the text is no such day. */
function named(rest: string): string {
  const day = rest
    .replace(/^(?:the )?(?:next )?(?:tips?|one)? ?(?:on |of |for )?(?:the )?(?:next |(?:this )?coming |this )?/, '')
    .replace(/(?:'s)?(?: tip)?$/, '');
  const aDay =
    /^(?:tomorrow|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|\d{1,2}(?:st|nd|rd|th)?(?: \p{L}{3,9})?|\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{2,4})?)$/u;
  return aDay.test(day) ? day : '';
}

const nationIn = (text: string): string => / in (?:scotland|northern ireland|wales|england)\b/.exec(text)?.[0] ?? '';

/**
 * Returns a text in lower case with single spaces, without quotation marks, backticks and the punctuation of a phone's
 * keyboard.
 */
function plainWords(written: string): string {
  return asTyped(written).toLowerCase();
}

function asTyped(written: string): string {
  return repairSlips(written)
    .replace(/[`"“”„«»]|\p{Extended_Pictographic}\uFE0F?/gu, ' ')
    .replace(/[’ʼ]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\/[a-z]+ (?=tips? )/i, '')
    .replace(
      /^(?:(?:yes|yeah|yep|sure|ok|okay|great|please|pls|can|could|would|you|we|i|let's|we'd like|i'd like|like|to)[ ,]+)+/i,
      ''
    )
    .replace(/^tips? /i, '')
    .replace(/[.!?,;:]+$/, '')
    .replace(/[ ,]+(?:please|pls|thanks|thank you|cheers)$/i, '')
    .trim();
}

/** Returns the rule after a verb; what is changed "from X to Y" is Y, and to begin today or now needs no words. */
function ruleAfter(written: string, verb: string): string {
  const rule = afterVerb(written, verb);
  if (/^(?:today|now|again|straight away|right away|immediately)?$/i.test(rule)) return '';
  return /^(?:change|move|switch|swap|shift)/.test(verb) ? rule.replace(/^(?:.+? )?(?:to|for) (?=\S)/i, '') : rule;
}

/** Returns the text after the verb with its capitals, as zones have them, and without "to", "it" and the like. */
function afterVerb(written: string, verb: string): string {
  return asTyped(written)
    .slice(verb.length)
    .trim()
    .replace(/^(?:us|me) (?:off )?(?:with )?(?=\S)/i, '')
    .replace(/^(?:one|another|it|them|these|a tip|tips) (?=\D)/i, '')
    .replace(/^(?:(?:it|them|tips?|to|for|the|day|time|at)\s+)*?(?=\S)/i, '')
    .trim();
}
