import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ViewResponseAction } from '@slack/bolt';
import type { ModalView, View } from '@slack/types';
import type { Card } from '../../../core/model/card.ts';
import { type Form, hasErrors } from '../../../core/model/form.ts';
import { type Reply, toAsker } from '../../../core/model/reply.ts';
import type { ParsedForm } from '../parse/parse-form.ts';
import { formView, shapeOf } from '../render/form-view.ts';
import { answerView } from '../render/views.ts';
import { refusalName } from './refusals.ts';
import { lastWays, sendReply } from './send-reply.ts';
import { sendByWays, type Tools, type Way } from './ways.ts';

interface FormParts {
  /** The bot's reply. */
  reply: Promise<Reply | undefined>;
  /**
   * Answers Slack, which waits three seconds for it.
   *
   * @param said the bot's reply, where the answer shows it
   */
  ack: (answer?: ViewResponseAction, said?: Reply) => Promise<void>;
  tools: Tools;
  /** Time that the bot may take before the window asks the person to wait, in milliseconds. */
  patienceMs: number;
}

/**
 * Answers a submitted form in the response to the same request:
 *
 * - the same form with errors, or a form that was not accepted: errors stand at its fields, and the typed values stay
 * - another form: it takes the window's place
 * - news that the conversation below holds already: the window closes
 * - a card for everyone, or in place of the one whose button opened the form: the window closes, and the card is sent
 *   to the conversation
 * - any other card: it takes the window's place, visible to this person only
 *
 * Where the bot needs longer than Slack waits, the window says so and is updated with the answer.
 */
export async function answerForm(parsed: ParsedForm, parts: FormParts): Promise<void> {
  const { reply, ack, tools, patienceMs } = parts;
  const thought = new AbortController();
  const late = sleep(patienceMs, 'late' as const, { signal: thought.signal }).catch(() => 'late' as const);
  const first = await Promise.race([reply, late]);
  thought.abort();
  if (first !== 'late') {
    await ack(first && windowAfter(first, parsed, tools), first);
    if (first && isForChat(first, parsed)) await sendReply(first, parsed.target, tools);
    return;
  }
  await ack({ response_action: 'update', view: answerView(oneMoment, tools.name()) });
  const said = await reply;
  const view = said ? lateView(said, parsed, tools) : undefined;
  const shown = view !== undefined && (await changed(parsed.viewId, view, tools));
  if (said && (isForChat(said, parsed) || !shown)) await sendReply(said, parsed.target, tools);
}

/**
 * Shows a view in the open window after a press in it, which cannot return one: in place of what stands there, above it
 * or, where Slack takes neither, with a message that says so.
 */
export async function showInWindow(
  view: View,
  said: Reply | undefined,
  { viewId, target }: ParsedForm,
  trigger: string | undefined,
  tools: Tools
): Promise<void> {
  const { client } = tools;
  const card = said && !said.form ? said.card : { title: said?.form?.title ?? 'One moment', text: unchangedText };
  const shown = { id: viewId, type: 'modal', answer: 'replace' as const };
  function* ways(): Generator<Way> {
    yield { name: 'view-update', place: 'view', send: () => client.views.update({ view_id: viewId, view }) };
    if (trigger)
      yield { name: 'view-push', place: 'above', send: () => client.views.push({ trigger_id: trigger, view }) };
    yield* lastWays({ ...target, view: shown }, tools);
  }
  await sendByWays(toAsker(card), ways, randomUUID(), tools);
}

const unchangedText =
  'I could not change the window. Press the button again; what you have filled in stands there still.';

/** @returns false where the window is gone, and the card is to be said elsewhere */
async function changed(view_id: string, view: ModalView, { client, logger }: Tools): Promise<boolean> {
  try {
    await client.views.update({ view_id, view });
    return true;
  } catch (error) {
    logger.warn('slack.form.window-gone', { reason: refusalName(error) });
    return false;
  }
}

/** Returns true for a card that belongs in the conversation where the button was pressed. */
function isForChat({ form, inPlace, audience }: Reply, { target }: ParsedForm): boolean {
  if (form || target.view) return false;
  return audience === 'everyone' || (inPlace === true && target.card !== undefined);
}

/** @returns undefined to close the window */
function windowAfter(reply: Reply, parsed: ParsedForm, tools: Tools): ViewResponseAction | undefined {
  if (reply.form && hasErrors(reply.form) && shapeOf(reply.form) === parsed.origin.shape) {
    return { response_action: 'errors', errors: errorsByBlock(reply.form, parsed) };
  }
  const [field] = Object.values(parsed.blocks);
  if (reply.stays && field) return { response_action: 'errors', errors: { [field]: reply.stays } };
  const { view, inThread } = parsed.target;
  // The conversation is not in sight on the Home tab, nor in a thread, such as each of an agent is.
  if (isForChat(reply, parsed) || (reply.told && !view && !inThread)) return undefined;
  return { response_action: 'update', view: nextView(reply, parsed, tools) };
}

function nextView({ form, card }: Reply, { origin }: ParsedForm, { name }: Tools): ModalView {
  return (form && formView(form, origin)) ?? answerView(card, name());
}

/** Returns the view after "one moment", which only a person can close. */
function lateView(reply: Reply, parsed: ParsedForm, tools: Tools): ModalView {
  if (!isForChat(reply, parsed)) return nextView(reply, parsed, tools);
  return answerView({ title: reply.card.title, text: '' }, tools.name());
}

function errorsByBlock(form: Form, { blocks }: ParsedForm): Record<string, string> {
  const errors = form.fields.flatMap(({ id, error }) => (error && blocks[id] ? [[blocks[id], error] as const] : []));
  return Object.fromEntries(errors);
}

const oneMoment: Card = { title: 'One moment', text: 'I am still working on it.' };
