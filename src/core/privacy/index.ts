import { type PersonalKind, personalKinds, placeholder, placeholders, type Span } from './kinds.ts';
import { personNames } from './names.ts';
import { birthDates, labelledNumbers, patientNumbers } from './numbers.ts';
import { addresses, emails, phones, postcodes } from './reach.ts';

export { type PersonalKind, patientKinds, privacyNote, spokenList } from './kinds.ts';

/** A text without detectable personal data, and the kinds that were removed. */
export interface Masked {
  text: string;
  /** In a fixed order, each kind once; empty where nothing was found. */
  found: readonly PersonalKind[];
}

/** Finders of what has a digit in it, in order of precedence: where two match the same characters, the earlier one wins. */
const withDigits = [patientNumbers, labelledNumbers, phones, addresses, postcodes] as const;

/**
 * Returns every span of a text that looks personal, in order, without overlaps. Time is linear in the length of the
 * text. Most messages hold neither a digit nor an address: what needs one is not looked for in them.
 *
 * @param authors true to take two names alone, which may be an author's, as personal
 */
export function findPersonal(text: string, { authors = true } = {}): Span[] {
  const shadow = shadowOf(text);
  const hasDigit = /\d/.test(shadow);
  const spans = apart([
    ...(/@|\bat\b/i.test(shadow) ? emails(shadow) : []),
    ...(hasDigit ? withDigits.flatMap((find) => find(shadow)) : []),
    ...personNames(shadow, authors)
  ]);
  return hasDigit ? apart([...spans, ...birthDates(shadow, spans)]) : spans;
}

function apart(spans: readonly Span[]): Span[] {
  const ranked = spans
    .map((span, rank) => ({ span, rank }))
    .sort((a, b) => a.span.from - b.span.from || a.rank - b.rank);
  const kept: Span[] = [];
  for (const { span } of ranked) {
    const last = kept.at(-1);
    if (last && span.from < last.to) last.to = Math.max(last.to, span.to);
    else kept.push({ ...span });
  }
  return kept;
}

/**
 * Masks likely patient or personal data: NHS and CHI numbers, hospital, incident, complaint and registration numbers,
 * dates of birth, phone numbers, e-mail addresses, street addresses, postcodes and names. Called before anything is
 * stored, logged or forwarded. Detection is incomplete: a first name alone mostly passes (docs/privacy.md has the figures).
 *
 * @param only the kinds to mask; all when not given
 */
export function maskPersonal(text: string, only: readonly PersonalKind[] = personalKinds): Masked {
  const spans = findPersonal(text).filter(({ kind }) => only.includes(kind));
  if (spans.length === 0) return { text, found: [] };
  let masked = '';
  let at = 0;
  for (const { kind, from, to } of spans) {
    masked += text.slice(at, from) + placeholders[kind];
    at = to;
  }
  const kinds = new Set(spans.map(({ kind }) => kind));
  return { text: masked + text.slice(at), found: personalKinds.filter((kind) => kinds.has(kind)) };
}

/**
 * Blanks the spans that {@link maskPersonal} would mask, and existing masks, so that neither a name nor its placeholder
 * counts as a word of the question. Two names alone stay: "Hilary Pinnock's list" asks for what an author wrote.
 */
export function withoutPersonal(text: string): string {
  let blank = '';
  let at = 0;
  for (const { from, to } of findPersonal(text, { authors: false })) {
    blank += `${text.slice(at, from)} `;
    at = to;
  }
  return `${blank}${text.slice(at)}`.replace(placeholder, ' ');
}

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
