import type { Action, Card } from '../model/card.ts';
import { longDateAt } from '../time/calendar.ts';
import {
  type Handover,
  type OutboxMessage,
  type OutboxMessageKind,
  shownAside,
  type TrackedHandover
} from './handover.ts';
import { linksIn } from './links.ts';

const withdraw = ({ id }: Handover): Action => ({ id: 'experts.withdraw', label: 'Withdraw it', value: id });
const again = ({ id }: Handover): Action => ({ id: 'experts.again', label: 'Send it again', value: id });
const contacts: Action = { id: 'contacts', label: 'Who else to ask', value: '' };

/** Maximum length of the question shown beside its answer, in characters. */
const shownBeside = 200;
const quoteOf = ({ question }: Handover) => (question ? { quote: question } : {});

/** Returns the card for the asker after submitting the form. */
export function sentCard(handover: Handover, where = 'The answer comes here.'): Card {
  return {
    title: 'Your question is on its way',
    ...quoteOf(handover),
    text: `It goes to the experts without your name. I will tell you when somebody takes it. ${where}`,
    actions: [withdraw(handover)]
  };
}

/** Returns the card where the question was asked, by what became of the message to the asker's own conversation. */
export function receivedCard(handover: Handover, received: OutboxMessage | undefined): Card {
  const title = 'Your question is on its way';
  if (received?.state === 'refused')
    return {
      title: 'Your question was not sent',
      ...quoteOf(handover),
      text: 'I may not write to you in a message and have no other way to show an answer to you alone, so I have asked nobody. Please turn to one of the contacts.',
      actions: [contacts]
    };
  if (received?.state !== 'sent')
    return {
      title,
      text: 'I am writing to you, and what comes of it you find there. If no message of mine reaches you, turn to one of the contacts.',
      actions: [contacts]
    };
  if (received.remoteId === shownAside) return sentCard(handover, asideText);
  return { title, text: 'I have written to you; what comes of it you find there.' };
}

/** Sentence for an asker whose own conversation is closed to the bot. */
export const asideText =
  'I may not write to you in a message, so what comes of it I show you where you asked, for you alone.';

export function withdrawnCard(): Card {
  return { title: 'Withdrawn', text: 'I have taken your question back and told the experts. I keep no copy of it.' };
}

/**
 * Returns the asker's card for each kind of message.
 *
 * @param where sentence on where the answer will arrive
 */
export function askerCard(
  kind: OutboxMessageKind,
  { handover, notices }: TrackedHandover,
  where = 'The answer comes here.'
): Card {
  switch (kind) {
    case 'received':
      return sentCard(handover, where);
    case 'assigned':
      return {
        title: 'Somebody is looking into it',
        ...quoteOf(handover),
        text: `An expert has taken your question. ${where}`,
        actions: [withdraw(handover)]
      };
    case 'answer': {
      const { answer = '', question = '' } = handover;
      const links = linksIn(answer);
      return {
        title: 'An answer from the experts',
        subtitle: `You asked on ${longDateAt(handover.askedAt)}: ${cut(question, shownBeside)}`,
        quote: answer,
        text: 'A person wrote this for you. If it leaves something open, ask again.',
        ...(links.length > 0 && { links })
      };
    }
    case 'closed':
      return {
        title: 'Your question was closed without an answer',
        ...quoteOf(handover),
        text: 'Nobody had an answer for you here. Ask again in other words, or turn to one of the contacts.',
        actions: [contacts]
      };
    default:
      return notices.question?.state === 'unsure'
        ? {
            title: 'I cannot tell whether your question arrived',
            ...quoteOf(handover),
            text: 'The connection broke while I was sending it. If somebody takes it, I will tell you. If you hear nothing, send it again: at worst the experts see it twice.',
            actions: [again(handover), withdraw(handover)]
          }
        : {
            title: 'Your question could not be delivered',
            ...quoteOf(handover),
            text: 'I cannot reach the experts, so nobody has seen it. Whoever looks after me has been told. Please turn to one of the contacts.',
            actions: [contacts]
          };
  }
}

/** Returns a text shortened with an ellipsis, never inside a character. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
