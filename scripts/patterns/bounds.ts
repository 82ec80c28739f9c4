/** Greatest length of a text that reaches the patterns of some files, in characters, and what holds it to that. */
export interface Bound {
  /** Beginning of the paths below `src/`. */
  files: string;
  longest: number;
  why: string;
}

/**
 * Files whose patterns may take more than linear time, or on which the checker comes to no end. The first row that fits
 * a file holds for it.
 */
export const bounds: readonly Bound[] = [
  { files: 'core/privacy/', longest: 40_000, why: 'Slack cuts a message at 40,000 characters, Teams at about 28,000' },
  { files: 'core/conversation/commands.ts', longest: 4000, why: 'a command is looked for in 4,000 characters' },
  { files: 'core/conversation/tip-words.ts', longest: 4000, why: 'the same message, behind the word tips' },
  { files: 'core/tips/', longest: 300, why: 'what stands behind the word tips; forms take less' },
  { files: 'core/', longest: 3000, why: 'one paragraph of an entry, a card or a form field' },
  { files: 'matching/', longest: 4000, why: 'a message is read up to 4,000 characters (longestMessage)' },
  { files: 'knowledge/', longest: 2000, why: 'one field of an entry; the schema limits each' },
  { files: 'observability/logger.ts', longest: 10_000, why: 'one text of a log line; errors of SDKs are shorter' },
  {
    files: 'platforms/slack/parse/said.ts',
    longest: 3000,
    why: 'what is left of a form field or a text block of Slack'
  },
  { files: 'platforms/slack/', longest: 3000, why: 'a text block of Slack holds 3,000 characters' },
  { files: 'platforms/teams/auth/', longest: 2000, why: 'an address, checked after its token' },
  { files: 'platforms/teams/parse/', longest: 20_000, why: 'the HTML of a message is cut to 20,000 characters' },
  { files: 'platforms/teams/', longest: 3000, why: 'a text of a card, or an error of Microsoft’s' },
  {
    files: 'tools/',
    longest: 20_000,
    why: 'command line only; documents are read in a thread that is ended after 60 s'
  }
];
