import type { Card } from '../../src/core/model/card.ts';
import {
  ConversationGoneError,
  MessageRefusedError,
  RetryLaterError,
  UnknownOutcomeError
} from '../../src/core/model/errors.ts';
import type { Conversation } from '../../src/core/model/message.ts';
import type { Messenger, ScheduledMessenger } from '../../src/core/model/messenger.ts';

/** Effects a far side may have on a request. `lost` stores it and then breaks the connection; `reset` breaks it before. */
export type Fault = 'limited' | 'gone' | 'refused' | 'bad' | 'lost' | 'reset' | 'hang' | undefined;

export interface Shown {
  address: string;
  key: string;
  card: Card;
  at: number;
}

/**
 * Creates a platform's side of the network, which keeps what it was given and counts: channels, messages that wait for their time, and
 * faults on demand.
 */
export function createFarSide(now: () => number) {
  const shown: Shown[] = [];
  const waiting = new Map<string, Shown>();
  let made = 0;
  let fault: (operation: string, address: string) => Fault = () => undefined;

  /** Messages whose time has come appear. */
  const tick = (): void => {
    for (const [id, message] of waiting) {
      if (message.at > now()) continue;
      waiting.delete(id);
      shown.push(message);
    }
  };

  /** Does one request as its fault wants it. */
  const request = async <T>(operation: string, { address }: Conversation, work: () => T): Promise<T> => {
    tick();
    const trouble = fault(operation, address);
    if (trouble === 'limited') throw new RetryLaterError('429', 1500);
    if (trouble === 'gone') throw new ConversationGoneError('the channel is archived');
    if (trouble === 'refused') throw new MessageRefusedError('Posting is suspended.', { refusal: 'ekm', fix: 'Ask.' });
    if (trouble === 'bad') throw new Error('400');
    if (trouble === 'reset') throw new UnknownOutcomeError('connection reset');
    if (trouble === 'hang') return new Promise<T>(() => undefined);
    const result = work();
    if (trouble === 'lost') throw new UnknownOutcomeError('no answer');
    return result;
  };
  const newId = (): string => {
    made += 1;
    return `m${made}`;
  };

  const plain: Messenger = {
    send: (conversation, card, key) =>
      request('send', conversation, () => {
        shown.push({ address: conversation.address, key, card, at: now() });
        return newId();
      })
  };
  const scheduling: ScheduledMessenger = {
    ...plain,
    schedule: (conversation, card, key, at) =>
      request('schedule', conversation, () => {
        if (at < now() + 60_000 || at % 1000 !== 0) throw new Error('time_in_past');
        const id = newId();
        waiting.set(id, { address: conversation.address, key, card, at });
        return id;
      }),
    scheduled: (conversation) =>
      request('scheduled', conversation, () =>
        [...waiting].filter(([, { address }]) => address === conversation.address).map(([id, { at }]) => ({ id, at }))
      ),
    unschedule: (conversation, id) =>
      request('unschedule', conversation, () => {
        if ((waiting.get(id)?.at ?? Number.POSITIVE_INFINITY) < now() + 60_000) throw new Error('cant_delete');
        waiting.delete(id);
      })
  };

  return {
    plain,
    scheduling,
    shown,
    waiting,
    tick,
    /** Sets what happens to each request from now on. */
    withFaults(next: typeof fault) {
      fault = next;
    }
  };
}
export type FarSide = ReturnType<typeof createFarSide>;
