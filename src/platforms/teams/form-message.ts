import { type Reply, toAsker } from '../../core/model/reply.ts';
import { closing } from './dialog.ts';
import type { ParsedMessage } from './parse/parse.ts';
import type { Content } from './render/content.ts';
import { beside, replaceForOthers, type TurnContext } from './turn-context.ts';

/** A form sent in the conversation. */
type SentForm = Pick<ParsedMessage, 'opener' | 'alone'>;

/**
 * Answers a form sent in the conversation: the next form, or the card, takes its place; a card that takes the place of
 * the opener, or whose readers are not those of the form, goes there, and the form is removed. A form that was not accepted
 * stays, with what was typed, and the card that says so comes beside it.
 *
 * @returns the new content in the form's place, for the answer to a press; undefined where it stays
 */
export async function settleForm(reply: Reply, sent: SentForm, context: TurnContext): Promise<Content | undefined> {
  const { inbound } = context;
  const { opener, alone } = sent;
  // A refusal gives back what was typed.
  if (reply.rejected && !reply.form)
    return (await context.say(toAsker(reply.card))) === 'nowhere' ? reply.card : undefined;
  const apart = reply.form ? 'no' : await showApart(reply, sent, context);
  let content: Content = apart === 'yes' ? closing : reply.card;
  if (reply.form) content = { form: reply.form, opener };
  const readers = reply.form ? 'asker' : reply.audience;
  const audience = apart === 'yes' ? 'everyone' : readers;
  if (inbound.type === 'invoke') {
    await replaceForOthers(context, content, audience, alone);
    return content;
  }
  const replaced = inbound.replyToId !== '' && (await context.replace(content, audience, { alone }));
  // No answer to a message shows the content, as that to a press does.
  if (!replaced && apart === 'no') await context.say(beside(reply, alone), opener);
  return content;
}

/**
 * Shows a card elsewhere than in the form's place.
 *
 * @returns `no` where its place is that of the form, `refused` where it could be said nowhere
 */
async function showApart(
  reply: Reply,
  { opener, alone }: SentForm,
  context: TurnContext
): Promise<'yes' | 'no' | 'refused'> {
  if (reply.inPlace && opener) {
    // The readers of the message whose button opened the form need not be those of the form.
    return (await context.replace(reply.card, reply.audience, { id: opener, alone: undefined })) ? 'yes' : 'no';
  }
  const others = reply.audience === 'asker' || (alone === true && !reply.inPlace);
  if (!others || context.inbound.conversation.personal) return 'no';
  return (await context.say(reply)) === 'nowhere' ? 'refused' : 'yes';
}
