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
