import { type PersonalKind, personalKinds, placeholder, placeholders, type Span, shadowOf } from './kinds.ts';
import { looseNames, personNames } from './names.ts';
import { birthDates, labelledNumbers, patientNumbers } from './numbers.ts';
import { addresses, emails, phones, postcodes } from './reach.ts';

export { type PersonalKind, patientKinds, privacyNote, spokenList } from './kinds.ts';

/** A text without detectable personal data, and the kinds that were removed. */
export interface Masked {
  text: string;
  /** In a fixed order, each kind once; empty where nothing was found. */
  found: readonly PersonalKind[];
}

/** Finders in order of precedence: where two match the same characters, the earlier one wins. */
const finders = [emails, patientNumbers, labelledNumbers, phones, addresses, postcodes, personNames] as const;

/**
 * Returns every span of a text that looks personal, in order, without overlaps. Time is linear in the length of the
 * text.
 *
 * @param authors true to take two names alone, which may be an author's, as personal
 */
export function findPersonal(text: string, { authors = true } = {}): Span[] {
  const shadow = shadowOf(text);
  const found = apart([...finders, ...(authors ? [looseNames] : [])].flatMap((find) => find(shadow)));
  return apart([...found, ...birthDates(shadow, found)]);
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
