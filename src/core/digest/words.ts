/** Maximum number of names in one line of a list. */
const most = 3;

/** Returns a count with its noun: `1 gap`, `2 gaps`. */
export const many = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** Returns the first few names of a list, and the number of further ones. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}

/** Returns a text on one line, shortened with an ellipsis to a number of characters. */
export function clipped(text: string, length: number): string {
  const characters = [...text.replace(/\s+/g, ' ').trim()];
  return characters.length <= length ? characters.join('') : `${characters.slice(0, length - 1).join('')}…`;
}
