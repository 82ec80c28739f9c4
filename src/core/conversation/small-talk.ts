import { aboutOf } from '../model/about-of.ts';
import type { Card } from '../model/card.ts';
import type { Knowledge, smallTalks } from '../model/entry.ts';
import { reviewedShare } from '../time/review-dates.ts';
import { promptActions } from './help.ts';
import { askAction } from './next-steps.ts';

type Talk = (typeof smallTalks)[number];

/**
 * Returns the text on privacy, in agreement with docs/privacy.md. `days` is the retention period of a question's words.
 */
const privacyText = (days: number, handsOver: boolean): string =>
  [
    'I never keep who asked. Where I have a sure answer I keep none of your words.',
    `Where I have not, I keep the words for ${days} days so that the answers get better, with what looks like personal details taken out.`,
    handsOver
      ? 'Only when you press **Ask a person**, see what will be sent and send it, does a question go to colleagues, without your name.'
      : '',
    'Nothing you type leaves the machine I run on, but for the chat program you type it in. Please leave personal details out all the same.'
  ]
    .filter(Boolean)
    .join(' ');

/** Returns one sentence on how many answers the organisation has reviewed. */
function reviewedText(knowledge: Knowledge): string {
  const { reviewed, of } = reviewedShare(knowledge);
  const many = reviewed === 0 ? 'none of them yet' : reviewed === of ? 'all of them' : `${reviewed} of ${of}`;
  return `Your organisation has reviewed ${many}.`;
}

/** Default retention period of unanswered questions, in days. */
const usualDays = 90;

/** Returns a short reply to a message that is not a question. */
export function talkCard(
  talk: Talk,
  knowledge: Knowledge,
  { handsOver = false, days = usualDays }: { handsOver?: boolean; days?: number } = {}
): Card {
  const { name, covers, texts } = aboutOf(knowledge);
  const know = `I know about ${covers}.`;
  const offers = { actions: promptActions(knowledge) };
  const replies: Readonly<Record<Talk, Card>> = {
    greeting: { title: 'Hello', text: texts.welcome ?? `${know} What would you like to know?`, ...offers },
    thanks: { title: 'You are welcome', text: texts.thanks ?? 'Come back whenever you like.' },
    goodbye: { title: 'Goodbye', text: texts.goodbye ?? 'Come back whenever you like.' },
    praise: {
      title: 'Thank you',
      text: 'I am glad it helped. The thumbs under an answer tell the editors which ones do.'
    },
    insult: {
      title: 'I am sorry this was no help',
      text: `${know} Please try other words${handsOver ? ', or ask a person: type `ask a person`' : ''}.`,
      ...offers
    },
    'about-me': {
      title: name ? `I am ${name}` : 'I am a program',
      text: [
        know,
        'I am a program that looks your question up among answers prepared beforehand.',
        texts.origin,
        reviewedText(knowledge),
        'Each card shows its source and date. I write nothing new while you ask, and your question goes to no outside service.'
      ]
        .filter(Boolean)
        .join(' '),
      ...offers
    },
    crisis: {
      title: 'This needs a person, now',
      text:
        texts.crisis ??
        'I am a program and cannot help with this. If somebody is in danger, call the emergency services now; otherwise speak to somebody you trust, or to those who support staff where you work.'
    },
    language: {
      title: 'I read English only',
      text: `Please ask in English, in plain words: spelling does not matter. My answers are in English too. ${know}`
    },
    feedback: {
      title: 'Tell the editors',
      text: `Every answer has thumbs at its foot. After a thumb down, **Say what was missing** takes your words to the editors: what is wrong or out of date, or what should be added${handsOver ? '. You can also ask a person' : ''}.`,
      ...(handsOver && { actions: [askAction()] })
    },
    privacy: { title: 'What I keep of what you write', text: texts.privacy ?? privacyText(days, handsOver) }
  };
  return replies[talk];
}
