import { placeholders } from './kinds.ts';

/** The masks that stand in a text already. */
export const placeholder = new RegExp(
  Object.values(placeholders)
    .map((mask) => mask.replace(/[[\]]/g, '\\$&'))
    .join('|'),
  'g'
);

/**
 * The text with every character in its plainest form and at its old place: digits of any script and width as 0 to 9,
 * all spaces (zero-width ones too) as a space, all dashes as a hyphen, curly apostrophes as straight ones. So that a
 * number cannot hide behind a non-breaking space. Masks that stand in the text already are blanked.
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

/** Unicode gives each script's ten digits in a row that begins with its zero, so the value is the distance to that zero. */
function plainDigit(character: string): string | undefined {
  if (character.length > 1 || !/\p{Nd}/u.test(character)) return undefined;
  const code = character.charCodeAt(0);
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCharCode(zero - 1))) zero--;
  return String(code - zero);
}
