import type { Action, Card } from '../model/card.ts';
import { commands } from './commands.ts';

/** Questions offered to somebody who opens the conversation: one for each of the three subjects, and one for a person. */
export const prompts: readonly { title: string; text: string }[] = [
  { title: 'Make a change last', text: 'How do I stop things slipping back after the project ends?' },
  { title: 'Spread to other sites', text: 'How do I spread our project to other wards?' },
  { title: 'Get it published', text: 'Where can I publish my improvement project?' },
  { title: 'Find somebody to help', text: 'Who can help us with spreading our innovation locally?' }
];

const promptActions = (): Action[] => prompts.map(({ title, text }) => ({ id: 'prompt', label: title, value: text }));

const promise =
  'Every answer was written and checked by people, with its source and date. Nothing is made up by a machine.';

/** For somebody who meets the bot for the first time. */
export function welcomeCard(): Card {
  return {
    title: 'Hello, I am Spread Bot',
    text: `Ask me about **spreading**, **sustaining** and **publishing** improvement work in health care. Write as you would to a colleague; I do not mind typing slips. ${promise}`,
    note: 'Please do not put patient details in your question.',
    actions: promptActions()
  };
}

/** How to use the bot; made from the table of commands. A word with many uses stands alone: written so, it tells them. */
export function helpCard(): Card {
  const rows = commands.map(({ name, usage, description }) => {
    const written = usage && !usage.includes(' | ') ? `${name} ${usage}` : name;
    return `- \`${written}\`: ${description}`;
  });
  return {
    title: 'How to use me',
    text: `Ask a question in your own words, or begin with one of these:\n\n${rows.join('\n')}\n\n${promise} When I have no answer I say so and name somebody who may.`,
    actions: promptActions()
  };
}

/**
 * For a fault of ours: nothing of its cause, and what the person can do.
 *
 * @param reference names the delivery in the log
 */
export function errorCard(reference?: string): Card {
  const quoting = reference ? ` and quote **${reference}**` : '';
  return {
    title: 'Sorry, that went wrong',
    text: `This is our fault and not yours. Please try again in a minute; if it happens again, tell whoever looks after this bot${quoting}.`
  };
}
