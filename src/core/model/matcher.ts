import type { Entry, Kind, SmallTalk, Topic } from './entry.ts';

/** A ranked entry. `confidence` is the calibrated probability, 0 to 1, that it is the requested one. */
export interface Match {
  entry: Entry;
  confidence: number;
  /** For a follow-up about details: the entry's sentences that tell them, one a line; absent if none does. */
  passage?: string | undefined;
}

/**
 * Outcome of a match. `answer`: confident in the first match. `choices`: one to four possible entries. `none`: no
 * answer.
 */
export type Outcome = 'answer' | 'choices' | 'none';

/**
 * Information that a follow-up requests about the entry answered last: `detail` one of its facts ("is it free?"), `others`
 * what there is in its place ("not that one"), `share` how to pass it on, `all` the choices side by side.
 */
export type FollowUp = 'contact' | 'link' | 'newer' | 'more' | 'source' | 'detail' | 'others' | 'share' | 'all';

/** A part of a message and its class: `greeting`, `introduction`, `sign-off`, `ask` and so on. */
export interface MessagePiece {
  kind: string;
  text: string;
}

/** Explanation of a match, in terms a person can check. */
export interface Explanation {
  /** Parts of the message, in order. */
  pieces?: readonly MessagePiece[];
  /** Text that was matched: cut, normalised and corrected. */
  read: string;
  /** Spelling corrections. */
  corrections: readonly { from: string; to: string }[];
  /** For the best match: each word of the question that counted, and where it was found. */
  words: readonly { word: string; found: string }[];
  /** Words that matched nothing in the knowledge. */
  unknown: readonly string[];
  /** The bounded parts of the score of the best match, each 0 to 1. */
  parts: Readonly<Record<string, number>>;
  /** Reason for the outcome, one plain sentence. */
  reason: string;
}

/** Result of matching a message. */
export interface MatchResult {
  outcome: Outcome;
  /** At most five, best first. For `none`, at most three nearest entries. */
  matches: readonly Match[];
  /** For a message with several questions: choices for those other than the clearest. With a follow-up: what stands beside or in place of the entry. */
  rest: readonly Match[];
  /** For `choices`: the entries of the ranking, best first, at most eight. Those not in `matches` are offered when none of these was meant. */
  ranked?: readonly Pick<Match, 'entry'>[];
  talk?: SmallTalk | undefined;
  /**
   * Kind of follow-up, if the message refers to what was shown last; then `matches[0]` is the entry it refers to. With `choices` or
   * without matches it is not clear which; of `others`, `rest` holds what comes next.
   */
  followUp?: FollowUp | undefined;
  /** Besides a passage: what else was asked of the entry that the passage does not tell. */
  also?: readonly FollowUp[] | undefined;
  /** The follow-up of `choices`, to be answered once it is clear which is meant, as part of what is remembered. */
  asked?: string | undefined;
  /** True where nothing was found for a message that leans on what was shown, which then stays what a later one refers to. */
  isAside?: boolean;
  /** Most likely topic, also when nothing matched. */
  topic?: Topic | undefined;
  explanation: Explanation;
}

/** Meaning of a text's words, for comparison with other texts. */
interface Meaning {
  /** Words with spelling corrected and abbreviations expanded, without function words. */
  words: readonly string[];
  /** Features of the knowledge found in the text (words, groups of synonyms), with their weights. */
  features: ReadonlyMap<number, number>;
  /** The words together in the word table, at length 1: their directions weighed as they tell entries apart. Absent if the table has none of them. */
  vector?: Float32Array;
  /** The nearest entries and subjects outside the knowledge, by id, with the score of each, 0 to 1. */
  near: ReadonlyMap<string, number>;
}

/** Ranks entries for a text. */
export interface Matcher {
  /**
   * Ranks the entries for a text.
   *
   * @param text what the person wrote, any length
   * @param last what was shown last in this conversation, as `writeShown` writes it: the id of the entry that was the answer, or of
   *   several to choose from, in their order
   */
  find(text: string, last?: readonly string[]): MatchResult;
  /**
   * Returns whether `last` could change the result for a text; if not, it need not be fetched. Not given: always true.
   */
  isFollowUp?(text: string): boolean;
  /**
   * Returns the meaning of a text, for comparing texts with each other. Not given: texts are compared by their words
   * alone.
   */
  meaning?(text: string): Meaning;
  /** Returns the mean of the vectors of all phrasings: what the meanings of texts have in common. */
  typical?(): Float32Array | undefined;
  /**
   * Looks up entries as the user types, over titles, aliases and questions, tolerant of typos.
   *
   * @param text typed so far; empty lists all entries that pass the filter
   * @returns entries, best first, at most `limit` (20 when not given)
   */
  suggest(text: string, filter?: { topic?: Topic; kind?: Kind; limit?: number }): Entry[];
}
