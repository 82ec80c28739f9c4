import type { Card } from '../../core/model/card.ts';
import type { Form } from '../../core/model/form.ts';
import type { Reply } from '../../core/model/reply.ts';
import { parseDialog } from './parse/parse.ts';
import { renderForm } from './render/form-card.ts';
import { limits } from './render/limits.ts';
import { type AdaptiveCard, adaptiveCardType, renderTeams } from './render/render.ts';
import { line } from './render/text.ts';
import type { TurnContext } from './turn-context.ts';

/** Next content of a dialog: one card, or a sentence with which it ends. */
export type DialogAnswer =
  | { task: { type: 'continue'; value: { title: string; width: 'medium'; height: 'medium'; card: unknown } } }
  | { task: { type: 'message'; value: string } };

/**
 * Answers a button that opens a dialog (`task/fetch`), and a button pressed or a form sent in a dialog (`task/submit`).
 */
export async function answerDialog(context: TurnContext): Promise<DialogAnswer> {
  const parsed = parseDialog(context.inbound);
  const name = context.parts.bot.name();
  if (!parsed) return cardDialog(closing, name);
  const reply = await context.ask(parsed.message);
  // Of the two only `task/fetch` gives the message's id.
  const opener = parsed.opener || (context.inbound.name === 'task/fetch' ? context.inbound.replyToId : '');
  return reply ? nextDialog(reply, { opener, alone: parsed.alone }, context) : cardDialog(closing, name);
}

/**
 * Returns the dialog's next content. A form stays in the dialog, and so does a card for the asker alone. A card for
 * everyone, or in place of the one whose button opened the dialog, is sent to the conversation, and the dialog ends; where
 * Teams refuses it there, the dialog shows it.
 */
async function nextDialog(reply: Reply, { opener, alone }: Opener, context: TurnContext): Promise<DialogAnswer> {
  if (reply.form) return formDialog(reply.form, opener, alone);
  if (opener && reply.inPlace && (await context.replace(reply.card, reply.audience, { id: opener, alone }))) {
    return ending(reply.card);
  }
  const isForAll = reply.audience === 'everyone' && !reply.rejected;
  if (opener && !reply.inPlace && isForAll && (await context.say(reply)) !== 'nowhere') {
    return ending(reply.card);
  }
  return cardDialog(reply.card, context.parts.bot.name());
}

/** Message whose button opened a dialog. */
interface Opener {
  /** Empty where there was none. */
  opener: string;
  /** Tells whether one person alone sees it among others; undefined where that is not known or no question. */
  alone: boolean | undefined;
}

export function formDialog(form: Form, opener = '', alone?: boolean): DialogAnswer {
  return dialog(form.title, renderForm(form, { surface: 'dialog', opener, alone }));
}

export function cardDialog(card: Card, title: string): DialogAnswer {
  return dialog(title, asSubmit(renderTeams(card, { feedback: 'buttons', alone: true }).card));
}

/** Card of a dialog that has nothing left to show. */
export const closing: Card = { title: 'That is done', text: 'There is nothing left to do here.' };

function dialog(title: string, content: unknown): DialogAnswer {
  const card = { contentType: adaptiveCardType, content };
  const value = { title: line(title, limits.dialogTitle), width: 'medium', height: 'medium', card } as const;
  return { task: { type: 'continue', value } };
}

function ending({ title }: Card): DialogAnswer {
  return { task: { type: 'message', value: line(title, limits.line) || closing.title } };
}

/**
 * Replaces each of our buttons by its fallback `Action.Submit`, the only action that dialogs send back. A dialog cannot
 * open another one, so a form takes this one's place.
 */
function asSubmit(card: AdaptiveCard): unknown {
  return JSON.parse(JSON.stringify(card), (key, value) => {
    if (key === 'msteams') return undefined;
    return value?.type === 'Action.Execute' && value.fallback ? value.fallback : value;
  });
}
