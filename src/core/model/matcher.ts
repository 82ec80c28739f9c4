import type { Entry, Kind, Topic } from './entry.ts';
import type { SmallTalk } from './talk.ts';

/** A ranked entry. `confidence` is a calibrated probability, 0 to 1, that it is what was asked for. */
export interface Match {
  entry: Entry;
  confidence: number;
}

/** `answer`: sure of the first match. `choices`: did you mean, or this may be near, one to four. `none`: no answer. */
export type Outcome = 'answer' | 'choices' | 'none';

/** What a follow-up wants to know of the entry answered last. */
export type FollowUp = 'contact' | 'link' | 'newer' | 'more' | 'source';

/** A piece of a message and what it was read as: `greeting`, `introduction`, `sign-off`, `ask` and so on. */
export interface MessagePiece {
  kind: string;
  text: string;
}

/** Why the matcher came to its outcome, in terms a person can check. */
export interface Explanation {
  /** The message taken apart, in order. */
  pieces?: readonly MessagePiece[];
  /** The text that was really matched: cut, normalised and corrected. */
  read: string;
  /** Spelling repairs made. */
  corrections: readonly { from: string; to: string }[];
  /** For the best match: each word of the question that counted, and where it was found. */
  words: readonly { word: string; found: string }[];
  /** Words that nothing in the knowledge matched. */
  unknown: readonly string[];
  /** The bounded parts of the score of the best match, each 0 to 1. */
  parts: Readonly<Record<string, number>>;
  /** One plain sentence: why this outcome. */
  reason: string;
}

/** What the matcher makes of a message. */
export interface MatchResult {
  outcome: Outcome;
  /** At most five, best first. For `none`, at most three nearest entries. */
  matches: readonly Match[];
  /** Where the message held several questions: choices for those that are not the clearest. */
  rest: readonly Match[];
  talk?: SmallTalk;
  /** Set when the message leans on the last answer; then `matches[0]` is the entry it leans on. */
  followUp?: FollowUp;
  /** The likeliest topic, also when nothing matched. */
  topic?: Topic;
  explanation: Explanation;
}

/** What the words of a text mean, to compare it with other texts. */
export interface Meaning {
  /** Words as they are read: spelling repaired, written out. Those that only hold sentences together are left out. */
  words: readonly string[];
  /** Features of the knowledge that the text holds (words, groups of words that mean the same), with their weights. */
  features: ReadonlyMap<number, number>;
  /** Unit vector by the word table; absent where it knows none of the words. */
  vector?: Float32Array;
}

/** Ranks entries for a text. */
export interface Matcher {
  /**
   * @param text what the person wrote, any length
   * @param last ids of the entries answered last in this conversation, newest first
   */
  find(text: string, last?: readonly string[]): MatchResult;
  /** Whether `last` could change what is found for a text: otherwise it need not be fetched. Not given: for any text. */
  leans?(text: string): boolean;
  /** Returns what a text means, to compare texts with each other. Not given: they are compared by their words alone. */
  meaning?(text: string): Meaning;
  /**
   * As-you-type look-up over titles, aliases and questions, tolerant of typos.
   *
   * @param text what was typed so far; empty lists all that pass the filter
   * @returns entries, best first, at most `limit` (20 when not given)
   */
  suggest(text: string, filter?: { topic?: Topic; kind?: Kind; limit?: number }): Entry[];
}
