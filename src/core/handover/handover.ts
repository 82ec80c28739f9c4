import type { Conversation } from '../model/message.ts';

/** `waiting` for somebody, `taken` by somebody, or over: `answered`, `closed` by the experts, `withdrawn` by the asker. */
export type HandoverState = 'waiting' | 'taken' | 'answered' | 'closed' | 'withdrawn';

/** States in which somebody may still answer. */
export const openStates: readonly HandoverState[] = ['waiting', 'taken'];

/** A question handed over to people. Never who asked; the words only while they are needed. */
export interface Handover {
  id: string;
  state: HandoverState;
  /** Milliseconds since 1970, as all times here. */
  askedAt: number;
  /** The platform it was asked on. */
  platform: string;
  /** Masked; absent once erased. */
  question?: string;
  /** The entry that was shown before. */
  entryId?: string;
  /** Where whoever asked is told; absent once erased. */
  asker?: Conversation;
  /** What the platform calls whoever took it; kept while it is open. */
  takenBy?: string;
  /** Absent once erased. */
  answer?: string;
  finishedAt?: number;
}

/**
 * What a message to one side is about. To the experts: the `question`, and their `card` drawn anew. To the asker: that it was
 * `received`, where they see it nowhere else, that an expert was `assigned`, the `answer`, that it was `closed`, and that
 * the `deliveryFailed`.
 */
export type OutboxMessageKind = 'question' | 'card' | 'received' | 'assigned' | 'answer' | 'closed' | 'deliveryFailed';

/**
 * `due`: not sent, or refused for now. `sending`: the platform was asked, its answer is not known. The rest are final: `sent`;
 * `unsure` where it cannot be known; `refused` for good; `dropped` when it is not needed any more.
 */
export type OutboxMessageState = 'due' | 'sending' | 'sent' | 'unsure' | 'refused' | 'dropped';

/** A line of the outbox. Written in the same transaction as the change that it tells of, before anything is sent. */
export interface OutboxMessage {
  handoverId: string;
  kind: OutboxMessageKind;
  state: OutboxMessageState;
  /** How often the far side was asked. */
  attempts: number;
  /** When it was written. */
  at: number;
  /** When to do the next step; absent when final. */
  tryAt?: number;
  /** The far side's id of the message. */
  remoteId?: string;
}

/** A hand-over with what is known of its messages. */
export interface TrackedHandover {
  handover: Handover;
  notices: Readonly<Partial<Record<OutboxMessageKind, OutboxMessage>>>;
}

/** A notice in the hands of one worker. Only who holds `lease` may change it. */
export interface MessageClaim extends TrackedHandover {
  notice: OutboxMessage;
  lease: string;
}

/** A step from one state to the next, with what is to be told of it. All or nothing. */
export interface Change {
  from: readonly HandoverState[];
  to: HandoverState;
  takenBy?: string;
  answer?: string;
  /** Deletes the words and the asker's address at once. */
  erase?: true;
  tell: readonly OutboxMessageKind[];
  /** Notices that are dropped where they have not been sent. */
  drop: readonly OutboxMessageKind[];
}

export interface MessageOutcome {
  state: OutboxMessageState;
  tryAt?: number;
  remoteId?: string;
}

/** How many were asked in a time, by state, and how long an answer took. */
export interface HandoverFigures {
  states: Readonly<Record<HandoverState, number>>;
  /** Half of the answers came within so many milliseconds; absent where none came. */
  medianMs?: number;
}

/** Questions handed over and their outbox. */
export interface HandoverStore {
  /** Keeps a question with its first notice. False when the id is known: the same form was sent off twice. */
  add(handover: Handover, tell: readonly OutboxMessageKind[]): Promise<boolean>;
  find(id: string): Promise<TrackedHandover | undefined>;
  /** Of all who try at once exactly one gets `true`; the others come too late. */
  change(id: string, change: Change, now: number): Promise<boolean>;
  /** Makes a notice due, if it is in one of these states or not there yet. */
  tell(id: string, kind: OutboxMessageKind, from: readonly OutboxMessageState[], now: number): Promise<boolean>;
  /**
   * Hands out notices whose time has come and that nobody holds, or whose holder has been silent for `leaseMs`.
   *
   * @param lease a text never used before
   */
  claim(now: number, lease: string, leaseMs: number, limit: number): Promise<readonly MessageClaim[]>;
  /** The intent: writes that the far side is about to be asked. False when the lease is lost: then do not ask. */
  begin(claim: MessageClaim): Promise<boolean>;
  /** Writes the outcome and what follows of it, and lets go. False when the lease is lost and nothing was written. */
  settle(
    claim: MessageClaim,
    outcome: MessageOutcome,
    tell: readonly OutboxMessageKind[],
    now: number
  ): Promise<boolean>;
  /** Of those asked from `since` on, up to and with `to` where it is given. */
  figures(since: number, to?: number): Promise<HandoverFigures>;
  /** Deletes words, addresses and names of what was over before `before`; returns of how many. */
  erase(before: number): Promise<number>;
  /** Ids of those that were asked before `before` and may still be answered. */
  leftOpen(before: number): Promise<readonly string[]>;
  /**
   * Deletes what was asked before `before`, is over, and of which nothing is left to be told, or was over before `before`;
   * returns how many.
   */
  purge(before: number): Promise<number>;
}
