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

type Try = () => Promise<ReplyPlace>;

/** A refused reply, and what became of the tries since. */
interface Saying extends Refused, Tools {
  /** Fault of the last try. */
  fault: unknown;
  /** True where that may have arrived all the same: then nothing is sent any more. */
  over: boolean;
  /** Tries that Teams limited, each with the wait that it asked for. */
  limited: { waitMs: number; again: Try }[];
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
  const { error, content, alone } = refused;
  const saying: Saying = { ...refused, ...tools, fault: error, over: mayHaveArrived(error), limited: [] };
  const status = statusOf(error);
  if (status !== undefined) {
    tools.parts.logger.warn(`${kindOf(refused)}.refused`, { status, code: (error as ConnectorError).faultCode });
  }
  if (saying.over) return lost(saying);
  const home = alone ? replyToAsker(tools.inbound, content) : replyTo(tools.inbound, content);
  noteFault(error, here(home, saying), saying);
  const place =
    (await sayPlainer(saying)) ??
    (await sayInOwnChat(saying)) ??
    (await sayInTextAlone(home, saying)) ??
    (await sayLater(saying));
  return place ?? lost(saying);
}

const kindOf = ({ alone }: Refused): string => (alone ? 'teams.private' : 'teams.reply');

/** Returns the try to send a message where the reply belongs. */
const here =
  (activity: Outgoing, { send, content, alone }: Saying): Try =>
  () =>
    send(activity, content, alone).then(() => 'here');

/** Returns the try to send a message in the asker's own chat. */
const there =
  (activity: Outgoing, { send, content, inbound }: Saying): Try =>
  () =>
    send(activity, content).then(() => (inbound.conversation.personal ? 'here' : 'chat'));

function noteFault(error: unknown, again: Try, saying: Saying): void {
  if (error instanceof LeftForLaterError) throw error;
  saying.fault = error;
  saying.over = mayHaveArrived(error);
  const { limited, waits, parts } = saying;
  if (isLimited(error)) limited.push({ waitMs: askedWait(error, waits.unsaid, parts.now()), again });
}

async function attempt(work: Try, saying: Saying): Promise<ReplyPlace | undefined> {
  try {
    return await work();
  } catch (error) {
    noteFault(error, work, saying);
    return undefined;
  }
}

/** Says it in the same place without its quote, and then as plain text. */
async function sayPlainer(saying: Saying): Promise<ReplyPlace | undefined> {
  const { error, content, card, alone, inbound } = saying;
  if (alone) return undefined;
  const unquoted = replyTo(inbound, content, { quote: false });
  // A tenant without support for quotes refuses them.
  const isQuote = inbound.type === 'message' && inbound.conversation.group && statusOf(error) === 400;
  const place = isQuote ? await attempt(here(unquoted, saying), saying) : undefined;
  if (place || !refusesForm(saying.fault)) return place;
  return attempt(here(inText(unquoted, card), saying), saying);
}

async function sayInOwnChat(saying: Saying): Promise<ReplyPlace | undefined> {
  const { error, content, card, alone, inbound, fault } = saying;
  const { id, personal } = inbound.conversation;
  const isPress = inbound.type === 'invoke';
  const typed = inbound.type === 'message';
  // A chat that was opened anew is another way only where the refusal was about the old one.
  const movable = personal ? typed && !isLimited(fault) && !refusesForm(fault) : alone || !isPress;
  // A form is for the conversation in which its button was pressed, and the press itself can be answered with it.
  if (saying.over || !movable || (isPress && 'form' in content)) return undefined;
  // Opening a chat delivers nothing: where it fails, other ways are still safe.
  const chatId = await openChat(saying).catch((failed: unknown) => {
    saying.fault = failed;
    return undefined;
  });
  if (!chatId || (chatId === id && statusOf(error) === 403)) return undefined;
  const lead = typed ? leads.answer : leads.welcome;
  const moved = alone || personal || 'form' in content ? content : withLead(content, lead);
  const message = inChat(inbound, chatId, moved);
  const place = await attempt(there(message, saying), saying);
  if (place || !refusesForm(saying.fault)) return place;
  return attempt(there(inText(message, 'form' in moved ? card : moved), saying), saying);
}

/** Says to the asker alone as plain text what was too large. */
async function sayInTextAlone(home: Outgoing, saying: Saying): Promise<ReplyPlace | undefined> {
  if (saying.over || !saying.alone || statusOf(saying.error) !== 413) return undefined;
  return attempt(here(inText(home, saying.card), saying), saying);
}

/** Repeats what Teams limited, after the time that it asked for. */
async function sayLater(saying: Saying): Promise<ReplyPlace | undefined> {
  const { limited, waits, inbound, parts, pause } = saying;
  let place: ReplyPlace | undefined;
  let waited = 0;
  for (let tries = 0; !place && !saying.over && inbound.type !== 'invoke' && tries < mostLaterTries; tries += 1) {
    const next = limited.sort((one, other) => one.waitMs - other.waitMs).shift();
    if (!next || waited + next.waitMs > waits.last) break;
    parts.logger.warn(`${kindOf(saying)}.delayed`, { waitMs: next.waitMs });
    waited += next.waitMs;
    await pause(next.waitMs);
    place = await attempt(next.again, saying);
  }
  return place;
}

async function lost(saying: Saying): Promise<'nowhere'> {
  const { inbound, parts, fault } = saying;
  // The answer to an invoke shows it then: nothing is lost.
  if (inbound.type === 'invoke') parts.logger.warn(`${kindOf(saying)}.shown`, { error: fault });
  else parts.logger.error(`${kindOf(saying)}.failed`, { error: fault, told: await told(saying) });
  return 'nowhere';
}

/** Tells the asker that the reply may not have arrived; nothing of the reply is in that. */
async function told(saying: Saying): Promise<boolean> {
  const { inbound, sdk, fault } = saying;
  if (inbound.type !== 'message' || !mayHaveArrived(fault) || (fault as Partial<ConnectorError>).unsent) return false;
  try {
    await sdk.post(inChat(inbound, await openChat(saying), unsureCard), limitOf(saying));
    return true;
  } catch {
    return false;
  }
}

function openChat(saying: Saying): Promise<string> {
  const { serviceUrl, tenant, bot, from } = saying.inbound;
  return saying.sdk.openChat({ serviceUrl, tenant, bot: bot.id, person: from.id }, limitOf(saying));
}

const limitOf = ({ inbound }: Saying) => ({ timeoutMs: inbound.type === 'invoke' ? invokeSendMs : sendMs });

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
