import type { Conversation } from '../model/message.ts';
import type { GroupNumbers } from './group-result.ts';

/** Next step of a round and its time. */
export interface NextStep {
  what: 'close';
  /** Time in milliseconds since 1970. */
  at: number;
}

/** An assessment that a channel does together. Times are milliseconds since 1970. */
export interface Round {
  id: string;
  assessment: string;
  /** Version of the assessment's file; a round ends when it changes. */
  version: number;
  quick: boolean;
  /** The opener's name for the project; may be empty. */
  project: string;
  /** Key of the channel, as `channelOf` in `core/model/message.ts` makes it, and its address. */
  place: string;
  conversation: Conversation;
  /** Random half of the key under which people are distinguished in this round alone. */
  key: string;
  /** Keyed hash of the person who opened it. */
  opener: string;
  openedAt: number;
  closedAt?: number;
  /** Numbers of a closed round, if enough people answered. */
  numbers?: GroupNumbers;
  /** Time until which the numbers are stored, if the opener chose to keep them. */
  keptUntil?: number;
  next?: NextStep;
}

/** The numbers of a closed round, without its channel. */
export interface ClosedRound extends Pick<Round, 'assessment' | 'version'> {
  numbers: GroupNumbers;
}

/** Stores rounds and their answers, across restarts and replicas. */
export interface RoundStore {
  open(round: Round): Promise<void>;
  find(id: string): Promise<Round | undefined>;
  /**
   * Finds the last round of a channel whose numbers are still stored.
   *
   * @param assessment id of the assessment; any when not given
   * @param before only rounds closed before this moment
   */
  latest(place: string, assessment?: string, before?: number): Promise<Round | undefined>;
  /** Finds the last round of a channel whose numbers are still stored. */
  latestOf(places: readonly string[]): Promise<readonly Round[]>;
  /**
   * Lists the stored numbers of the last round of each channel and assessment, in an order that reveals nothing about the
   * channel.
   *
   * @param until only rounds closed by this moment
   */
  closed(until: number): Promise<readonly ClosedRound[]>;
  /**
   * Stores one person's answers; answering again replaces them.
   *
   * @param voter keyed hash of the person
   * @returns false if the round is closed or deleted: then nothing is stored
   */
  answer(id: string, voter: string, answers: string, at: number): Promise<boolean>;
  /** Lists the answers of an open round in the order of their text, which reveals nothing about their authors. */
  answers(id: string): Promise<readonly string[]>;
  /**
   * Closes a round and deletes all individual answers. Of concurrent callers one gets `true`.
   *
   * @param numbers undefined if too few people answered
   * @param how `shown` where the caller shows the result; with `to-post` the step stays until {@link posting}
   */
  close(id: string, now: number, numbers: GroupNumbers | undefined, how: 'shown' | 'to-post'): Promise<boolean>;
  /** Stores the numbers of a closed round until a time. */
  keep(id: string, until: number): Promise<void>;
  /** Lists rounds whose next step is due and not claimed. */
  due(now: number, limit: number): Promise<readonly Round[]>;
  /** Claims a due step; of concurrent callers one gets `true`. */
  begin(id: string, what: NextStep['what'], now: number): Promise<boolean>;
  /**
   * Records that the card of a claimed step is sent now, so that it is not sent again if its holder dies.
   *
   * @param claimedAt time of the claim
   * @returns false if the claim is another's by now
   */
  posting(id: string, claimedAt: number): Promise<boolean>;
  /** Stores the step that follows a claimed one. */
  settle(id: string, next: NextStep | undefined): Promise<void>;
  /** Deletes a round with all its data. */
  erase(id: string): Promise<void>;
  /**
   * Deletes rounds opened before `before` that nobody chose to keep, and those kept until `now`. Of steps claimed before
   * `handedBefore`, whose holder is assumed dead: one whose card was not sent is due again; the card of another may have
   * arrived, and is not sent again.
   *
   * @returns the number of rounds deleted
   */
  purge(before: number, now: number, handedBefore: number): Promise<number>;
}
