import type { Card } from '../model/card.ts';
import { errorName, isFinalRefusal, RetryLaterError, refusalFacts, UnknownOutcomeError } from '../model/errors.ts';
import type { Conversation } from '../model/message.ts';
import { canEdit, type Messenger } from '../model/messenger.ts';
import { asideText, askerCard } from './asker-cards.ts';
import { type ExpertCardParts, expertCard } from './expert-cards.ts';
import {
  type HandoverStore,
  type MessageClaim,
  type MessageOutcome,
  type OutboxMessageKind,
  shownAside
} from './handover.ts';

export interface DeliveryParts extends ExpertCardParts {
  store: HandoverStore;
  experts: Conversation;
  /** Messengers by platform; may be filled after creation. */
  messengers: ReadonlyMap<string, Messenger>;
  /** Returns a unique id. */
  newId: () => string;
  /** Logs each message that was not simply sent, without text written by people. */
  log: (event: string, fields: Record<string, unknown>) => void;
  /** Sends a card to the knowledge editors. */
  tell?: (card: Card) => Promise<void>;
}

const minute = 60_000;
/** First wait after a refusal, in milliseconds; it doubles up to {@link retryMostMs}. */
const retryMs = 5_000;
const retryMostMs = 15 * minute;
/**
 * Minimum wait, even if the remote API asks for less, in milliseconds: a shorter one would repeat requests within one
 * run.
 */
const leastMs = 1_000;
/** Time after which an undelivered message counts as refused, in milliseconds. */
const patienceMs = 24 * 60 * minute;
/** Time for which updating a card is retried, in milliseconds: a press on an outdated card shows the current state. */
const cardMs = 60 * minute;
/** Time without activity after which a worker is assumed dead, in milliseconds. Longer than any request may take. */
const leaseMs = 60_000;
/** Maximum number of concurrent messages. */
const atOnce = 16;

interface Step extends MessageOutcome {
  /** Messages that follow from the step. */
  tell?: readonly OutboxMessageKind[];
}

/** Sends to the asker's own conversation or, where that takes no such message, by the platform's other ways. */
async function sendToAsker(
  claim: MessageClaim,
  to: Conversation,
  messenger: Messenger,
  key: string,
  log: DeliveryParts['log']
): Promise<string> {
  const { notice, handover } = claim;
  try {
    return await messenger.send(to, askerCard(notice.kind, claim), key);
  } catch (error) {
    if (!isFinalRefusal(error) || !messenger.aside) throw error;
    const { message: reason } = error;
    log('handover.aside', { handover: handover.id, notice: notice.kind, reason, ...refusalFacts(error) });
    const addresses = handover.alsoAt ? [to, handover.alsoAt] : [to];
    await messenger.aside(addresses, askerCard(notice.kind, claim, asideText));
    return shownAside;
  }
}

async function send(claim: MessageClaim, to: Conversation, parts: DeliveryParts): Promise<string> {
  const { notice, handover, notices } = claim;
  const messenger = parts.messengers.get(to.platform);
  if (!messenger) throw new Error(`${to.platform} is not connected.`);
  const tracked = { handover, notices };
  const key = `hand-over/${handover.id}/${notice.kind}${notice.kind === 'deliveryFailed' ? `/${notice.at}` : ''}`;
  if (notice.kind === 'question') return messenger.send(to, expertCard(tracked, parts), key);
  if (notice.kind !== 'card') return sendToAsker(claim, to, messenger, key, parts.log);
  const id = notices.question?.remoteId;
  if (id && canEdit(messenger)) await messenger.update(to, id, expertCard(tracked, parts));
  return id ?? '';
}

/** Returns the messages that follow on one that was sent, or is to be tried again. */
function next({ notice }: MessageClaim, remoteId?: string): readonly OutboxMessageKind[] {
  if (notice.kind === 'received') return ['question'];
  return notice.kind === 'answer' && remoteId === shownAside ? ['card'] : [];
}

/** Returns the messages to the other side when a message's arrival is unknown or will never happen. */
function follows(claim: MessageClaim, state: 'unsure' | 'refused'): readonly OutboxMessageKind[] {
  const { kind } = claim.notice;
  if (kind === 'question' && claim.handover.asker) return ['deliveryFailed'];
  if (kind === 'answer') return ['card'];
  if (state === 'unsure') return next(claim);
  return kind === 'assigned' || kind === 'closed' ? ['card'] : [];
}

/**
 * Closes a question whose channel is unreachable, and notifies the operator; or one whose asker is, before anybody
 * sees it.
 */
async function unreachable(
  claim: MessageClaim,
  error: unknown,
  now: number,
  { store, log, tell }: DeliveryParts
): Promise<void> {
  const { notice, handover, notices } = claim;
  const { id } = handover;
  const reason = isFinalRefusal(error) ? error.message : 'It was tried long enough.';
  log('handover.refused', { handover: id, notice: notice.kind, reason, ...refusalFacts(error) });
  const close = { from: ['waiting'] as const, to: 'closed' as const, tell: [], drop: [] };
  if (notice.kind === 'received' && !notices.question) await store.change(id, { ...close, erase: true }, now);
  if (notice.kind !== 'question') return;
  await store.change(id, close, now);
  const card: Card = {
    title: 'A question for the experts could not be delivered',
    text: 'I cannot write to the channel that EXPERTS_CHANNEL names. Add me to it, or correct the setting. Whoever asked has been told.',
    note: reason
  };
  await tell?.(card).catch((error: unknown) => log('handover.curators.failed', { error: errorName(error) }));
}

async function failure(claim: MessageClaim, error: unknown, now: number, parts: DeliveryParts): Promise<Step> {
  const { notice, handover } = claim;
  const { log } = parts;
  if (error instanceof UnknownOutcomeError && notice.kind !== 'card') {
    log('handover.unsure', { handover: handover.id, notice: notice.kind });
    return { state: 'unsure', tell: follows(claim, 'unsure') };
  }
  if (isFinalRefusal(error) || now - notice.at > (notice.kind === 'card' ? cardMs : patienceMs)) {
    await unreachable(claim, error, now, parts);
    return { state: 'refused', tell: follows(claim, 'refused') };
  }
  const patience = Math.min(retryMs * 2 ** Math.min(notice.attempts, 20), retryMostMs);
  const wait = error instanceof RetryLaterError ? Math.max(error.afterMs, leastMs) : patience;
  log('handover.deferred', { handover: handover.id, notice: notice.kind, error: errorName(error) });
  return { state: 'due', tryAt: now + Math.ceil(wait), tell: next(claim) };
}

async function step(claim: MessageClaim, now: number, parts: DeliveryParts): Promise<Step | undefined> {
  const { notice, handover, notices } = claim;
  const toExperts = notice.kind === 'question' || notice.kind === 'card';
  const to = toExperts ? parts.experts : handover.asker;
  const known = handover.state !== 'waiting' && notices.question?.state === 'unsure';
  const takenBack = notice.kind === 'question' && handover.question === undefined;
  if (!to || takenBack || (notice.kind === 'deliveryFailed' && known)) return { state: 'dropped' };
  // The worker sent the request and died before recording the response. Updating a card twice is harmless.
  if (notice.state === 'sending' && notice.kind !== 'card')
    return failure(claim, new UnknownOutcomeError('no answer was kept'), now, parts);
  // The card may be in transit at this moment.
  if (notice.kind === 'card' && notices.question?.state === 'sending') return { state: 'due', tryAt: now + leaseMs };
  if (!(await parts.store.begin(claim))) return undefined;
  try {
    const remoteId = await send(claim, to, parts);
    return { state: 'sent', remoteId, tell: next(claim, remoteId) };
  } catch (error) {
    return failure(claim, error, now, parts);
  }
}

/** Creates `run(now)`, which sends due messages. Safe in any number of processes at once. */
export function createDelivery(parts: DeliveryParts) {
  const { store, newId } = parts;

  /** Outcomes that could not be stored yet. Held until the store accepts them, as no other process knows them. */
  const kept: (() => Promise<boolean>)[] = [];

  const settle = async (write: () => Promise<boolean>): Promise<void> => {
    try {
      await write();
    } catch (error) {
      kept.push(write);
      throw error;
    }
  };

  const advance = async (claim: MessageClaim, now: number): Promise<void> => {
    const done = await step(claim, now, parts);
    if (!done) return;
    const { tell = [], ...outcome } = done;
    await settle(() => store.settle(claim, outcome, tell, now));
  };

  /**
   * Sends all due messages and those that follow from them. An error of the store ends the run; the next one continues.
   */
  return async (now: number, signal?: AbortSignal): Promise<number> => {
    // One at a time: those after a failed one stay held.
    for (let write = kept.shift(); write; write = kept.shift()) await settle(write);
    for (let sent = 0; ; ) {
      const claims = signal?.aborted ? [] : await store.claim(now, newId(), leaseMs, atOnce);
      if (claims.length === 0) return sent;
      const results = await Promise.allSettled(claims.map((claim) => advance(claim, now)));
      const fault = results.find((result) => result.status === 'rejected');
      if (fault) throw fault.reason;
      sent += claims.length;
    }
  };
}
