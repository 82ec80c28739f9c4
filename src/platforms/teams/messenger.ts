import { GoneError } from '../../core/errors.ts';
import type { Messenger } from '../../core/messenger.ts';
import { outcomeOf } from './connector-fault.ts';
import { readAddress } from './conversation.ts';
import { firstWord } from './reply.ts';
import type { TeamsSdk } from './sdk.ts';
import type { Trust } from './service-url.ts';
import type { Thumbs } from './thumbs.ts';

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
export function createMessenger({ sdk, trust, thumbs, now }: MessengerParts): Messenger {
  return {
    async send(conversation, card) {
      const reference = readAddress(conversation);
      if (!reference) throw new GoneError('the stored address is not one of Teams');
      if (!trust(reference.serviceUrl)) throw new GoneError('the stored service URL is not one we answer to');
      const { proactive } = await sdk();
      try {
        const activity = firstWord(reference, card);
        const id = await proactive(reference, (turn) => turn.send(activity, { timeoutMs: sendMs }));
        thumbs.sent(reference.id, id, card);
        return id;
      } catch (error) {
        throw outcomeOf(error, now());
      }
    }
  };
}
