import type { Action } from '../model/card.ts';

/** Maximum length of a question on the button, in characters; a Slack button takes 2,000. */
export const carriedQuestion = 1500;

/**
 * Creates the button that hands a question over to a person. Pressed, it opens a form; it sends nothing itself.
 *
 * @param question the asker's words, masked; empty where an entry was opened by hand
 * @param entryId the entry that was shown
 */
export function askAction(question = '', entryId = ''): Action {
  const value = `${entryId} ${question.slice(0, carriedQuestion)}`;
  return { id: 'experts.ask', label: 'Ask a person', value, opens: true };
}

/** Reads the value of {@link askAction}. */
export function readAsk(value: string): { question: string; entryId: string } {
  const [entryId = ''] = value.split(' ', 1);
  return { entryId, question: value.slice(entryId.length + 1) };
}
