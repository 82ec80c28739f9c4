import type { Command } from '../model/message.ts';

/**
 * Returns a search for another person's words, such as a colleague's message on which somebody chose "Find resources".
 * It is always a search, and nothing of it is stored.
 *
 * @param text the words; an empty text gives the help command
 */
export function lookUp(text: string): Pick<Command, 'kind' | 'name' | 'rest'> {
  return { kind: 'command', name: text ? 'find' : 'help', rest: text };
}
