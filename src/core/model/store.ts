import type { MatchResult, Outcome } from './matcher.ts';

/** Stores which deliveries were handled, across restarts and replicas. All times are milliseconds since 1970. */
export interface HandledStore {
  /**
   * Claims a delivery. Exactly one caller gets `true` for a key, unless the claim was not settled within
   * `retryAfterMs`: then its holder is assumed dead and one more caller gets `true`.
   */
  claim(key: string, now: number, retryAfterMs: number): Promise<boolean>;
  /** Sets the time of unsettled claims to `now`: their holder is alive and still working on them. */
  renew(keys: readonly string[], now: number): Promise<void>;
  /** Marks deliveries as done, also those without a claim: they are never claimed again. */
  settle(keys: readonly string[], now: number): Promise<void>;
  /** Deletes claims made before `before`; returns the number deleted. */
  forget(before: number): Promise<number>;
}

/** Memory of a conversation: ids of the entries it was shown. */
export interface Shown {
  /** The answer, or the choices in their order. */
  last: readonly string[];
  /** The list from which the answer was opened, or that stands on its card; the choices, where they are the last. */
  list?: readonly string[];
  /** Ids of the entries that come next for the same question and were not shown. */
  further?: readonly string[];
  /** The follow-up that was asked before it was clear of which entry: `contact`, `detail/cost`. */
  asked?: string;
  /** The answer, or the mark of the list of topics, that was shown before. */
  earlier?: string;
}

/** Separates the parts of {@link Shown} where they are stored; no id of an entry. */
const apart = '|';

/** Writes what was shown as the list of a {@link MemoryStore}. */
export function writeShown({ last, list = [], further = [], asked, earlier }: Shown): string[] {
  const written = [...last];
  let length = written.length;
  for (const part of [list, further, asked === undefined ? [] : [asked], earlier === undefined ? [] : [earlier]]) {
    written.push(apart, ...part);
    if (part.length > 0) length = written.length;
  }
  return written.slice(0, length);
}

/** Reads what {@link writeShown} wrote. Ids alone are what was shown last. */
export function readShown(stored: readonly string[]): Shown {
  const parts: string[][] = [[]];
  for (const id of stored) {
    if (id === apart) parts.push([]);
    else parts.at(-1)!.push(id);
  }
  const [last = [], list = [], further = [], [asked] = [], [earlier] = []] = parts;
  return { last, list, further, ...(asked !== undefined && { asked }), ...(earlier !== undefined && { earlier }) };
}

/** Stores the last answers of a conversation, so that every replica understands follow-ups. */
export interface MemoryStore {
  /** Returns what was stored; empty when nothing is stored or it is past `until`. */
  recall(conversation: string, now: number): Promise<readonly string[]>;
  /** @param shown ids of entries, or what {@link writeShown} made */
  remember(conversation: string, shown: readonly string[], until: number): Promise<void>;
  /** Deletes answers past their `until`; returns the number deleted. */
  forget(now: number): Promise<number>;
}

/** A question that was asked, without the person. The text only where it was not answered, and masked. */
export interface AskedQuestion {
  at: number;
  platform: string;
  outcome: Outcome;
  entryId?: string;
  confidence: number;
  /** Masked text, only for questions without a confident answer. */
  text?: string;
}

export interface QuestionStore {
  record(question: AskedQuestion): Promise<void>;
  since(at: number): Promise<readonly AskedQuestion[]>;
  /** Deletes rows older than `before`; returns the number deleted. */
  purge(before: number): Promise<number>;
}

/**
 * One vote per person and answer; voting again changes it. `voter` is a keyed hash that cannot be traced to a person.
 */
export interface Vote {
  about: string;
  voter: string;
  helpful: boolean;
  reason?: string;
  at: number;
}

export interface FeedbackStore {
  vote(vote: Vote): Promise<void>;
  /** Counts votes from `from` on, up to and including `to` if given, by the entry or tip voted on. */
  tally(from: number, to?: number): Promise<readonly { about: string; helpful: number; unhelpful: number }[]>;
  /** Lists the reasons given with votes in the same period, newest first, without the voter. */
  reasons(from: number, to?: number): Promise<readonly { about: string; helpful: boolean; reason: string }[]>;
  /** Deletes votes older than `before`; returns the number deleted. */
  purge(before: number): Promise<number>;
}

/** Random keys shared by all replicas, one for each period of time. */
export interface KeyStore {
  /** Stores the key of a period. Returns `fresh`, or the key that another caller stored before. */
  keep(period: number, fresh: string): Promise<string>;
  /** Deletes the keys of periods before `before`; returns the number deleted. */
  destroy(before: number): Promise<number>;
}

/**
 * Stores the data of each workspace in which a platform was installed. `installation` is opaque text, sealed by its
 * writer.
 */
export interface InstallationStore {
  save(id: string, installation: string, now: number): Promise<void>;
  find(id: string): Promise<string | undefined>;
  remove(id: string): Promise<void>;
}

/** A delivery left unanswered by a dead process. */
interface LeftBehind {
  id: string;
  payload: string;
  /** Time of storing, in milliseconds since 1970, and the number of processes that have had it, including this one. */
  keptAt: number;
  tries: number;
}

/**
 * Stores deliveries that are acknowledged and not yet answered, so that none is lost when a process is killed.
 * `payload` is opaque text, sealed by its writer: it holds a person's words. Times are milliseconds since 1970.
 */
export interface InboxStore {
  keep(id: string, owner: string, payload: string, now: number): Promise<void>;
  /** Removes answered deliveries. */
  done(ids: readonly string[]): Promise<void>;
  /** Records that the process `owner` is alive and working on its deliveries. */
  alive(owner: string, now: number): Promise<void>;
  /**
   * Reassigns at most `most` deliveries whose owners have been silent for `silentMs`; each to one caller. A caller gets those of
   * owners with the same text before a slash as its own, or none where it has none: of its own platform.
   */
  takeOver(owner: string, now: number, silentMs: number, most: number): Promise<readonly LeftBehind[]>;
  /** Deletes deliveries stored before `before`; returns the number deleted. */
  forget(before: number): Promise<number>;
}

/** Maximum length of an unanswered question kept for the editors, in characters. */
const keptText = 300;

/**
 * Returns the record of a question: the fact that it was asked, the place and the outcome; the text, without personal
 * details, only where there was no confident answer.
 *
 * @param masked the question with personal details taken out
 * @param now milliseconds since 1970
 */
export function askedQuestion(
  { outcome, matches: [best] }: MatchResult,
  masked: string,
  platform: string,
  now: number
): AskedQuestion {
  return {
    at: now,
    platform,
    outcome,
    confidence: best?.confidence ?? 0,
    ...(best && { entryId: best.entry.id }),
    ...(outcome !== 'answer' && { text: masked.slice(0, keptText) })
  };
}
