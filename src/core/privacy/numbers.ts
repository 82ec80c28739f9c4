import type { Span } from './kinds.ts';

/**
 * Validates the check digit of NHS, CHI and Health and Care numbers: modulus 11 with weights 10 to 2 over the first
 * nine digits (NHS Data Dictionary, "NHS NUMBER"; ISD Scotland for CHI).
 *
 * @param digits exactly ten of them
 */
export function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < 9; i++) sum += Number(digits[i]) * (10 - i);
  return (11 - (sum % 11)) % 11 === Number(digits[9]);
}

/** Separators between two digits of one number: none, a separator with or without spaces around it, or spaces alone. */
const gap = '(?: {0,2}[-._/,] {0,2}| {1,3})?';
/** Labels directly before a patient's number, with or without a space. */
const label = '(?:nhs|chi|hcn|h ?& ?c|health (?:and|&) care)';
const after = '[ .:=#-]{0,3}(?:no|num|number|id|nr)?s?[ .:=#-]{0,3}(?:is|was|=|:)?[ .:=#(-]{0,3}';

/** Matches ten digits that are not part of a longer number or word; a label may directly precede the first. */
const tenDigits = new RegExp(`(?<![\\p{L}\\d])(?<!\\d[-./ ])\\d(?:${gap}\\d){9}(?![-./]?\\d|\\p{L})(?! \\d)`, 'gu');
const labelledDigits = new RegExp(`(?<!\\p{L})(${label}${after})(\\d(?:${gap}\\d){9})(?![-./]?\\d)`, 'giu');
const usual = new RegExp(`^\\d{3}${gap}\\d{3}${gap}\\d{4}$|^\\d{6}${gap}\\d{4}$`);
const aboutPatients = /nhs|chi\b|patient|\bpt\b|\bdob\b|d\.o\.b|birth|h&c|health and care/i;
/** Matches words that introduce numbers of books, papers and grants, some with the same check digit (ISBN-10). */
const otherNumber = /\b(?:isbn|issn|doi|pmid|orcid|grant|10\.\d{4,9}\/)\S{0,5}[ :]{0,3}\S{0,3}$/i;

/** Returns true if the number at `from` follows a word such as ISBN. */
export function isPublicNumber(shadow: string, from: number): boolean {
  return otherNumber.test(shadow.slice(Math.max(0, from - 45), from));
}

/** Finds NHS, Health and Care (Northern Ireland) and CHI (Scotland) numbers. */
export function patientNumbers(shadow: string): Span[] {
  const spans: Span[] = [];
  for (const { 1: words = '', 2: digits = '', index } of shadow.matchAll(labelledDigits)) {
    const from = index + words.length;
    spans.push({ kind: /^chi/i.test(words) ? 'chi-number' : 'nhs-number', from, to: from + digits.length });
  }
  for (const { 0: found, index: from } of shadow.matchAll(tenDigits)) {
    if (isPublicNumber(shadow, from) || spans.some((span) => from < span.to && span.from < from + found.length))
      continue;
    const before = shadow.slice(Math.max(0, from - 45), from);
    const behind = shadow.slice(from + found.length, from + found.length + 25);
    const digits = found.replace(/\D/g, '');
    const context = aboutPatients.test(before) || aboutPatients.test(behind);
    const checked = hasCheckDigit(digits);
    if (usual.test(found) ? !checked && !context : !checked || !context) continue;
    const born = /^(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])/.test(digits);
    const kind =
      /chi\W/i.test(`${before} `) || (born && checked && /^[0-2]/.test(digits)) ? 'chi-number' : 'nhs-number';
    spans.push({ kind, from, to: from + found.length });
  }
  return spans;
}
