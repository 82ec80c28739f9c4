import { aboutOf, nameOf } from '../model/about-of.ts';
import type { Action, Card } from '../model/card.ts';
import type { Knowledge } from '../model/entry.ts';
import { topicContacts } from './browse.ts';
import { type CommandRow, commands } from './commands.ts';

/** Returns the questions offered by the knowledge, as buttons. */
export const promptActions = (knowledge: Knowledge): Action[] =>
  aboutOf(knowledge).prompts.map(({ title, text }) => ({ id: 'prompt', label: title, value: text }));

const promise =
  'The answers were prepared beforehand. Each shows its source and date, and says whether your organisation has reviewed it. Nothing is made up while you ask.';

/** Returns the card for a person's first contact with the bot. */
export function welcomeCard(knowledge: Knowledge): Card {
  const { name, covers, texts } = aboutOf(knowledge);
  return {
    title: name ? `Hello, I am ${name}` : 'Hello',
    text:
      texts.welcome ??
      `Ask me about ${covers}. Write as you would to a colleague; I do not mind typing slips. ${promise}`,
    note: 'Please leave personal details out of your question.',
    actions: promptActions(knowledge)
  };
}

/** Returns true if a command is of use: a knowledge without assessments, contacts or tips offers none of them. */
export function isOffered(name: string, knowledge: Knowledge): boolean {
  switch (name) {
    case 'assess':
      return knowledge.assessments.size > 0;
    case 'contacts':
      return topicContacts(undefined, knowledge).length > 0;
    default:
      return name !== 'tips' || knowledge.tips.length > 0;
  }
}

/** Returns the commands that are of use with a knowledge, in the order of the help. */
function offeredCommands(knowledge: Knowledge): readonly CommandRow[] {
  return commands.filter(({ name }) => isOffered(name, knowledge));
}

/** Returns what the manifests say of the bot: its name, what it covers, and the commands that are of use. */
export function toldOf(knowledge: Knowledge) {
  return { name: nameOf(knowledge), about: aboutOf(knowledge), commands: offeredCommands(knowledge) };
}

/**
 * Returns the help card, made from the table of commands. A command with many forms is listed alone: sent so, it
 * explains itself.
 */
export function helpCard(knowledge?: Knowledge): Card {
  const offered = knowledge ? offeredCommands(knowledge) : commands;
  const rows = offered.map(({ name, usage, description }) => {
    const written = usage && !usage.includes(' | ') ? `${name} ${usage}` : name;
    return `- \`${written}\`: ${description}`;
  });
  return {
    title: 'How to use me',
    text: `Ask a question in your own words, or begin with one of these:\n\n${rows.join('\n')}\n\n${promise} When I have no answer I say so and name somebody who may.`,
    ...(knowledge && { actions: promptActions(knowledge) })
  };
}

/** Card for a request during which the store did not answer in time: what was asked for may still be saved. */
export const unsureCard: Card = {
  title: 'I am not sure that worked',
  text: 'The place where I keep things does not answer at the moment. What you asked for may have been saved or not: look again in a few minutes before you try once more.'
};

/**
 * Returns the card for an internal error: no cause, but the user's next step.
 *
 * @param reference identifies the delivery in the log
 */
export function errorCard(reference?: string): Card {
  const quoting = reference ? ` and quote **${reference}**` : '';
  return {
    title: 'Sorry, that went wrong',
    text: `This is our fault and not yours. Please try again in a minute; if it happens again, tell whoever looks after this bot${quoting}.`
  };
}
