/** Kinds of personal data that are detected in a text. */
export const personalKinds = [
  'nhs-number',
  'chi-number',
  'hospital-number',
  'incident-number',
  'national-insurance-number',
  'registration-number',
  'date-of-birth',
  'phone',
  'email',
  'address',
  'postcode',
  'name'
] as const;
export type PersonalKind = (typeof personalKinds)[number];

/** A span of a text, `[from, to)` in UTF-16 units, that looks personal. */
export interface Span {
  kind: PersonalKind;
  from: number;
  to: number;
}

/** Placeholders for personal data in a masked text. */
export const placeholders: Readonly<Record<PersonalKind, string>> = {
  'nhs-number': '[NHS number]',
  'chi-number': '[CHI number]',
  'hospital-number': '[hospital number]',
  'incident-number': '[incident number]',
  'national-insurance-number': '[National Insurance number]',
  'registration-number': '[registration number]',
  'date-of-birth': '[date of birth]',
  phone: '[phone number]',
  email: '[email address]',
  address: '[address]',
  postcode: '[postcode]',
  name: '[name]'
};

const spoken: Readonly<Record<PersonalKind, string>> = {
  'nhs-number': 'an NHS number',
  'chi-number': 'a CHI number',
  'hospital-number': 'a hospital number',
  'incident-number': 'an incident or complaint number',
  'national-insurance-number': 'a National Insurance number',
  'registration-number': 'a professional registration number',
  'date-of-birth': 'a date of birth',
  phone: 'a phone number',
  email: 'an e-mail address',
  address: 'a street address',
  postcode: 'a postcode',
  name: "a person's name"
};

/** Kinds that always belong to a patient: an address, a telephone number or a name may be a colleague's. */
export const patientKinds: readonly PersonalKind[] = ['nhs-number', 'chi-number', 'hospital-number', 'date-of-birth'];

/** Returns kinds in words: `an NHS number and a postcode`. */
export function spokenList(found: readonly PersonalKind[]): string {
  const words = found.map((kind) => spoken[kind]);
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/**
 * Returns a kind sentence for the author, for the `note` of a card.
 *
 * @param found the masked kinds; for none the result is undefined
 */
export function privacyNote(found: readonly PersonalKind[]): string | undefined {
  if (found.length === 0) return undefined;
  return `Your message seems to hold ${spokenList(found)}. I have kept no copy of that part. Please leave out anything that says who a patient is.`;
}

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
