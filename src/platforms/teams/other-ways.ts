import type { Card } from '../../core/model/card.ts';
import type { Content } from './render/content.ts';
import { inChat, inText, replyTo, replyToAsker } from './reply.ts';
import type { Inbound } from './transport/activity.ts';
import { askedWait } from './transport/connector-fault.ts';
import { type Later, LeftForLaterError } from './transport/later.ts';
import { ConnectorError, type Outgoing, type TeamsSdk } from './transport/sdk.ts';
import { invokeSendMs, sendMs, type TurnWaits } from './transport/times.ts';
import type { HandlerParts, ReplyPlace } from './turn-context.ts';

/** A reply that Teams refused where it belongs. */
interface Refused {
  error: unknown;
  content: Content;
  /** Card of the reply, of which the plain text is made. */
  card: Card;
  /** True for a reply that nobody but the asker may see. */
  alone: boolean;
}

interface Tools extends Pick<Later, 'pause'> {
  parts: Pick<HandlerParts, 'logger' | 'now'>;
  inbound: Inbound;
  sdk: TeamsSdk;
  waits: TurnWaits;
  /** Sends, once more after a passing fault, and remembers what the message is about. */
  send(activity: Outgoing, content: Content, targeted?: boolean): Promise<void>;
}

/** A try that Teams limited: the wait that it asked for, and the same try once more. */
interface Limited {
  waitMs: number;
  again: () => Promise<ReplyPlace>;
}

/**
 * Sends a refused reply in another way (msteams-docs, conversation-messages.md and rate-limit.md, name the refusals):
 *
 * - in the same place without its quote, or as plain text, where the message itself was refused
 * - in the asker's own chat; a chat that refused with 403 is closed, and is not asked again
 * - where Teams limits the rate, again what it limited for the shortest time, after that time
 *
 * A reply for the asker alone is never posted where others read it (msteams-docs, targeted-messages.md). Without an
 * answer, or after a server error, it may have arrived: then it is not sent again, and the asker is told so in their own chat.
 * Without an access token no other call will succeed. The answer to a press is not moved, since the press itself can be
 * answered with it.
 */
export async function sayInAnotherWay(refused: Refused, tools: Tools): Promise<ReplyPlace> {
  const { inbound, sdk, waits, send, parts, pause } = tools;
  const { content, card, alone } = refused;
  const { id, personal, group } = inbound.conversation;
  const { serviceUrl, tenant } = inbound;
  const openChat = () =>
    sdk.openChat({ serviceUrl, tenant, bot: inbound.bot.id, person: inbound.from.id }, { timeoutMs });
  const kind = alone ? 'teams.private' : 'teams.reply';
  const isPress = inbound.type === 'invoke';
  const typed = inbound.type === 'message';
  const timeoutMs = isPress ? invokeSendMs : sendMs;
  const limited: Limited[] = [];
  let fault = refused.error;
  let over = false;
  const noted = (error: unknown, again: Limited['again']): undefined => {
    if (error instanceof LeftForLaterError) throw error;
    fault = error;
    over = mayHaveArrived(error);
    if (isLimited(error)) limited.push({ waitMs: askedWait(error, waits.unsaid, parts.now()), again });
  };
  const tried = (work: Limited['again']) => work().catch((error: unknown) => noted(error, work));
  const sayHere = (activity: Outgoing) => tried(() => send(activity, content, alone).then(() => 'here'));
  const sayThere = (activity: Outgoing) =>
    tried(() => send(activity, content).then(() => (personal ? 'here' : 'chat')));
  /** Tells the asker that the reply may not have arrived; nothing of the reply is in that. */
  const told = async (): Promise<boolean> => {
    if (!typed || !mayHaveArrived(fault) || (fault as Partial<ConnectorError>).unsent) return false;
    try {
      await sdk.post(inChat(inbound, await openChat(), unsureCard), { timeoutMs });
      return true;
    } catch {
      return false;
    }
  };
  const lost = async (): Promise<'nowhere'> => {
    // The answer to an invoke shows it then: nothing is lost.
    if (isPress) parts.logger.warn(`${kind}.shown`, { error: fault });
    else parts.logger.error(`${kind}.failed`, { error: fault, told: await told() });
    return 'nowhere';
  };

  const status = statusOf(fault);
  if (status !== undefined) {
    parts.logger.warn(`${kind}.refused`, { status, code: (fault as ConnectorError).faultCode });
  }
  if (mayHaveArrived(fault)) return lost();
  const home = alone ? replyToAsker(inbound, content) : replyTo(inbound, content);
  noted(fault, () => send(home, content, alone).then(() => 'here'));
  let place: ReplyPlace | undefined;
  if (!alone) {
    const unquoted = replyTo(inbound, content, { quote: false });
    // A tenant without support for quotes refuses them.
    if (typed && group && status === 400) place = await sayHere(unquoted);
    if (!place && refusesForm(fault)) place = await sayHere(inText(unquoted, card));
  }
  // A chat that was opened anew is another way only where the refusal was about the old one.
  const movable = personal ? typed && !isLimited(fault) && !refusesForm(fault) : alone || !isPress;
  // A form is for the conversation in which its button was pressed, and the press itself can be answered with it.
  const moves = movable && !(isPress && 'form' in content);
  if (!place && !over && moves) {
    // Opening a chat delivers nothing: where it fails, other ways are still safe.
    const chatId = await openChat().catch((error: unknown) => {
      fault = error;
      return undefined;
    });
    if (chatId && (chatId !== id || status !== 403)) {
      const lead = typed ? leads.answer : leads.welcome;
      const moved = alone || personal || 'form' in content ? content : withLead(content, lead);
      place = await sayThere(inChat(inbound, chatId, moved));
      if (!place && refusesForm(fault)) {
        place = await sayThere(inText(inChat(inbound, chatId, moved), 'form' in moved ? card : moved));
      }
    }
  }
  if (!place && !over && alone && status === 413) place = await sayHere(inText(home, card));
  let waited = 0;
  for (let tries = 0; !place && !over && !isPress && tries < mostLaterTries; tries += 1) {
    const next = limited.sort((one, other) => one.waitMs - other.waitMs).shift();
    if (!next || waited + next.waitMs > waits.last) break;
    parts.logger.warn(`${kind}.delayed`, { waitMs: next.waitMs });
    waited += next.waitMs;
    await pause(next.waitMs);
    place = await tried(next.again);
  }
  return place ?? lost();
}

/** Maximum number of tries after a wait for a rate limit. */
const mostLaterTries = 5;

const unsureCard: Card = {
  title: 'My answer may not have arrived',
  text: 'Teams did not tell me whether it took my answer. If you do not see it, please ask again.'
};

const leads = {
  answer: 'I could not answer where you asked, so I answer here.',
  welcome: 'I could not say hello where you added me, so I do it here.'
};

/** Returns the card with a sentence that explains why it comes in the asker's own chat. */
function withLead(card: Card, lead: string): Card {
  return { ...card, note: card.note ? `${lead} ${card.note}` : lead };
}

const statusOf = (error: unknown): number | undefined => (error instanceof ConnectorError ? error.status : undefined);

/** Returns true where nobody knows that the reply did not arrive: no answer, or a server error. */
const mayHaveArrived = (error: unknown): boolean => (statusOf(error) ?? 500) >= 500;

/** Returns true for a refusal of the message itself: badly formed, or too large. */
const refusesForm = (error: unknown): boolean => statusOf(error) === 400 || statusOf(error) === 413;

/** Returns true where Teams limits the rate, for which it also has 412. */
function isLimited(error: unknown): error is ConnectorError {
  return statusOf(error) === 429 || statusOf(error) === 412;
}
