import { toPlainText } from '../../core/conversation/plain-text.ts';
import type { Reply } from '../../core/model/reply.ts';
import { answerDialog } from './dialog.ts';
import { settleForm } from './form-message.ts';
import { parseExecute, parseThumbs } from './parse/parse.ts';
import { type Content, drawContent } from './render/content.ts';
import { adaptiveCardType } from './render/render.ts';
import { answerLink, answerQuery, answerSubmit, openFindResources } from './search.ts';
import type { InvokeAnswer } from './transport/sdk.ts';
import { replaceForOthers, type TurnContext } from './turn-context.ts';

/**
 * Answers an invoke. The body is never empty: Teams treats that as a fault, shows "Unable to reach app" and sends the
 * invoke again (vercel/chat issue 731). Unknown names get 400: an SDK's own 501 looks like an internal error.
 */
export async function answerInvoke(context: TurnContext): Promise<InvokeAnswer> {
  switch (context.inbound.name) {
    case 'adaptiveCard/action':
      return { status: 200, body: await answerPress(context) };
    case 'message/submitAction':
      return { status: 200, body: await answerThumbs(context) };
    case 'composeExtension/query':
      return { status: 200, body: answerQuery(context) };
    case 'composeExtension/queryLink':
    case 'composeExtension/anonymousQueryLink':
      return { status: 200, body: answerLink(context) };
    case 'composeExtension/fetchTask':
      return { status: 200, body: await openFindResources(context) };
    case 'task/fetch':
    case 'task/submit':
      return { status: 200, body: await answerDialog(context) };
    case 'composeExtension/submitAction':
      return { status: 200, body: await answerSubmit(context) };
    default:
      return { status: 400, body: { error: 'This bot has no answer to such an invoke.' } };
  }
}

/** Answer to a button, in the form of the Universal Action Model. */
interface PressAnswer {
  statusCode: number;
  type: string;
  value: unknown;
}

async function answerPress(context: TurnContext): Promise<PressAnswer> {
  const parsed = parseExecute(context.inbound);
  if (!parsed) {
    const value = { code: 'BadRequest', message: 'This button is not one of ours.' };
    return { statusCode: 400, type: 'application/vnd.microsoft.error', value };
  }
  const { message, alone } = parsed;
  const reply = await context.ask(message);
  if (!reply) return note('I have heard that press already. If you see no answer, press it once more.');
  if (message.kind === 'feedback') return note(toPlainText(reply.card));
  if (message.kind === 'form') {
    const content = await settleForm(reply, parsed, context);
    return content
      ? shown(content, reply, alone)
      : note('That was not taken. I have written to you why; your form is as it was.');
  }
  if (reply.form || !reply.inPlace) return saidNote(reply, alone, context);
  await replaceForOthers(context, reply.card, reply.audience, alone);
  return shown(reply.card, reply, alone);
}

/**
 * Sends a reply to the conversation, and returns a note for the person that says where it is. Where it cannot be sent,
 * as on a card from the search extension in a chat without the bot, the press itself is answered with it: then it takes
 * the card's place for that person.
 */
async function saidNote(reply: Reply, alone: boolean | undefined, context: TurnContext): Promise<PressAnswer> {
  const where = await context.say(reply);
  if (where === 'nowhere') {
    return shown(reply.form ? { form: reply.form, opener: context.inbound.replyToId } : reply.card, reply, alone);
  }
  const what = reply.form ? 'The form' : 'The answer';
  return note(where === 'here' ? `${what} is below.` : `${what} is in our own chat, where only you see it.`);
}

/**
 * Returns a card that takes the place of the pressed one, for the presser.
 *
 * @param alone whether one person alone sees the pressed card
 */
function shown(content: Content, { audience }: Reply, alone: boolean | undefined): PressAnswer {
  return { statusCode: 200, type: adaptiveCardType, value: drawContent(content, audience === 'asker' || alone) };
}

function note(value: string): PressAnswer {
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value };
}

/** Handles Teams' own thumbs: Teams thanks the person itself and expects an empty object. */
async function answerThumbs(context: TurnContext): Promise<Record<string, never>> {
  const { inbound, parts } = context;
  const thumb = parseThumbs(inbound);
  const about = thumb && (await parts.thumbs.aboutOf(inbound.conversation.id, inbound.replyToId));
  if (about) await context.ask({ ...thumb, about });
  else parts.logger.info('teams.thumb.unknown', { understood: thumb !== undefined });
  return {};
}
