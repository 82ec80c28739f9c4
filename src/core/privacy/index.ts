import { birthDates } from './dates.ts';
import { type PersonalKind, personalKinds, placeholders, type Span } from './kinds.ts';
import { labelledNumbers } from './labelled-numbers.ts';
import { personNames } from './names.ts';
import { patientNumbers } from './numbers.ts';
import { addresses, emails, phones, postcodes } from './reach.ts';
import { placeholder, shadowOf } from './shadow.ts';

export { type PersonalKind, patientKinds, privacyNote, spokenList } from './kinds.ts';

/** A text in which nothing personal was left, as far as the masks see, and what kinds were taken out. */
export interface Masked {
  text: string;
  /** In a fixed order, each kind once; empty where nothing was found. */
  found: readonly PersonalKind[];
}

/** Earlier finders win where two see the same characters. */
const finders = [emails, patientNumbers, labelledNumbers, phones, addresses, postcodes, personNames] as const;

/** Every stretch of a text that looks personal, in order, none overlapping. Time grows with the length of the text only. */
export function findPersonal(text: string): Span[] {
  const shadow = shadowOf(text);
  const found = apart(finders.flatMap((find) => find(shadow)));
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
 * Takes out what looks like patient or personal data: NHS and CHI numbers, hospital, incident, complaint and registration
 * numbers, dates of birth, phone numbers, e-mail addresses, street addresses, postcodes and names. Called before anything is stored, logged or forwarded.
 * It is a net, not a wall: a name that nothing introduces passes (docs/privacy.md has the figures).
 *
 * @param only the kinds to take out; all when not given
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
 * Blanks what {@link maskPersonal} would take out, and its masks where they stand already, so that neither a name nor the word
 * for it counts as a word of the question.
 */
export function withoutPersonal(text: string): string {
  let blank = '';
  let at = 0;
  for (const { from, to } of findPersonal(text)) {
    blank += `${text.slice(at, from)} `;
    at = to;
  }
  return `${blank}${text.slice(at)}`.replace(placeholder, ' ');
}
