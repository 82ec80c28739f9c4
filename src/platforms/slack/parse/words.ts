import { clean } from '../render/mrkdwn.ts';

/**
 * Returns what a person typed, out of Slack's form of it: the bot's own mention is dropped, other mentions and links become
 * their names, the marks of bold, italics and code are taken off, the three escaped characters are themselves again.
 * Emoji stay as their short names (`:wave:`): what they mean is for the core to say.
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
    .replace(/```\n?([\s\S]*?)\n?```/g, '$1')
    .replace(/`([^`\n]+)`/g, '$1')
    .replace(/^(?:&gt;){1,3} ?/gm, '')
    .replace(/(?<![\p{L}\p{N}*_~/:])([*_~])(?=[^\s*_~])([^\n]*?[^\s*_~])\1(?![\p{L}\p{N}*_~/:])/gu, '$2')
    .replace(/(?<![\p{L}\p{N}*_~/:])([*_~])(?=[^\s*_~])([^\n]*?[^\s*_~])\1(?![\p{L}\p{N}*_~/:])/gu, '$2');
}
