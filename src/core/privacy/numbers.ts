import type { Span } from './kinds.ts';

/**
 * The check digit of NHS, CHI and Health and Care numbers: modulus 11 with weights 10 to 2 over the first nine digits
 * (NHS Data Dictionary, "NHS NUMBER"; ISD Scotland for CHI).
 *
 * @param digits exactly ten of them
 */
export function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < 9; i++) sum += Number(digits[i]) * (10 - i);
  return (11 - (sum % 11)) % 11 === Number(digits[9]);
}

/** Ten digits with at most one separator between two of them, not part of a longer number or word. */
const tenDigits = /(?<![\p{L}\d])(?<!\d[-./ ])\d(?:[-. /]?\d){9}(?![-./]?\d|\p{L})(?! \d)/gu;
const usual = /^\d{3}([-. /]?)\d{3}\1\d{4}$|^\d{6}[-. /]?\d{4}$/;
const aboutPatients = /nhs|chi\b|patient|\bpt\b|\bdob\b|d\.o\.b|birth|h&c|health and care/i;
/** Numbers of books, papers and grants, some of which carry the very same check digit (ISBN-10). */
const otherNumber = /\b(?:isbn|issn|doi|pmid|orcid|grant|10\.\d{4,9}\/)\S{0,5}[ :]{0,3}\S{0,3}$/i;

/** Whether the number at `from` follows a word such as ISBN. */
export function isPublicNumber(shadow: string, from: number): boolean {
  return otherNumber.test(shadow.slice(Math.max(0, from - 45), from));
}

/** NHS, Health and Care (Northern Ireland) and CHI (Scotland) numbers. */
export function patientNumbers(shadow: string): Span[] {
  const spans: Span[] = [];
  for (const { 0: found, index: from } of shadow.matchAll(tenDigits)) {
    const before = shadow.slice(Math.max(0, from - 45), from);
    const after = shadow.slice(from + found.length, from + found.length + 25);
    if (isPublicNumber(shadow, from)) continue;
    const digits = found.replace(/\D/g, '');
    const context = aboutPatients.test(before) || aboutPatients.test(after);
    const checked = hasCheckDigit(digits);
    if (usual.test(found) ? !checked && !context : !checked || !context) continue;
    const born = /^(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])/.test(digits);
    const kind =
      /chi\W/i.test(`${before} `) || (born && checked && /^[0-2]/.test(digits)) ? 'chi-number' : 'nhs-number';
    spans.push({ kind, from, to: from + found.length });
  }
  return spans;
}

const hospitalWords =
  /(?<!\p{L})(?:mrn|(?:hosp(?:ital)?|patient|pt|unit|case ?note|medical record|district|pas)\.? {0,2}(?:no|num|number|id|identifier|ref)|hosp(?:ital)? ?#)s?\b[.:=# ]{0,4}(?:is |was )?/giu;
const hospitalNumber = /^[A-Z]{0,4}[- ]?\d[\dA-Z]*(?:[-/]?\d[\dA-Z]*){0,3}(?![\p{L}\d])/iu;

/** Whatever follows "MRN", "hospital no" and the like and holds four digits or more. */
export function hospitalNumbers(shadow: string): Span[] {
  const spans: Span[] = [];
  for (const { 0: words, index } of shadow.matchAll(hospitalWords)) {
    const from = index + words.length;
    const found = hospitalNumber.exec(shadow.slice(from, from + 24))?.[0];
    if (found && found.replace(/\D/g, '').length >= 4)
      spans.push({ kind: 'hospital-number', from, to: from + found.length });
  }
  return spans;
}
