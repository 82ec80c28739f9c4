/** Talk that needs a short human reply and no entry. `privacy` asks what is kept of what people write. */
export const smallTalks = ['greeting', 'thanks', 'goodbye', 'praise', 'insult', 'about-me', 'privacy'] as const;

/**
 * What a message is that no entry answers. `outside` is a question that is not in the field; `command/tips stop` and the like
 * stand for a command said in other words.
 */
export type SmallTalk = (typeof smallTalks)[number] | `command/${string}` | 'outside';

/** Phrasings of one kind of small talk or of one command, ranked beside the questions of the entries. */
export interface TalkGroup {
  talk: Exclude<SmallTalk, 'outside'>;
  asks: readonly string[];
}

/** What people say besides asking for an entry, as the editors wrote it. */
export interface Talk {
  groups: readonly TalkGroup[];
  /** More phrases that people write around a question, by kind: `greeting`, `sign-off` and so on. */
  around: Readonly<Record<string, readonly string[]>>;
}

const prefix = 'command/';

/** The command that a phrasing stands for, such as `tips stop`; undefined for other talk. */
export function commandOf(talk: SmallTalk | undefined): string | undefined {
  return talk?.startsWith(prefix) ? talk.slice(prefix.length) : undefined;
}

/** The talk that stands for a command. */
export function talkOf(command: string): `command/${string}` {
  return `${prefix}${command}`;
}
