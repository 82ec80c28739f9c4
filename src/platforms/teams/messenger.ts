import { ConversationGoneError } from '../../core/model/errors.ts';
import type { Conversation } from '../../core/model/message.ts';
import type { EditingMessenger } from '../../core/model/messenger.ts';
import type { Trust } from './auth/service-url.ts';
import { type Reference, readAddress } from './parse/conversation.ts';
import type { Thumbs } from './parse/thumbs.ts';
import { firstWord } from './reply.ts';
import { outcomeOf } from './transport/connector-fault.ts';
import type { TeamsSdk, Turn } from './transport/sdk.ts';

interface MessengerParts {
  /** Rejects until the platform is started. */
  sdk: () => Promise<TeamsSdk>;
  trust: Trust;
  thumbs: Thumbs;
  now: () => number;
}

/** Longest wait for Teams to take a message nobody asked for (research: reliability 4.2). */
const sendMs = 10_000;

/**
 * Speaks first. One try: Teams has no key by which it could tell a repeat, so after silence nobody knows, and the sender is
 * told just that.
 */
export function createMessenger({ sdk, trust, thumbs, now }: MessengerParts): EditingMessenger {
  const inTurn = async <T>(
    conversation: Conversation,
    work: (turn: Turn, reference: Reference) => Promise<T>
  ): Promise<T> => {
    const reference = readAddress(conversation);
    if (!reference) throw new ConversationGoneError('the stored address is not one of Teams');
    if (!trust(reference.serviceUrl)) throw new ConversationGoneError('the stored service URL is not one we answer to');
    const { proactive } = await sdk();
    try {
      return await proactive(reference, (turn) => work(turn, reference));
    } catch (error) {
      throw outcomeOf(error, now());
    }
  };
  return {
    send: (conversation, card) =>
      inTurn(conversation, async (turn, reference) => {
        const id = await turn.send(firstWord(reference, card), { timeoutMs: sendMs });
        thumbs.sent(reference.id, id, card);
        return id;
      }),
    update: (conversation, id, card) =>
      inTurn(conversation, (turn, reference) => turn.update(id, firstWord(reference, card), { timeoutMs: sendMs }))
  };
}
