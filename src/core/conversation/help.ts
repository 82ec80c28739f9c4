import { aboutOf } from '../model/about-of.ts';
import type { Action, Card } from '../model/card.ts';
import type { Knowledge } from '../model/entry.ts';
import { commands } from './commands.ts';

/** The questions that the knowledge offers to begin with, as buttons. */
export const promptActions = (knowledge: Knowledge): Action[] =>
  aboutOf(knowledge).prompts.map(({ title, text }) => ({ id: 'prompt', label: title, value: text }));

const promise =
  'The answers were prepared beforehand from public sources. Each shows its source and date, and says whether your organisation has reviewed it. Nothing is made up while you ask.';

/** For somebody who meets the bot for the first time. */
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

/** Says whether a command leads to anything: without assessments or tips of its own a knowledge offers none. */
function isOffered(name: string, { assessments, tips }: Knowledge): boolean {
  if (name === 'assess') return assessments.size > 0;
  return name !== 'tips' || tips.length > 0;
}

/** How to use the bot; made from the table of commands. A word with many uses stands alone: written so, it tells them. */
export function helpCard(knowledge?: Knowledge): Card {
  const offered = commands.filter(({ name }) => !knowledge || isOffered(name, knowledge));
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
