import type { Command } from '../model/message.ts';

/**
 * Makes a look-up of words that somebody else wrote, such as a colleague's message on which a person chose "Find
 * resources". It is a search whatever the words say: only what a person types to the bot can be a command, and only that is
 * kept where no answer was found.
 *
 * @param text the words; empty for a message without any, which asks for help
 */
export function lookUp(text: string): Pick<Command, 'kind' | 'name' | 'rest'> {
  return { kind: 'command', name: text ? 'find' : 'help', rest: text };
}
