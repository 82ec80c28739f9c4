import type { PersonalKind, Span } from './kinds.ts';

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

/** Words that turn the preceding word into a label: "hospital no", "Datix ref". */
const numberWord = '(?:no|num|number|nr|id|identifier|ref|reference|#)s?';
/** Characters and words allowed between a label and its number. */
const bridge = '[ .:=#,(-]{0,4}(?:is |was |of |= ?|: ?)?[ .:=#(-]{0,3}';
/** Matches a reference number: a few letters, then digits in groups, and an optional letter at its end. */
const value = /^[A-Z]{0,6}[-/ ]{0,2}\d[\dA-Z]*(?:[-/. ]{1,2}\d[\dA-Z]*){0,4}(?![\p{L}\d])/iu;

interface Row {
  kind: PersonalKind;
  /** Labels that need no further word before the number. */
  alone: string;
  /** Words that require a {@link numberWord} after them. */
  withWord: string;
  /** Minimum number of digits. */
  least: number;
}

const rows: readonly Row[] = [
  {
    kind: 'hospital-number',
    alone: 'mrn|urn|crn|pid|hosp(?:ital)? ?#|case ?notes?|casenote|district number|emis|systm ?one|local id',
    withWord:
      'hosp(?:ital)?|patient|pts?|unit|case ?notes?|(?:medical |health )?records?|notes|district|pas|local|clinic|nhs trust|emis|epr|a&e|ed',
    least: 4
  },
  {
    kind: 'incident-number',
    alone:
      'datix|ulysses|radar|steis|st?eis|lfpse|nrls|psii|si|serious incident|incident|inc|complaint|pals|claim|safeguarding|inquest|riddor|web',
    withWord:
      'datix|ulysses|radar|steis|lfpse|nrls|psii|si|sui|serious incident|incident|inc|complaints?|pals|claims?|safeguarding|coroner|inquest|riddor|rca|case',
    least: 4
  },
  {
    kind: 'registration-number',
    alone: 'gmc|nmc|hcpc|gphc|gdc|nmc pin',
    withWord: 'gmc|nmc|hcpc|gphc|gdc|registration|pin',
    least: 4
  },
  { kind: 'national-insurance-number', alone: 'nino', withWord: 'ni|national insurance|nat ins', least: 6 }
];

const patterns = rows.map(({ alone, withWord, ...row }) => ({
  ...row,
  label: new RegExp(
    `(?<![\\p{L}\\d])(?:(?:${withWord})\\.?[ -]{0,2}(?:${numberWord})(?: ?${numberWord})?|(?:${alone}))\\b(?:[ .]{0,2}(?:report|form|log|entry))?${bridge}`,
    'giu'
  )
}));

/** Matches a year: not masked unless the label says "number". */
const year = /^(?:19|20)\d\d$/;

/** Matches National Insurance numbers by their format (HMRC, NIM39110): two letters, six digits, A to D. */
const nationalInsurance =
  /(?<![\p{L}\d])[abceghj-prstw-z][abceghj-nprstw-z](?:[- ]{0,2}\d\d){3}[- ]{0,2}[a-d](?![\p{L}\d])/giu;
/** Matches NMC PINs by their format: two digits for the year, a letter for the country, four digits, a letter. */
const nursePin = /(?<![\p{L}\d])\d{2}[- ]?[a-z][- ]?\d{4}[- ]?[a-z](?![\p{L}\d])/giu;
/** Matches a hospital number followed by its label: "RXH1234567 is the patient". */
const numberFirst =
  /(?<![\p{L}\d])[a-z]{0,4}\d{5,9}[a-z]?(?= {0,2}[-(,:]? {0,2}(?:is |was |= ?)?(?:the |our |his |her )?(?:patient|pt\b|hosp(?:ital)? (?:no|num|id)|mrn\b|unit number))/giu;

/** Finds hospital, incident, complaint, National Insurance and professional registration numbers. */
export function labelledNumbers(shadow: string): Span[] {
  const spans: Span[] = [];
  for (const { kind, label, least } of patterns) {
    for (const { 0: words, index } of shadow.matchAll(label)) {
      const from = index + words.length;
      const taken = value.exec(shadow.slice(from, from + 30))?.[0].trimEnd();
      const letter =
        kind === 'national-insurance-number' && taken ? /^ ?[a-d]\b/i.exec(shadow.slice(from + taken.length)) : null;
      const found = taken && taken + (letter?.[0] ?? '');
      if (!found) continue;
      const saysNumber = new RegExp(`${numberWord}\\W*(?:is |was )?$`, 'i').test(words.trimEnd());
      if (found.replace(/\D/g, '').length < least || (year.test(found) && !saysNumber)) continue;
      spans.push({ kind, from, to: from + found.length });
    }
  }
  const own: readonly [PersonalKind, RegExp][] = [
    ['national-insurance-number', nationalInsurance],
    ['registration-number', nursePin],
    ['hospital-number', numberFirst]
  ];
  for (const [kind, pattern] of own) {
    for (const { 0: found, index: from } of shadow.matchAll(pattern))
      spans.push({ kind, from, to: from + found.length });
  }
  return spans;
}

const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const dateYear = "(?:(?:18|19|20)\\d\\d|'?\\d\\d)";
const day = '(?:0?[1-9]|[12]\\d|3[01])';
const date = new RegExp(
  `(?:(?<![\\p{L}\\d./-])|(?<=d[./]?o[./]?b))(?:${[
    `(?:18|19|20)\\d\\d[-/.](?:0?[1-9]|1[0-2])[-/.]${day}`,
    `${day} {0,2}[-/.] {0,2}${day} {0,2}[-/.] {0,2}${dateYear}`,
    `${day} ${day} ${dateYear}(?=\\D|$)`,
    `${day}(?:st|nd|rd|th)?(?: of)?[- ]?${month}\\.?,?[- ]?${dateYear}`,
    `${month}\\.? ${day}(?:st|nd|rd|th)?,? ${dateYear}`
  ].join('|')})(?![\\p{L}\\d])`,
  'giu'
);
const born = /\b(?:d[./ -]?o[./ -]?b\b|birth|born\b|b\. ?$|b\/d\b)|#|\((?:m|f|male|female)[,;/ ]{1,2}$/i;
/** Matches digits alone, or a year alone, directly after a word of birth: "DOB12031947", "year of birth 1947". */
const bare =
  /(?:(?<!\p{L})d[./ -]?o[./ -]?b|date of birth|birth ?date|born(?: on)?)[ .:=#(-]{0,4}(?:is |was )?(\d{8}|\d{6}|(?:19|20)\d\d(?![-/.]?\d))(?!\d)|(?:year of birth|birth ?year|\by\.?o\.?b\.?)[ .:=-]{0,3}(?:is |was )?((?:18|19|20)\d\d)(?!\d)|born (?:in )?(19\d\d)(?![-/.]?\d)/giu;
/** Matches a date of the 1800s or 1900s; directly after a name of two words it is taken as a date of birth. */
const oldDate = /(?:18|19)\d\d|[-/. ](?:[2-9]\d)$/;
const twoNames = /(?<![\p{L}])\p{Lu}[\p{L}'-]+,? \p{Lu}[\p{L}'-]+[,;:( -]{1,3}(?:[MF]\b[,;/ -]{1,3})?$/u;
/** Matches a name directly before: "Mrs Ali, 07/08/1933". At a greater distance a meeting date is more likely. */
const justNamed = /~[,;:( -]{1,4}(?:[mf]\b[,;/ -]{1,3})?$/i;
/** Maximum distance, in characters, from a word of birth or a patient's number to a date taken as a date of birth. */
const near = { before: 40, after: 25 };

/** Returns the text with patient numbers as `#` and names as `~`, at their old positions. */
function marked(shadow: string, found: readonly Span[]): string {
  let text = '';
  let at = 0;
  for (const { kind, from, to } of found) {
    const sign = kind === 'name' ? '~' : kind.endsWith('-number') ? '#' : undefined;
    if (!sign || from < at) continue;
    text += shadow.slice(at, from).replace(/[#~]/g, ' ') + sign.repeat(to - from);
    at = to;
  }
  return text + shadow.slice(at).replace(/[#~]/g, ' ');
}

/**
 * Finds dates in numbers or words near a word of birth or a patient's number, or directly after a name. Other dates are
 * kept: most dates in questions are project dates.
 *
 * @param found spans of the other finders, in order of `from`
 */
export function birthDates(shadow: string, found: readonly Span[]): Span[] {
  const context = marked(shadow, found);
  const spans: Span[] = [];
  for (const { 0: text, 1: day, 2: yearAlone, 3: bornIn, index } of shadow.matchAll(bare)) {
    const digits = day ?? yearAlone ?? bornIn ?? '';
    spans.push({ kind: 'date-of-birth', from: index + text.length - digits.length, to: index + text.length });
  }
  for (const { 0: text, index: from } of shadow.matchAll(date)) {
    const to = from + text.length;
    const before = context.slice(Math.max(0, from - near.before), from);
    const named = oldDate.test(text) && twoNames.test(shadow.slice(Math.max(0, from - 70), from));
    if (named || born.test(before) || born.test(context.slice(to, to + near.after)) || justNamed.test(before)) {
      spans.push({ kind: 'date-of-birth', from, to });
    }
  }
  return spans;
}
