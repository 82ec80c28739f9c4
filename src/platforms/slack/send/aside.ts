import type { WebClient } from '@slack/web-api';
import type { Card } from '../../../core/model/card.ts';
import {
  ConversationGoneError,
  isFinalRefusal,
  MessageRefusedError,
  UnknownOutcomeError
} from '../../../core/model/errors.ts';
import type { Conversation } from '../../../core/model/message.ts';
import { readAddress } from '../parse/payload.ts';
import { messageBody } from '../render/render.ts';
import { bareBlocks, homeAnswerView } from '../render/views.ts';
import { refusesBlocks, slackErrorName } from '../transport/faults.ts';
import { coreError } from './core-error.ts';

/** Time for which a card stays on the Home tab of a person who may not look for it at once, in milliseconds. */
const standsMs = 24 * 60 * 60_000;

const lead = 'I may not write to you in a message, so only you see this.';

/**
 * Shows a card to a person alone without a direct message: in the channel of their question, where it vanishes when
 * Slack is opened anew, and on their Home tab, where it stays.
 *
 * @throws coreError's kinds where both were refused; the one that leaves most hope
 */
export async function showAside(
  addresses: readonly Conversation[],
  card: Card,
  client: WebClient,
  now: number
): Promise<void> {
  const places = addresses.map(({ address }) => readAddress(address));
  const user = places.find(({ channel }) => /^[UW]/.test(channel))?.channel;
  const place = places.find(({ channel }) => channel !== user);
  if (!user) throw new ConversationGoneError('Slack gave no id of the person.');
  const { channel, thread } = place ?? {};
  const inChannel = async (style?: 'classic') => {
    if (!channel) throw new ConversationGoneError('The question was asked in no channel.');
    const where = { channel, user, ...(thread && { thread_ts: thread }) };
    await client.chat.postEphemeral({ ...where, ...messageBody(card, style, lead) });
  };
  const onHome = async (style?: 'classic') => {
    const view = homeAnswerView(card, now, standsMs);
    await client.views.publish({ user_id: user, view: style ? { ...view, blocks: bareBlocks(card) } : view });
  };
  const ends = await Promise.allSettled([inChannel, onHome].map((way) => plainerWhenRefused(way)));
  const faults = ends.flatMap((end) => (end.status === 'rejected' ? [coreFault(end.reason)] : []));
  if (faults.length < ends.length) return;
  throw (
    faults.find((error) => error instanceof UnknownOutcomeError) ?? faults.find((e) => !isFinalRefusal(e)) ?? faults[0]
  );
}

/** Sends again in the plainer form where Slack refuses the blocks: such a refusal means that nothing was posted. */
export async function plainerWhenRefused<T>(send: (style?: 'classic') => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (!refusesBlocks(error)) throw error;
    return send('classic');
  }
}

/** Returns the core's error; a refusal that says neither "wait" nor "perhaps" lasts here. */
function coreFault(error: unknown): Error {
  if (isFinalRefusal(error)) return error;
  const fault = coreError(error);
  const name = slackErrorName(error);
  return name && fault.constructor === Error
    ? new MessageRefusedError('Slack did not take it.', { cause: error, refusal: name })
    : fault;
}
