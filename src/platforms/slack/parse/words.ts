import { clean } from '../render/mrkdwn.ts';

/**
 * Returns what a person typed, out of Slack's form of it: the bot's own mention is dropped, other mentions and links
 * become their names, the marks of bold, italics and code are taken off, the three escaped characters are themselves
 * again. Emoji stay as their short names (`:wave:`): what they mean is for the core to say.
 * Source: https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages
 */
export function readWords(typed: string, botUser: string | undefined): string {
  return withoutMarks(
    clean(typed).replace(
      /<([@#!]?)([^<>|\s]+)(?:\|([^<>]*))?>/g,
      (_all, sign: string, target: string, label: string | undefined) => {
        if (sign === '@' && target === botUser) return ' ';
        if (sign === '@' || sign === '!') return label ? `@${label.replace(/^@/, '')}` : ' ';
        if (sign === '#') return label ? `#${label}` : ' ';
        return label ?? target;
      }
    )
  )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/[ \t]+/g, ' ')
    .trim();
}

/**
 * Takes off Slack's marks of formatting. A mark counts only in pairs around words and at the edges of words, so that
 * `2*3*4`, `snake_case` and `/a_b_c` stay.
 */
function withoutMarks(text: string): string {
  return text
    .replace(/```/g, ' ')
    .replace(/`([^`\n]{1,500})`/g, '$1')
    .replace(/^(?:&gt;){1,3} ?/gm, '')
    .split('\n')
    .map(withoutPairs)
    .join('\n');
}

const marks: ReadonlySet<string> = new Set(['*', '_', '~']);
/** Characters next to a mark that make it part of a word, a path or an emoji's name. */
const inWord = /[\p{L}\p{N}/:]/u;

/** Takes the pairs of marks out of one line, in one pass over it. */
function withoutPairs(line: string): string {
  const open = new Map<string, number>();
  const taken = new Set<number>();
  for (let at = 0; at < line.length; at += 1) {
    const mark = line.charAt(at);
    if (!marks.has(mark)) continue;
    const [before, after] = [outer(line, at, -1), outer(line, at, 1)];
    const begin = open.get(mark);
    if (begin !== undefined && begin < at - 1 && isEdge(after) && !/\s/.test(line.charAt(at - 1))) {
      taken.add(begin).add(at);
      open.delete(mark);
    } else if (isEdge(before) && at + 1 < line.length && !/\s/.test(line.charAt(at + 1))) {
      open.set(mark, at);
    }
  }
  return taken.size === 0 ? line : without(line, taken);
}

const isEdge = (neighbour: string): boolean => !inWord.test(neighbour);

/** Returns the nearest character that is no other mark: `_*both*_` is two pairs around one word. */
function outer(line: string, at: number, step: 1 | -1): string {
  let next = at + step;
  for (let n = 0; n < marks.size && marks.has(line.charAt(next)); n += 1) next += step;
  return line.charAt(next);
}

function without(line: string, taken: ReadonlySet<number>): string {
  let kept = '';
  for (let at = 0; at < line.length; at += 1) if (!taken.has(at)) kept += line.charAt(at);
  return kept;
}
