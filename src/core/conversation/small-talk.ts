import type { Card } from '../model/card.ts';
import type { SmallTalk } from '../model/matcher.ts';
import { prompts } from './help.ts';

const covers = 'I know about spreading, sustaining and publishing improvement work in health care.';

const replies: Readonly<Record<Exclude<SmallTalk, 'outside'>, Omit<Card, 'actions'>>> = {
  greeting: { title: 'Hello', text: `${covers} What would you like to know?` },
  thanks: { title: 'You are welcome', text: 'Come back whenever you like.' },
  goodbye: { title: 'Goodbye', text: 'Good luck with your work.' },
  praise: {
    title: 'Thank you',
    text: 'The people who wrote the answers will be glad. The thumbs under an answer reach them.'
  },
  insult: {
    title: 'I am sorry this was no help',
    text: `${covers} Try it in other words, or ask whom to turn to: I name a person or a team for every topic.`
  },
  'about-me': {
    title: 'I am Spread Bot',
    text: `${covers} I am a program that looks your question up among answers that people wrote, checked and dated. I do not make anything up, and what you ask does not leave this service.`
  }
};

/** A short human reply to what is not a question. */
export function talkCard(talk: Exclude<SmallTalk, 'outside'>): Card {
  const offers = talk === 'greeting' || talk === 'about-me' || talk === 'insult';
  return {
    ...replies[talk],
    ...(offers && { actions: prompts.map(({ title, text }) => ({ id: 'prompt', label: title, value: text })) })
  };
}
