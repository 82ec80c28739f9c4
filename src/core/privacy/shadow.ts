import { placeholders } from './kinds.ts';

/** Matches existing placeholders in a text. */
export const placeholder = new RegExp(
  Object.values(placeholders)
    .map((mask) => mask.replace(/[[\]]/g, '\\$&'))
    .join('|'),
  'g'
);

/**
 * Returns the text with every character in its plainest form and at its old position: digits of any script and width as
 * 0 to 9, all spaces (zero-width ones too) as a space, all dashes as a hyphen, curly apostrophes as straight ones. This
 * finds a number that contains a non-breaking space. Existing masks are blanked.
 *
 * @returns a text of the same length in UTF-16 units
 */
export function shadowOf(text: string): string {
  return text
    .replace(/[\u00a0\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\r\n\t]/g, ' ')
    .replace(/[\u2010-\u2015\u2212\ufe58\ufe63\uff0d\u00ad]/g, '-')
    .replace(/[\u2018\u2019\u02bc\uff07]/g, "'")
    .replace(/\uff20/g, '@')
    .replace(/[^\p{ASCII}]/gu, (character) => plainDigit(character) ?? character)
    .replace(placeholder, (found) => ' '.repeat(found.length));
}

/** Returns the ASCII digit of a digit in any script: Unicode lists each script's ten digits in order from its zero. */
function plainDigit(character: string): string | undefined {
  if (character.length > 1 || !/\p{Nd}/u.test(character)) return undefined;
  const code = character.charCodeAt(0);
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCharCode(zero - 1))) zero--;
  return String(code - zero);
}
