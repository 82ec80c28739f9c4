import { givenNames } from './given-names.ts';
import type { Span } from './kinds.ts';
import { ordinaryWords, productWords, workWords } from './words.ts';

const initial = '(?:\\p{Lu}\\.? ?){1,3}';
const particle =
  '(?:(?:van der|van den|de la|van|von|de|den|del|della|di|da|du|le|la|el|al|bin|ibn|ap|ab|st\\.?) ?){1,2}';
const capital = "(?:\\p{Lu}['’]|Mc|Mac|Fitz)?\\p{Lu}[\\p{L}\\p{M}]{1,30}(?:[-'’]\\p{Lu}?\\p{L}{1,30}){0,2}";
/** Matches one to three names, with initials and particles between. */
const names = new RegExp(
  `^(?:${initial}(?=\\p{Lu}|${particle}\\p{Lu}))?(?:${particle}(?=\\p{Lu}))?${capital}(?: (?:${particle})?${capital}){0,2}`,
  'u'
);
const anyWord = /^(?:\p{Lo}{1,4}|\p{L}['’]?\p{L}{1,30}(?:-\p{L}{1,30})?)/u;

const title =
  /(?<![\p{L}\d])(?:mr|mrs|ms|mx|miss|dr|prof|professor|doctor|sir|dame|lady|lord|rev(?:erend|'d)?|sister|nurse|matron|father|canon)\.?(?: (?:and|&) (?:mr|mrs|ms|miss|dr)\.?)? {1,2}(?=\p{L})/giu;
/** Matches titles that are everyday words too: both the title and the name after it must be capitalised. */
const wordTitle = /^(?:miss|professor|doctor|sir|dame|lady|lord|sister|nurse|matron|father|canon)/i;

const introduced =
  /(?<!\p{L})(?:(?:patient|pt|client|resident|relative|carer|colleague|man|woman|lady|gentleman|boy|girl|mum|mother|dad|father|son|daughter|husband|wife|sister|brother|nurse|doctor|consultant)(?:'s)?,? (?:is |was )?(?:(?:called|named|name|full name) ?(?:is |was |: ?|= ?)?|[:=] ?)?|(?:my|her|his|their) name(?:'s| is) |(?:patient |pt )?name ?[:=-]{1,2} ?|n\.?o\.?k\.? ?[:=-]? ?|next of kin ?(?:is )?[:=-]? ?|b\/o |baby (?:of|boy|girl) |\b(?:i am|i'm|this is) )(?=\p{L})/giu;

const known = (word: string): boolean => {
  const plain = word.toLowerCase().replace(/'s$/, '');
  return ordinaryWords.has(plain) || workWords.has(plain);
};

/**
 * Finds names after a title ("Mrs Smith", "dr patel") and after words that introduce a person ("a patient called Peter
 * Wright").
 */
export function personNames(shadow: string): Span[] {
  return [
    ...titled(shadow),
    ...introducedNames(shadow),
    ...surnameFirst(shadow),
    ...inSmallLetters(shadow),
    ...agedOrNamed(shadow)
  ];
}

function titled(shadow: string): Span[] {
  const spans: Span[] = [];
  for (const { 0: words, index: from } of shadow.matchAll(title)) {
    const start = from + words.length;
    const rest = shadow.slice(start, start + 110);
    const bare = words.trim().replace(/\.$/, '');
    if (bare === 'MS' && !/^\p{Lu}{2}/u.test(rest)) continue;
    const capitalised = names.exec(rest)?.[0];
    const first = /^[\p{L}'’-]+/u.exec(rest)?.[0] ?? '';
    if (/^ms$/i.test(bare) && productWords.has(first.toLowerCase())) continue;
    if (/^dr$/i.test(bare) && /^foster\b/i.test(rest)) continue;
    if (capitalised) {
      if (wordTitle.test(bare) && (!/^\p{Lu}/u.test(bare) || known(first))) continue;
      if (first.length > 1 && ordinaryWords.has(first.toLowerCase())) continue;
      spans.push({ kind: 'name', from, to: start + trimmed(capitalised).length });
    } else if (!wordTitle.test(bare)) {
      const word = anyWord.exec(rest)?.[0];
      if (word && !known(word)) spans.push({ kind: 'name', from, to: start + word.length });
    }
  }
  return spans;
}

function introducedNames(shadow: string): Span[] {
  const spans: Span[] = [];
  for (const { 0: words, index } of shadow.matchAll(introduced)) {
    const from = index + words.length;
    const rest = shadow.slice(from, from + 110);
    const found = inCapitals.exec(rest)?.[0] ?? names.exec(rest)?.[0] ?? initialAndName.exec(rest)?.[0];
    if (!found) continue;
    const parts = found.split(' ');
    const said = /called|named|name|n\.?o\.?k|next of kin|b\/o|baby/i.test(words);
    const shouted = parts.filter((part) => /^\p{Lu}{2,}$/u.test(part));
    const acronym =
      shouted.length > 0 &&
      (shouted.length < parts.length || parts.length < 2 || shouted.some((part) => part.length < 3));
    if (parts.some(known) || acronym || (!said && parts.length < 2 && !initialAndName.test(rest))) continue;
    spans.push({ kind: 'name', from, to: from + trimmed(found).length });
  }
  return spans;
}

/** Matches two names in capitals, as in records: "patient PETER WRIGHT". */
const inCapitals = /^\p{Lu}{3,20}(?:[-']\p{Lu}{2,20})?(?: \p{Lu}{3,20}(?:[-']\p{Lu}{2,20})?){1,2}(?![\p{L}])/u;
/** Matches an initial and a name: "pt J Smith". */
const initialAndName = /^\p{Lu}\.? \p{Lu}\p{Ll}{2,20}(?![\p{L}])/u;

/** Matches the NHS format of a name, "WRIGHT, Peter", where a word near it indicates a person. */
const surname =
  /(?<![\p{L}\d])(\p{Lu}{2,20}(?:[-' ]\p{Lu}{2,20})?), {0,2}(\p{Lu}\p{Ll}{1,20})(?: \p{Lu}\p{Ll}{1,20})?(?: \((?:mr|mrs|ms|miss|dr)\)| (?:mr|mrs|ms|miss|dr)\b)?(?![\p{L}])/giu;
const besideName =
  /(?:patient|pt|name|resident|client|re|nok|service user)\W{0,4}$|^\W{0,3}(?:\(|dob|d\.o\.b|born|aged?\b|nhs|mrn|hosp|\d|#)/i;

function surnameFirst(shadow: string): Span[] {
  return [...shadow.matchAll(surname)].flatMap(({ 0: found, 1: last = '', 2: first = '', index: from }): Span[] => {
    if (!/^[\p{Lu}'\- ]+$/u.test(last) || !/^\p{Lu}\p{Ll}+$/u.test(first)) return [];
    const beside =
      besideName.test(shadow.slice(Math.max(0, from - 20), from)) ||
      besideName.test(shadow.slice(from + found.length, from + found.length + 12));
    if (known(first) || last.split(/[- ]/).some(known) || !(beside || givenNames.has(first.toLowerCase()))) return [];
    return [{ kind: 'name', from, to: from + found.length }];
  });
}

/** Matches a name, also in lower case, after unambiguous words: "his name is peter wright", "a patient called ali". */
const surely =
  /(?<!\p{L})(?:(?:her|his|their|patient(?:'s)?|pt(?:'s)?) (?:full )?name(?:'s |(?: is| was) | ?[:=-] ?)(?:is )?|(?:patient|pt|resident|client|lady|gentleman|man|woman|boy|girl) (?:called|named) )(?=\p{Ll})/giu;
const smallName = /^\p{Ll}[\p{Ll}'-]{1,20}(?: \p{Ll}[\p{Ll}'-]{1,20})?/u;

function inSmallLetters(shadow: string): Span[] {
  return [...shadow.matchAll(surely)].flatMap(({ 0: words, index }): Span[] => {
    const from = index + words.length;
    const parts = (smallName.exec(shadow.slice(from, from + 60))?.[0] ?? '').split(' ');
    while (parts.length > 0 && known(parts.at(-1)!)) parts.pop();
    const name = parts.join(' ');
    return name === '' || known(parts[0]!) ? [] : [{ kind: 'name', from, to: from + name.length }];
  });
}

/** Matches two or three words with capitals, of which the first is a given name. */
const pair =
  /(?<![\p{L}\d'-])(\p{Lu}[\p{L}'-]{1,20})(?: \p{Lu}\.?)?(?: (?:\p{Ll}{2,3} )?\p{Lu}[\p{L}'-]{1,25}){1,2}(?![\p{L}\d])/gu;
const ageBehind =
  /^'?s?[, ]{0,2}(?:\((?:m|f|male|female)?[,/ ]{0,2}(?:aged? )?\d{1,3} ?(?:y|yrs?|years?(?: old)?|yo|m|f)?\)|,? ?aged? \d{1,3}|,? \d{1,3} ?(?:y\/?o|yrs?|years?(?: old)?)\b|[,;:( -]{1,3}(?:0?[1-9]|[12]\d|3[01])[-/.]\d{1,2}[-/.](?:18|19)\d\d)/i;
const regarding = /(?:^|[\n.;(]) {0,3}(?:re|ref|regarding|concerning)[ :-]{1,3}$/i;
const clinical =
  /\b(?:patient|pt|fell|falls? on|admitted|readmitted|discharged|died|death of|bed \d|bay \d|side room|nok|lives at|relatives?|complain(?:t|ed)|his (?:wife|family|daughter|son|mother)|her (?:husband|family|daughter|son|mother))\b/i;

/** Finds names accompanied by an age, a date of birth, "re:" or a patient's story. */
function agedOrNamed(shadow: string): Span[] {
  return [...shadow.matchAll(pair)].flatMap(({ 0: found, 1: first = '', index: from }): Span[] => {
    const parts = found.split(' ');
    if (parts.slice(1).some(known)) return [];
    const to = from + found.length;
    const before = shadow.slice(Math.max(0, from - 45), from);
    const behind = shadow.slice(to, to + 45);
    const given = givenNames.has(first.toLowerCase());
    const aged = ageBehind.test(behind) && (given || !known(first));
    const told = given && (regarding.test(before) || clinical.test(before) || clinical.test(behind));
    return aged || told ? [{ kind: 'name', from, to }] : [];
  });
}

/** Returns a name without trailing ordinary words (the capitalised start of the next phrase) and without "'s". */
function trimmed(name: string): string {
  const parts = name.split(' ');
  while (parts.length > 1 && known(parts.at(-1)!)) parts.pop();
  return parts.join(' ').replace(/['’]s$/, '');
}
