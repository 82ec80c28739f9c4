import { ConversationGoneError, MessageRefusedError, RetryLaterError } from '../../core/model/errors.ts';
import type { Conversation } from '../../core/model/message.ts';
import type { EditingMessenger } from '../../core/model/messenger.ts';
import type { Trust } from './auth/service-url.ts';
import { type Reference, readAddress } from './parse/conversation.ts';
import type { Thumbs } from './parse/thumbs.ts';
import { firstWord } from './reply.ts';
import { outcomeOf } from './transport/connector-fault.ts';
import { ConnectorError, type TeamsSdk } from './transport/sdk.ts';

interface MessengerParts {
  /** Rejects until the platform is started. */
  sdk: () => Promise<TeamsSdk>;
  trust: Trust;
  thumbs: Thumbs;
  now: () => number;
}

/** Time limit for sending a proactive message, in milliseconds. */
const sendMs = 10_000;
/** Wait before a personal chat that could not be opened is tried again, in milliseconds. */
const reopenMs = 60_000;

/**
 * Creates the messenger of proactive messages. Each is sent once: Teams has no idempotency key, so without an answer it
 * is unknown whether the message arrived, and the error says so.
 */
export function createMessenger({ sdk, trust, thumbs, now }: MessengerParts): EditingMessenger {
  const call = async <T>(
    conversation: Conversation,
    work: (teams: TeamsSdk, reference: Reference) => Promise<T>
  ): Promise<T> => {
    const reference = readAddress(conversation);
    if (!reference) throw new ConversationGoneError('The stored address is not one of Teams.');
    if (!trust(reference.serviceUrl))
      throw new ConversationGoneError('The stored service URL is not one we answer to.');
    const teams = await sdk();
    try {
      return await work(teams, await opened(teams, reference));
    } catch (error) {
      throw outcomeOf(error, now());
    }
  };
  return {
    send: (conversation, card) =>
      call(conversation, async (teams, reference) => {
        const id = await teams.post(firstWord(reference, card, among(conversation)), { timeoutMs: sendMs });
        thumbs.sent(reference.id, id, card);
        return id;
      }),
    async aside(addresses, card) {
      const person = addresses.map((each) => readAddress(each)?.person).find((id) => id);
      const place = addresses.find((each) => readAddress(each)?.id);
      if (!person || !place) throw new ConversationGoneError('The person is known in no other conversation.');
      await call(place, async (teams, reference) => {
        const message = { ...firstWord(reference, card, true), recipient: { id: person } };
        await teams.post(message, { timeoutMs: sendMs, targeted: true }).catch((error: unknown) => {
          throw closedWay(error);
        });
      });
    },
    update: (conversation, id, card) =>
      call(conversation, (teams, reference) =>
        teams.update(id, firstWord(reference, card, among(conversation)), { timeoutMs: sendMs })
      )
  };
}

/** Returns what the buttons of a card for everybody in a conversation carry of its readers. */
const among = ({ direct }: Conversation): false | undefined => (direct ? undefined : false);

/**
 * Opens a personal chat of which only the person is known. Nothing is shown by that, so it may be repeated at any time.
 */
async function opened(teams: TeamsSdk, reference: Reference): Promise<Reference> {
  const { id, person, serviceUrl, bot, tenant } = reference;
  if (id !== '' || !person) return reference;
  try {
    return { ...reference, id: await teams.openChat({ serviceUrl, bot, person, tenant }, { timeoutMs: sendMs }) };
  } catch (error) {
    const refused = error instanceof ConnectorError && error.status !== undefined && error.status < 500;
    if (refused) throw closedWay(error);
    throw new RetryLaterError('the personal chat could not be opened', reopenMs, { cause: error });
  }
}

/**
 * Returns a refusal of one way to a person, after which the next way is tried: people of another organisation, and tenants
 * without private messages, are refused with 400 (microsoft/teams.py issue 334).
 */
function closedWay(error: unknown): unknown {
  if (!(error instanceof ConnectorError) || (error.status !== 400 && error.status !== 413)) return error;
  const refusal = [error.status, error.faultCode].filter(Boolean).join(' ');
  return new MessageRefusedError('Teams does not take it.', { cause: error, refusal });
}
