import type { Span } from './kinds.ts';
import { isPublicNumber } from './numbers.ts';

const email =
  /(?<![\w.+'%-])[\w.+'%-]{1,64}(?:@| ?[([]at[)\]] ?)[a-z0-9](?:[a-z0-9-]{0,62})(?:\.[a-z0-9-]{1,63}){1,8}(?<![.-])/giu;

/** A UK number of 10 or 11 digits with its 0, or any number with its country code (ITU-T E.164: 15 digits at most). */
const phone =
  /(?<![\p{L}\d+.,/-])(?:(?:\+|00)[1-9](?:[-. ()]{0,3}\d){7,13}|\(?0(?:[-. ()]{0,2}\d){9,10})(?![-./]?\d|\p{L})/gu;

/** Short numbers are one's own only after a word that says so. */
const phoneWords =
  /(?<!\p{L})(?:tel(?:ephone)?|phone|mob(?:ile)?|ext(?:ension)?|ext'n|bleep|pager|fax)\b\.? {0,2}(?:no\.?|number|num)?(?: is)?[:= ]{0,3}(?=[\d+(])/giu;
const shortNumber = /^[+(]?\d(?:[-. ()]{0,2}\d){3,14}(?!\d|\p{L})/u;

/** Royal Mail's forms, as in the regular expression of the UK government's bulk data guidance, spaces optional. */
const postcode =
  /(?<![\p{L}\d])(?:gir ?0aa|(?:[a-pr-uwyz]\d\d?|[a-pr-uwyz][a-hk-y]\d\d?|[a-pr-uwyz]\d[a-hjkpstuw]|[a-pr-uwyz][a-hk-y]\d[abehmnprvwxy]) {0,2}\d[abd-hjlnp-uw-z]{2})(?![\p{L}\d])/giu;
const ordinal = /(?:1st|2nd|3rd|[04-9]th)$/;

const every = (kind: Span['kind'], pattern: RegExp, shadow: string): Span[] =>
  [...shadow.matchAll(pattern)].map(({ 0: found, index: from }) => ({ kind, from, to: from + found.length }));

export const emails = (shadow: string): Span[] => every('email', email, shadow);

export function phones(shadow: string): Span[] {
  const short = [...shadow.matchAll(phoneWords)].flatMap(({ 0: words, index }): Span[] => {
    const from = index + words.length;
    const found = shortNumber.exec(shadow.slice(from, from + 40))?.[0];
    return found ? [{ kind: 'phone', from, to: from + found.length }] : [];
  });
  const long = every('phone', phone, shadow).filter(({ from }) => !isPublicNumber(shadow, from));
  return [...long, ...short];
}

/** Postcodes, but not "B12 3rd floor". */
export const postcodes = (shadow: string): Span[] =>
  every('postcode', postcode, shadow).filter(({ from, to }) => !ordinal.test(shadow.slice(from, to)));
