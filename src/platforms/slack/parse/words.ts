import { clean } from '../render/mrkdwn.ts';

/**
 * What a person typed, out of Slack's form of it: the bot's own mention is dropped, other mentions and links become their
 * names, the three escaped characters are themselves again.
 * Source: https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages
 */
export function readWords(typed: string, botUser: string | undefined): string {
  return clean(typed)
    .replace(
      /<([@#!]?)([^<>|\s]+)(?:\|([^<>]*))?>/g,
      (_all, sign: string, target: string, label: string | undefined) => {
        if (sign === '@' && target === botUser) return ' ';
        if (sign === '@' || sign === '!') return label ? `@${label.replace(/^@/, '')}` : ' ';
        if (sign === '#') return label ? `#${label}` : ' ';
        return label ?? target;
      }
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/[ \t]+/g, ' ')
    .trim();
}
