/** Kinds of talk that get a short reply without an entry. `privacy` asks which messages are stored. */
export const smallTalks = ['greeting', 'thanks', 'goodbye', 'praise', 'insult', 'about-me', 'privacy'] as const;

/**
 * Class of a message that no entry answers. `outside` is a question outside the field; `command/tips stop` and the like
 * stand for a command in other words.
 */
export type SmallTalk = (typeof smallTalks)[number] | `command/${string}` | 'outside';

/** Phrasings of one kind of small talk or of one command, ranked beside the questions of the entries. */
export interface TalkGroup {
  talk: Exclude<SmallTalk, 'outside'>;
  asks: readonly string[];
}

/** Messages other than questions, as the editors wrote them. */
export interface Talk {
  groups: readonly TalkGroup[];
  /** Further phrases around a question, by kind: `greeting`, `sign-off` and so on. */
  around: Readonly<Record<string, readonly string[]>>;
}

const prefix = 'command/';

/** Returns the command that a phrasing stands for, such as `tips stop`; undefined for other talk. */
export function commandOf(talk: SmallTalk | undefined): string | undefined {
  return talk?.startsWith(prefix) ? talk.slice(prefix.length) : undefined;
}

/** Returns the talk that stands for a command. */
export function talkOf(command: string): `command/${string}` {
  return `${prefix}${command}`;
}
