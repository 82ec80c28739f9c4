import type { Conversation } from '../model/message.ts';
import type { GroupNumbers } from './group-result.ts';

/** What is to be done next about a round, and when: close it, or offer to do the assessment again. */
export interface NextStep {
  what: 'close' | 'again';
  /** Milliseconds since 1970. */
  at: number;
}

/** An assessment that a channel does together. Times are milliseconds since 1970. */
export interface Round {
  id: string;
  assessment: string;
  /** Version of the assessment's file: a round ends with it. */
  version: number;
  quick: boolean;
  /** The opener's name for what is looked at; may be empty. */
  project: string;
  /** The channel, as `model/place.ts` names it, and where to write to it. */
  place: string;
  conversation: Conversation;
  /** Random half of the key under which people are told apart in this round alone. */
  key: string;
  /** Keyed hash of the person who opened it. */
  opener: string;
  openedAt: number;
  closedAt?: number;
  /** What was answered, once it is closed and if enough people did. */
  numbers?: GroupNumbers;
  /** Until when the numbers are kept, where the opener said so. */
  keptUntil?: number;
  next?: NextStep;
  /** Offers to do it again that were sent since anybody last answered one. */
  reminded: number;
}

/** Rounds and their answers, across restarts and replicas. */
export interface RoundStore {
  open(round: Round): Promise<void>;
  find(id: string): Promise<Round | undefined>;
  /**
   * Finds the last round of a channel whose numbers are still kept.
   *
   * @param assessment of this one alone; of any when not given
   * @param before of those that were closed before this moment
   */
  latest(place: string, assessment?: string, before?: number): Promise<Round | undefined>;
  /** Finds the last such round of each of these channels. */
  latestOf(places: readonly string[]): Promise<readonly Round[]>;
  /**
   * Keeps one person's answers; answering again replaces them.
   *
   * @param voter keyed hash of the person
   * @returns false where the round is closed or gone: nothing is kept then
   */
  answer(id: string, voter: string, answers: string, at: number): Promise<boolean>;
  /** Lists the answers of an open round in the order of their text, which says nothing of who gave them. */
  answers(id: string): Promise<readonly string[]>;
  /**
   * Closes a round and deletes every single answer. Of any number of callers one gets `true`.
   *
   * @param numbers undefined where too few people answered
   */
  close(id: string, now: number, numbers: GroupNumbers | undefined): Promise<boolean>;
  /** Keeps the numbers of a closed round until a time, and plans what comes next; undefined plans nothing. */
  keep(id: string, until: number, next: NextStep | undefined): Promise<void>;
  /** Lists rounds whose next step is due and not in hand. */
  due(now: number, limit: number): Promise<readonly Round[]>;
  /** Takes a due step in hand; of any number of callers one gets `true`. */
  begin(id: string, what: NextStep['what'], now: number): Promise<boolean>;
  /** Writes what comes after a step that was taken in hand. */
  settle(id: string, next: NextStep | undefined, reminded: number): Promise<void>;
  /** Deletes a round with all that is kept of it. */
  erase(id: string): Promise<void>;
  /**
   * Deletes rounds that were opened before `before` and that nobody chose to keep, and those that were kept until `now`; and
   * ends steps that were taken in hand before `handedBefore`: whoever had them has died, and they may have been done.
   *
   * @returns how many rounds were deleted
   */
  purge(before: number, now: number, handedBefore: number): Promise<number>;
}
