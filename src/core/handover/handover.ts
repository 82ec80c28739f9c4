import type { Conversation } from '../model/message.ts';

/**
 * State of a handover: `waiting` for an expert, `taken` by one, or over: `answered`, `closed` by the experts,
 * `withdrawn` by the asker.
 */
export type HandoverState = 'waiting' | 'taken' | 'answered' | 'closed' | 'withdrawn';

/** States in which an answer is still possible. */
export const openStates: readonly HandoverState[] = ['waiting', 'taken'];

/** A question handed over to people, without the asker's identity; the words only while they are needed. */
export interface Handover {
  id: string;
  state: HandoverState;
  /** Time of the question, in milliseconds since 1970, like all times here. */
  askedAt: number;
  /** Platform of the question. */
  platform: string;
  /** Masked question; absent once erased. */
  question?: string;
  /** Id of the entry shown before. */
  entryId?: string;
  /** Conversation for messages to the asker; absent once erased. */
  asker?: Conversation;
  /** Second address by which the asker can be reached alone where `asker` is closed to the bot; erased with it. */
  alsoAt?: Conversation;
  /** Display name of the expert who took it; kept while it is open. */
  takenBy?: string;
  /** Answer; absent once erased. */
  answer?: string;
  finishedAt?: number;
}

/**
 * Kind of a message. To the experts: the `question`, and an update of their `card`. To the asker: that the question was
 * `received`, where nothing else shows it and before the experts see the question, that an expert was `assigned`, the `answer`, that it was `closed`, and that
 * the `deliveryFailed`.
 */
export type OutboxMessageKind = 'question' | 'card' | 'received' | 'assigned' | 'answer' | 'closed' | 'deliveryFailed';

/**
 * State of a message. `due`: not sent, or refused for now. `sending`: requested, response not known. The rest are
 * final: `sent`; `unsure` if it cannot be known; `refused` permanently; `dropped` when it is no longer needed.
 */
export type OutboxMessageState = 'due' | 'sending' | 'sent' | 'unsure' | 'refused' | 'dropped';

/** A row of the outbox. Written in the same transaction as the change that it reports, before anything is sent. */
export interface OutboxMessage {
  handoverId: string;
  kind: OutboxMessageKind;
  state: OutboxMessageState;
  /** Number of requests to the remote API. */
  attempts: number;
  /** Time of writing the row. */
  at: number;
  /** Time of the next step; absent when final. */
  tryAt?: number;
  /** Id of the message given by the remote API; {@link shownAside} of a message to the asker that went another way. */
  remoteId?: string;
}

/** Id of a message that could not be sent to the asker's conversation and was shown to them alone elsewhere. */
export const shownAside = 'aside';

/** A handover with the state of its messages. */
export interface TrackedHandover {
  handover: Handover;
  notices: Readonly<Partial<Record<OutboxMessageKind, OutboxMessage>>>;
}

/** A message claimed by one worker. Only the holder of `lease` may change it. */
export interface MessageClaim extends TrackedHandover {
  notice: OutboxMessage;
  lease: string;
}

/** A transition from one state to the next, with the messages that it requires. All or nothing. */
export interface Change {
  from: readonly HandoverState[];
  to: HandoverState;
  takenBy?: string;
  answer?: string;
  /** True to delete the words and the asker's address at once. */
  erase?: true;
  tell: readonly OutboxMessageKind[];
  /** Messages that are dropped if they have not been sent. */
  drop: readonly OutboxMessageKind[];
}

export interface MessageOutcome {
  state: OutboxMessageState;
  tryAt?: number;
  remoteId?: string;
}

/** Number of questions in a period, by state, and the time to an answer. */
export interface HandoverFigures {
  states: Readonly<Record<HandoverState, number>>;
  /** Median time to an answer, in milliseconds; absent without answers. */
  medianMs?: number;
}

/** Stores handed-over questions and their outbox. */
export interface HandoverStore {
  /** Stores a question with its first messages. Returns false if the id exists: the same form was submitted twice. */
  add(handover: Handover, tell: readonly OutboxMessageKind[]): Promise<boolean>;
  find(id: string): Promise<TrackedHandover | undefined>;
  /** Applies a change. Of concurrent callers exactly one gets `true`. */
  change(id: string, change: Change, now: number): Promise<boolean>;
  /** Sets a message to due, if it is in one of these states or does not exist yet. */
  tell(id: string, kind: OutboxMessageKind, from: readonly OutboxMessageState[], now: number): Promise<boolean>;
  /**
   * Claims messages that are due and not leased, or whose holder has been silent for `leaseMs`.
   *
   * @param lease a new unique text
   */
  claim(now: number, lease: string, leaseMs: number, limit: number): Promise<readonly MessageClaim[]>;
  /**
   * Records that the request to the remote API is about to be sent. Returns false if the lease is lost: then do not
   * send it.
   */
  begin(claim: MessageClaim): Promise<boolean>;
  /**
   * Stores the outcome and the messages that follow from it, and releases the lease. Returns false if the lease is lost
   * and nothing was written.
   */
  settle(
    claim: MessageClaim,
    outcome: MessageOutcome,
    tell: readonly OutboxMessageKind[],
    now: number
  ): Promise<boolean>;
  /** Returns the figures of questions asked from `since` on, up to and including `to` if given. */
  figures(since: number, to?: number): Promise<HandoverFigures>;
  /**
   * Deletes the words, addresses and names of questions that were over before `before`; returns the number of
   * questions.
   */
  erase(before: number): Promise<number>;
  /** Returns the ids of questions asked before `before` that may still be answered. */
  leftOpen(before: number): Promise<readonly string[]>;
  /**
   * Deletes questions asked before `before` that are over and have no message left to send, or that were over before
   * `before`; returns the number deleted.
   */
  purge(before: number): Promise<number>;
}
