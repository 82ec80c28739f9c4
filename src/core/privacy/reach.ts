import type { Span } from './kinds.ts';
import { isPublicNumber } from './numbers.ts';

const host = '[a-z0-9](?:[a-z0-9-]{0,62})';
const email = new RegExp(
  `(?<![\\w.+'%-])[\\w.+'%-]{1,64}(?: {0,2}@ {0,2}| ?[([]at[)\\]] ?)${host}(?: ?[.] ?[a-z0-9-]{1,63}){1,8}(?<![.-])`,
  'giu'
);
/** Matches a spelled-out e-mail address: "peter at example dot com". */
const saidEmail = new RegExp(
  `(?<![\\w.+'%-])[\\w.+'%-]{1,64}(?: at | ?[([]at[)\\]] ?| ?@ ?)${host}(?:(?: dot | ?[([]dot[)\\]] ?)[a-z0-9-]{2,63}){1,4}`,
  'giu'
);

/**
 * Matches a UK number of 10 or 11 digits with its 0, or any number with its country code (ITU-T E.164: at most 15
 * digits).
 */
const phone =
  /(?<![\p{L}\d+.,/-])(?:(?:\+|00)[1-9](?:[-./ ()]{0,3}\d){7,13}|\(?0(?:[-./ ()]{0,2}\d){9,10})(?![-./]?\d|\p{L})/gu;

/** Words before which short numbers count as personal phone numbers. */
const phoneWords =
  /(?<!\p{L})(?:tel(?:ephone)?|phone|mob(?:ile)?|ext(?:ension)?|ext'n|bleep|pager|fax)\b\.? {0,2}(?:no\.?|number|num)?(?: is)?[:= ]{0,3}(?=[\d+(])/giu;
/** Matches a mobile number without its 0, beside a word for a phone. */
const bareMobile = /(?<![\p{L}\d+.,/-])7(?:[-. ]{0,2}\d){9}(?![-./]?\d|\p{L})/gu;
const phoneNear = /tel|phone|mob|call|ring|text|number|contact|whatsapp/i;
const shortNumber = /^[+(]?\d(?:[-. ()]{0,2}\d){3,14}(?!\d|\p{L})/u;

/**
 * Matches Royal Mail's formats, as in the regular expression of the UK government's bulk data guidance, spaces
 * optional.
 */
const postcode =
  /(?<![\p{L}\d])(?:gir ?0aa|(?:[a-pr-uwyz] ?\d\d?|[a-pr-uwyz][a-hk-y]\d\d?|[a-pr-uwyz]\d[a-hjkpstuw]|[a-pr-uwyz][a-hk-y]\d[abehmnprvwxy])[ -]{0,2}\d[abd-hjlnp-uw-z]{2})(?![\p{L}\d])/giu;
const ordinal = /(?:1st|2nd|3rd|[04-9]th)$/;

const every = (kind: Span['kind'], pattern: RegExp, shadow: string): Span[] =>
  [...shadow.matchAll(pattern)].map(({ 0: found, index: from }) => ({ kind, from, to: from + found.length }));

export const emails = (shadow: string): Span[] => [
  ...every('email', email, shadow),
  ...every('email', saidEmail, shadow)
];

export function phones(shadow: string): Span[] {
  const short = [...shadow.matchAll(phoneWords)].flatMap(({ 0: words, index }): Span[] => {
    const from = index + words.length;
    const found = shortNumber.exec(shadow.slice(from, from + 40))?.[0];
    return found ? [{ kind: 'phone', from, to: from + found.length }] : [];
  });
  const long = every('phone', phone, shadow).filter(({ from }) => !isPublicNumber(shadow, from));
  const bare = every('phone', bareMobile, shadow).filter(({ from, to }) =>
    phoneNear.test(`${shadow.slice(Math.max(0, from - 20), from)}|${shadow.slice(to, to + 15)}`)
  );
  return [...long, ...short, ...bare];
}

/** Finds postcodes, but not "B12 3rd floor". */
export const postcodes = (shadow: string): Span[] =>
  every('postcode', postcode, shadow).filter(({ from, to }) => !ordinal.test(shadow.slice(from, to)));

/** Street types that are rarely other words; the further types count only after a capitalised name. */
const plainStreets = 'street|road|lane|avenue|crescent|terrace|gardens|cul-de-sac';
const namedStreets = `${plainStreets}|st|rd|ln|ave|close|drive|way|court|ct|place|square|hill|row|grove|mews|park|walk|rise|view|green|house`;
const named = "\\p{Lu}[\\p{L}'.-]{1,20}";
const number = '(?:flat \\d{1,3}[a-z]?,? )?\\d{1,4}[a-z]?';
const capitalStreets = namedStreets.replace(/(?<=^|\|)\p{Ll}/gu, (first) => first.toUpperCase());
const street = new RegExp(
  `(?<![\\p{L}\\d./-])${number},? (?:${named} ){1,3}(?:${namedStreets}|${capitalStreets})(?![\\p{L}\\d])`,
  'gu'
);
const streetAnyCase = new RegExp(
  `(?<![\\p{L}\\d./-])${number},? (?:[\\p{L}'.-]{3,20} ){1,2}(?:${plainStreets})(?![\\p{L}\\d])`,
  'giu'
);

const townBehind = new RegExp(`^,? ${named}(?![\\p{L}])`, 'u');

/** Finds a house number with its street, and the town after a comma. */
export function addresses(shadow: string): Span[] {
  return [...every('address', street, shadow), ...every('address', streetAnyCase, shadow)].map((span) => {
    const town = townBehind.exec(shadow.slice(span.to, span.to + 30))?.[0];
    return town?.startsWith(',') ? { ...span, to: span.to + town.length } : span;
  });
}
