import type { Reply } from '../../core/model/reply.ts';
import { closing } from './dialog.ts';
import type { Content } from './render/content.ts';
import type { TurnContext } from './turn-context.ts';

/**
 * Answers a form sent in the conversation: the next form, or the card, takes its place; a card that takes the place of
 * the opener, or that only the asker may see, goes there, and the form is removed. A form that was not accepted stays,
 * with what was typed, and the card that says so comes beside it.
 *
 * @returns the new content in the form's place; undefined where it stays
 */
export async function settleForm(reply: Reply, opener: string, context: TurnContext): Promise<Content | undefined> {
  if (reply.rejected && !reply.form) return (await context.say(reply)) === 'nowhere' ? reply.card : undefined;
  let content: Content = reply.card;
  if (reply.form) content = { form: reply.form, opener };
  else if (reply.inPlace && opener) {
    await context.replace(reply.card, opener);
    content = closing;
  } else if (reply.audience === 'asker' && !context.inbound.conversation.personal) {
    // A reply that cannot be sent privately is shown in the answer to the press only, which only the presser sees.
    if ((await context.say(reply)) === 'nowhere') return reply.card;
    content = closing;
  }
  if (context.inbound.replyToId !== '') await context.replace(content);
  return content;
}
