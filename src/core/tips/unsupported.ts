import { monthPattern } from './parse-break.ts';
import { offered } from './parse-days.ts';

/** Matches a bank holiday on which a tip is to come on another day. */
export const movedHoliday =
  /\b(?:if|when(?:ever)?|should)\b.*\b(?:bank|public) hol(?:iday)?s?\b|\b(?:bank|public) hol(?:iday)?s?\b.*\b(?:instead|(?:day|one) (?:after|before)|(?:next|previous|following) (?:work(?:ing)? ?)?day|(?:move|shift|send|post) (?:it|them|that|to))\b/i;
export const movedHolidayProblem =
  'I can leave a tip out on a bank holiday (“skip bank holidays”), not move it to another day.';

const monthName = `(?:${monthPattern})\\b`;

/** Requests that are understood but not supported, with the alternative. */
const unsupported: readonly [RegExp, string][] = [
  [
    /\bfor (?:the next )?(?:a|one|two|three|four|five|six|\d+) (?:days?|weeks?|months?)\b/,
    'I cannot end by myself after some weeks. Leave that out, and write “tips stop” when it is enough.'
  ],
  [
    /\b(?:until|till|til|up to|ending)\b(?! (?:mon|tue|wed|thu|fri|sat|sun))/,
    'I cannot end by myself on a day. Leave that out, and write “tips stop” when it is enough.'
  ],
  [
    /\b(?:school|half[- ]term|term[- ]?time|terms?\b(?: only)?)/,
    'I do not know when schools have holidays. Name the days, for example “not from 20 december to 4 january”, or “not in august”.'
  ],
  [/\b(?:more|less) (?:often|frequent(?:ly)?)\b|\btoo (?:many|often|much|few)\b|\bfewer\b/, `How often? ${offered}`],
  [
    /^ *(?:(?:(?:a bit|bit|much|little|any) )*(?:later|earlier|sooner)(?: (?:in the day|please))*|(?:that is |that's |it is |it's |they are )?too (?:early|late)(?: (?:in the day|for us))?) *$/,
    'How much? Write “tips an hour later”, or the time itself.'
  ],
  [
    /\b(?:an?|one|two|three|\d) days? (?:later|earlier|sooner)\b/,
    'Which day is that? Write it, for example “tips every tuesday”.'
  ],
  [/\b(?:every|each)(?: (?:other|half|\w+))? (?:hours?|minutes?|mins?)\b|\bhourly\b/, offered],
  [
    new RegExp(
      `\\b(?:today|tomorrow|tonight|one[- ]off)\\b|\\b(?:just|only) (?:this|next|the once)\\b|\\b(?:this|next|coming) [a-z]+(?: at \\S+)? only\\b|(?<!\\b(?:weekly|monthly|week|month|day) )\\bonce\\b(?! (?:an?|per|every|each|in|daily|weekly|fortnightly|monthly|more)\\b)|\\b\\d{1,2}(?:st|nd|rd|th)? (?:of )?${monthName}|\\b${monthName} \\d{1,2}\\b(?![:.]\\d| ?[ap]m)`
    ),
    'I post on a schedule, not once. Try “daily 9am”, “every monday 9am” or “every monday from 5 january”; “tips now” shows you one at once.'
  ]
];

/** Returns the sentence on what a request asks for that the tips cannot do. */
export const unsupportedIn = (text: string): string | undefined =>
  unsupported.find(([pattern]) => pattern.test(text))?.[1];
