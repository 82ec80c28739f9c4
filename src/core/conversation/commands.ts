import type { Words } from '../model/message.ts';
import { speaksOfSchedule } from '../time/schedule-words.ts';
import { meansTips, polite } from './tip-words.ts';

/** A command word, the same on every platform. */
export interface CommandRow {
  name: string;
  /** Arguments as shown in help: `QUERY`, `[topic]`. */
  usage: string;
  description: string;
  /** Returns whether the text after the word is a valid argument; if not, the whole text is a question. */
  takes: (rest: string, isTopic: (name: string) => boolean) => boolean;
}

const topic = (rest: string, isTopic: (name: string) => boolean): boolean => rest === '' || isTopic(rest);

/** Matches a sentence about the tips that says more than its verb: “pause the tips from 20 december”. */
const tipsSentence = new RegExp(
  `^${polite}(?:(?<wish>send|post|have|get|give|like|want)(?: us| me)?|(?<verb>move|change|switch|start|begin|pause|hold|snooze|stop|skip|resume|restart|(?:turn|switch) off)(?: (?:sending|posting|getting)(?: us| me)?)?) (?:(?:the|these|those|our|my|a|weekly|improvement) )*tips? (?<rest>.+)$`,
  'i'
);
/** Matches the beginning of a time: “from 20 december”, “until monday”. */
const timeBegins = /^(?:from|until|till|til|for|over|during|in|on|next|this|tomorrow|today|starting|after)\b/i;

/** Matches a wish for a time without tips: “no tips next week”. */
const noneThen =
  /^no tips? (?:next|this|tomorrow|on|over|during|from|until|till?|between|in (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*$)(?!\w)/i;
/** Matches a tip to leave out: “skip next week's tip”. */
const oneLeftOut =
  /^(?:skip|miss|cancel) (?<day>(?:next|this) week|(?:next )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)['’]?s (?:weekly )?tips?$/i;

/** Returns the arguments of `tips` that a sentence stands for; undefined for one that says no time. */
function saidOfTips(text: string): string | undefined {
  if (noneThen.test(text)) return text;
  const one = oneLeftOut.exec(text)?.groups;
  if (one) return `skip ${one.day}`;
  const { wish, verb, rest = '' } = tipsSentence.exec(text)?.groups ?? {};
  if (wish && !/^for\b/i.test(rest) && speaksOfSchedule(rest)) return rest;
  return verb && (timeBegins.test(rest) || speaksOfSchedule(rest)) ? `${verb} ${rest}` : undefined;
}

/** Table of all commands, used by help, the manifests and the parsers. */
export const commands: readonly CommandRow[] = [
  {
    name: 'find',
    usage: 'QUERY',
    description: 'Look up tools, guides and contacts',
    takes: (rest) => !/^(?:out|me|us|my|our|the|an?|some(?:one|body|thing)?|any\w*|where|who|how|what)\b/i.test(rest)
  },
  { name: 'topics', usage: '[topic]', description: 'See what I know about, by topic', takes: topic },
  { name: 'contacts', usage: '[topic]', description: 'Who to turn to', takes: topic },
  {
    name: 'assess',
    usage: '[name]',
    description: 'Do a guided assessment: is it ready to spread, will it last, is the write-up complete',
    takes: (rest) => rest.split(/\s+/).length <= 8
  },
  {
    name: 'tips',
    usage: 'weekly monday 09:00 | pause | resume | skip | next | status | stop',
    description: 'One improvement tip a week, posted here',
    takes: (rest, isTopic) =>
      meansTips(rest) || speaksOfSchedule(rest) || isTopic(/^only (?:about )?(\S+)/i.exec(rest)?.[1] ?? '')
  },
  {
    name: 'entries',
    usage: '[find WORDS | add | edit ID | publish ID | withdraw ID | undo ID]',
    description: 'For editors: add, correct, publish and withdraw what I know',
    takes: (rest) => /^$|^(?:add|new|drafts|due|unreviewed)\b|^(?:find|edit|publish|withdraw|undo) \S/i.test(rest)
  },
  {
    name: 'help',
    usage: '',
    description: 'How to use me',
    takes: (rest) => rest === '' || byName.has(rest.toLowerCase())
  }
];

const byName: ReadonlyMap<string, CommandRow> = new Map(commands.map((command) => [command.name, command]));

/** Returns a typed command without the rest of a mention before it, "please", and the full stop that a phone adds. */
function plainCommand(text: string): string {
  return (
    text
      .trim()
      .replace(/^[\s,:;–—-]+/u, '')
      .replace(/^(?:please|pls|plz)[\s,]+/i, '')
      // As it is written in Slack, typed elsewhere.
      .replace(/^\/[a-z]+\s+(?=tips?\b)/i, '')
      .replace(/(?<=[\p{L}\p{N}])[,.!?…]+$/u, '')
      .replace(/[\s,]+(?:please|pls|plz|thanks|thank you)$/i, '')
      .replace(/(?<=[\p{L}\p{N}])[,.!?…:;]+$/u, '')
      .replace(/^(\p{L}+)[:,]\s+/u, '$1 ')
  );
}

/** A command is looked for in so much of a message, in characters; the matcher reads no more either. */
const longestMessage = 4000;

/**
 * Parses words as a command if they are meant as one: `contacts publishing` is a command, `contacts for my paper` and
 * `help me get published` are questions. Words that their author did not type to the bot are never a command.
 *
 * @param words without the slash command or mention before them
 * @param isTopic returns whether the knowledge has a topic of that name; where it is not at hand, `topics NAME` is taken
 *   for a question or a look-up, which the bot parses again
 * @returns the command and its arguments, or undefined for a question
 */
export function parseCommand(
  { text, typed }: Words,
  isTopic: (name: string) => boolean = () => false
): { name: string; rest: string } | undefined {
  if (!typed) return undefined;
  const plain = plainCommand(text.slice(0, longestMessage));
  const said = saidOfTips(plain);
  if (said !== undefined) return { name: 'tips', rest: said };
  const [word = '', ...others] = plain.split(/\s+/);
  const rest = others.join(' ');
  const name = word.toLowerCase();
  const row = byName.get(name) ?? (name === 'tip' ? undefined : byName.get(`${name}s`));
  if (!row?.takes(rest, isTopic)) return undefined;
  // The tips explain themselves; the help explains every other command.
  if (row.name === 'help')
    return rest.toLowerCase() === 'tips' ? { name: 'tips', rest: 'help' } : { name: 'help', rest: '' };
  return { name: row.name, rest };
}

/** Maximum number of words of a message that changes what was said of the tips before it. */
const longestMore = 12;

/** Parses a few words as what may follow on the tips: "actually make it monday", "stop". */
export function parseMore(
  { text, typed }: Words,
  isTopic?: (name: string) => boolean
): ReturnType<typeof parseCommand> {
  if (text.trim().split(/\s+/).length > longestMore) return undefined;
  const said = text
    .trim()
    .replace(/^(?:(?:actually|ok|okay|no(?!\s+(?:more|tips?)\b)|oh|sorry|wait|and|but|so|also|then)[\s,]+){1,3}/i, '');
  // A bare number is a place in a list, if anything.
  if (/^\d+$/.test(said)) return undefined;
  const more = parseCommand({ text: `tips ${said}`, ...(typed && { typed }) }, isTopic);
  return more?.rest ? more : undefined;
}
