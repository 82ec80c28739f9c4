import type { PersonalKind, Span } from './kinds.ts';

/** Words that turn the preceding word into a label: "hospital no", "Datix ref". */
const numberWord = '(?:no|num|number|nr|id|identifier|ref|reference|#)s?';
/** Characters and words allowed between a label and its number. */
const bridge = '[ .:=#,(-]{0,4}(?:is |was |of |= ?|: ?)?[ .:=#(-]{0,3}';
/** Matches a reference number: a few letters, then digits in groups, and an optional letter at its end. */
const value = /^[A-Z]{0,6}[-/ ]{0,2}\d[\dA-Z]*(?:[-/. ]{0,2}\d[\dA-Z]*){0,4}(?![\p{L}\d])/iu;

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
      'datix|ulysses|radar|steis|st?eis|lfpse|nrls|psii|incident|inc|complaint|pals|claim|safeguarding|inquest|riddor|web',
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
