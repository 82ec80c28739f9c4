import { givenNames } from '../../config/word-lists.ts';
import { alternatives } from '../model/alternatives.ts';
import { introduced } from './introductions.ts';
import type { Span } from './kinds.ts';
import { institutionWords, ordinaryWords, productWords, publicNames, workWords } from './name-lists.ts';
import { placedNames } from './placed-names.ts';

const initial = '(?:\\p{Lu}\\.? ?){1,3}';
const particle =
  '(?:(?:van der|van den|de la|van|von|de|den|del|della|di|da|du|le|la|el|al|bin|ibn|ap|ab|st\\.?) ?){1,2}';
const capital = "(?:\\p{Lu}['’]|Mc|Mac|Fitz)?\\p{Lu}[\\p{L}\\p{M}]{1,30}(?:[-'’]\\p{Lu}?\\p{L}{1,30}){0,2}";
/** Matches one to three names, with initials and particles between. */
const names = new RegExp(
  `^(?:${initial}(?=\\p{Lu}|${particle}\\p{Lu}))?(?:${particle}(?=\\p{Lu}))?${capital}(?: (?:${particle})?${capital}){0,2}`,
  'u'
);
const smallSecond = /^ \p{Ll}[\p{Ll}'-]{2,20}(?![\p{L}])/u;
const anyWord = /^(?:\p{Lo}{1,4}|\p{L}['’]?\p{L}{1,30}(?:-\p{L}{1,30})?)/u;

const title =
  /(?<![\p{L}\d])(?:mr|mrs|ms|mx|miss|dr|prof|professor|doctor|sir|dame|lady|lord|rev(?:erend|'d)?|sister|nurse|matron|father|canon)\.?(?: (?:and|&) (?:mr|mrs|ms|miss|dr)\.?)? {1,2}(?=\p{L})/giu;
/** Matches titles that are everyday words too: both the title and the name after it must be capitalised. */
const wordTitle = /^(?:miss|professor|doctor|sir|dame|lady|lord|sister|nurse|matron|father|canon)/i;

/** Matches what stands before the name of a relative: "her husband ". */
const relation =
  /(?<!\p{L})(?:my|her|his|their|pt's|patient's) (?:late )?(?:husband|wife|partner|son|daughter|mum|mother|dad|father|sister|brother|carer|grand(?:mother|father|son|daughter)|gran|nan|baby|niece|nephew|aunt|uncle),? (?=\p{Lu})/gu;

const known = (word: string): boolean => {
  const plain = word.toLowerCase().replace(/'s$/, '');
  return ordinaryWords.has(plain) || workWords.has(plain);
};

/**
 * Finds names after a title ("Mrs Smith", "dr patel") and after words that introduce a person ("a patient called Peter
 * Wright").
 *
 * @param alone true to find also names that may be an author's: two names alone, and a given name alone beside a word
 *   for a person
 */
export function personNames(shadow: string, alone: boolean): Span[] {
  const inAnyCase = [...titled(shadow), ...inSmallLetters(shadow), ...placedNames(shadow)];
  // All others begin with a capital letter.
  if (!/\p{Lu}/u.test(shadow)) return inAnyCase;
  return [
    ...inAnyCase,
    ...introducedNames(shadow),
    ...relatives(shadow),
    ...surnameFirst(shadow),
    ...agedOrNamed(shadow),
    ...initialsWithAge(shadow),
    ...(alone ? [...givenAndFamilyNames(shadow), ...givenNamesAlone(shadow)] : [])
  ];
}

function titled(shadow: string): Span[] {
  const spans: Span[] = [];
  for (const { 0: words, index: from } of shadow.matchAll(title)) {
    const start = from + words.length;
    const rest = shadow.slice(start, start + 110);
    const bare = words.trim().replace(/\.$/, '');
    if (bare === 'MS' && !/^\p{Lu}{2}/u.test(rest)) continue;
    const letters = /^(?:\p{Lu}\.? ?){1,3}(?![\p{L}\d'’])/u.exec(rest)?.[0].trimEnd();
    const capitalised = names.exec(rest)?.[0];
    if (letters && letters !== 'I' && !capitalised && /^(?:M(?:rs?|s|x|iss)|MRS?|mrs?|Dr|dr)$/.test(bare))
      spans.push({ kind: 'name', from, to: start + letters.length });
    const first = /^[\p{L}'’-]+/u.exec(rest)?.[0] ?? '';
    if (/^ms$/i.test(bare) && productWords.has(first.toLowerCase())) continue;
    if (/^dr$/i.test(bare) && /^foster\b/i.test(rest)) continue;
    if (capitalised) {
      if (wordTitle.test(bare) && (!/^\p{Lu}/u.test(bare) || known(first))) continue;
      if (first.length > 1 && ordinaryWords.has(first.toLowerCase())) continue;
      spans.push({ kind: 'name', from, to: start + trimmed(capitalised).length });
    } else if (!wordTitle.test(bare)) {
      const word = anyWord.exec(rest)?.[0];
      if (!word || known(word)) continue;
      const second = isGiven(word) ? smallSecond.exec(rest.slice(word.length))?.[0] : undefined;
      const length = word.length + (second && !known(second.trim()) ? second.length : 0);
      spans.push({ kind: 'name', from, to: start + length });
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
    const said = /called|named(?! after)|name(?!d)|n\.?o\.?k|next of kin|b\/o|baby/i.test(words);
    const shouted = parts.filter((part) => /^\p{Lu}{2,}$/u.test(part));
    const acronym =
      shouted.length > 0 &&
      (shouted.length < parts.length || parts.length < 2 || shouted.some((part) => part.length < 3));
    if (parts.some(known) || acronym || (!said && parts.length < 2 && !initialAndName.test(rest))) continue;
    spans.push({ kind: 'name', from, to: from + trimmed(found).length });
  }
  return spans;
}

/** Finds the one name of a relative: "her husband Ion". */
function relatives(shadow: string): Span[] {
  return [...shadow.matchAll(relation)].flatMap(({ 0: words, index }): Span[] => {
    const from = index + words.length;
    const found = names.exec(shadow.slice(from, from + 90))?.[0];
    if (!found || found.split(' ').some(known)) return [];
    return [{ kind: 'name', from, to: from + trimmed(found).length }];
  });
}

/** Matches two names in capitals, as in records: "patient PETER WRIGHT". */
const inCapitals = /^\p{Lu}{3,20}(?:[-']\p{Lu}{2,20})?(?: \p{Lu}{3,20}(?:[-']\p{Lu}{2,20})?){1,2}(?![\p{L}])/u;
/** Matches an initial and a name: "pt J Smith". */
const initialAndName = /^\p{Lu}\.? \p{Lu}\p{Ll}{2,20}(?![\p{L}])/u;

/**
 * Matches the NHS format of a name, "WRIGHT, Peter": in capitals where a word near it indicates a person, otherwise where
 * the second is a given name as well.
 */
const surname =
  /(?<![\p{L}\d])(\p{Lu}[\p{L}']{1,20}(?:[-' ]\p{Lu}[\p{L}']{1,20})?)(?:, {0,2}| )(\p{Lu}\p{L}{1,20})(?: \p{Lu}\p{Ll}{1,20})?(?: \((?:Mr|Mrs|Ms|Miss|Dr)\)| (?:Mr|Mrs|Ms|Miss|Dr|MR|MRS|MS|MISS|DR)\b)?(?![\p{L}])/gu;
const besideName =
  /(?:patient|pt|name|resident|client|re|nok|service user|bed \d{1,2}|side room \d{1,2})\W{0,4}$|^\W{0,3}(?:\(|bed \d|dob|d\.o\.b|born|aged?\b|nhs|mrn|hosp|\d|#)/i;

function surnameFirst(shadow: string): Span[] {
  return [...shadow.matchAll(surname)].flatMap(({ 0: found, 1: last = '', 2: first = '', index: from }): Span[] => {
    const shouted = /^[\p{Lu}'\- ]+$/u.test(last) && /^\p{Lu}\p{Ll}+$/u.test(first);
    const before = shadow.slice(Math.max(0, from - 20), from);
    const behind = shadow.slice(from + found.length, from + found.length + 12);
    const beside = besideName.test(before) || besideName.test(behind);
    const given = isGiven(first);
    const listed = /(?:^|\n|[-*] )$/.test(before) && /^ ?[-:]/.test(behind);
    const born = /^\W{0,3}(?:dob|d\.o\.b|born)/i.test(behind);
    if (known(first) || last.split(/[- ]/).some(known)) return [];
    if (!found.includes(',') && !(shouted && given && (beside || last.length > 5))) return [];
    if (
      !(shouted
        ? beside || given
        : ((given && (beside || listed)) || born) && (/\p{Ll}/u.test(first) || /^[\p{Lu}' -]+$/u.test(last)))
    )
      return [];
    return [{ kind: 'name', from, to: from + found.length }];
  });
}

/** Matches a name, also in lower case, after unambiguous words: "his name is peter wright", "a patient called ali". */
const surely =
  /(?<!\p{L})(?:(?:her|his|their|patient(?:'s)?|pt(?:'s)?) (?:full )?name(?:'s |(?: is| was) | ?[:=-] ?)(?:is )?|(?:patient|pt|resident|client|lady|gentleman|man|woman|boy|girl) (?:called|named) )(?=\p{Ll})/giu;
const smallName = /^\p{Ll}[\p{Ll}'-]{1,20}(?: \p{Ll}[\p{Ll}'-]{1,20})?/u;

/** Matches two small words after a word for a person, with an age, a date or an end behind: "patient peter hughes 1/7/55". */
const smallPair =
  /(?<!\p{L})(?:patient|pt|resident|client|i am|i'm|this is|my name is) (\p{Ll}{2,20}) (\p{Ll}[\p{Ll}'-]{2,20})(?= ?(?:[,.;(]|\d|dob\b|$))/gu;

function inSmallLetters(shadow: string): Span[] {
  const pairs = [...shadow.matchAll(smallPair)].flatMap(({ 0: found, 1: first = '', 2: last = '', index }): Span[] => {
    if (!isGiven(first) || known(last)) return [];
    const to = index + found.length;
    return [{ kind: 'name', from: to - first.length - last.length - 1, to }];
  });
  const named = [...shadow.matchAll(surely)].flatMap(({ 0: words, index }): Span[] => {
    const from = index + words.length;
    const parts = (smallName.exec(shadow.slice(from, from + 60))?.[0] ?? '').split(' ');
    while (parts.length > 0 && known(parts.at(-1)!)) parts.pop();
    const name = parts.join(' ');
    return name === '' || known(parts[0]!) ? [] : [{ kind: 'name', from, to: from + name.length }];
  });
  return [...pairs, ...named];
}

/** Matches two or three words with capitals, of which the first is a given name. */
const pair =
  /(?<![\p{L}\d'-])(?!(?:Re|Ref|Regarding|Pt|Patient|Incident|Bed|Ward|Seen|Discharged|Admitted) )(\p{Lu}[\p{L}'-]{1,20})(?: \p{Lu}\.?)?(?: (?:\p{Ll}{2,3} )?\p{Lu}[\p{L}'-]{1,25}){1,2}(?![\p{L}\d])/gu;

const agesBehind = alternatives`
  \((?:m|f|male|female)?[,/ ]{0,2}(?:aged? )?\d{1,3} ?(?:y|yrs?|years?(?: old)?|yo|m|f)?\)|,? ?aged? \d{1,3}
  ,? \d{1,3} ?(?:y\/?o|yrs?|years?(?: old)?|y|m|f)\b
  [,;:( -]{1,3}(?:[mf]\b[,;/ -]{1,3})?(?:0?[1-9]|[12]\d|3[01])[-/.](?:\d{1,2}|\p{L}{3,9})[-/.](?:18|19)\d\d
  [,;(]? ?(?:d[./]?o[./]?b|born|mrn|hosp(?:ital)? no)\b|[,;(]? ?nhs (?:no\b|number|\d)
`;
const ageBehind = new RegExp(`^'?s?[, ]{0,2}(?:${agesBehind})`, 'iu');
/** Matches an age alone: "Ahmed Hussain, 56, known to us". Only after a given name. */
const bareAge = /^, ?(?:[1-9]|[1-9]\d|10\d)(?= ?(?:[,.;)\n]|$))/;
const regarding = /(?:^|[\n.;(]) {0,3}(?:re|ref|regarding|concerning)[ :-]{1,3}$/i;

const clinicalWords = alternatives`
  patient|pt|fell|falls? on|admitted|readmitted|discharged|died|death of|bed \d|bay \d|side room|nok|lives at
  relatives?|complain(?:t|ed)|deceased|section(?:ed)?|sec \d|[pn]?icu|cmht
  (?:child|daughter|son|wife|husband|mother|father|mum|dad|sister|brother|carer) of|twin \d|involv(?:ed|ing)|coroner
  seen today|known to|dna(?:'?d|ing)?|d\.?o\.?[bd]|datix|safeguarding|his (?:wife|family|daughter|son|mother)
  her (?:husband|family|daughter|son|mother)
`;
const clinical = new RegExp(String.raw`\b(?:${clinicalWords})\b`, 'i');

/** Finds names accompanied by an age, a date of birth, "re:" or a patient's story. */
function agedOrNamed(shadow: string): Span[] {
  return [...shadow.matchAll(pair)].flatMap(({ 0: found, 1: first = '', index: from }): Span[] => {
    const parts = found.split(' ');
    while (parts.length > 2 && known(parts.at(-1)!)) parts.pop();
    if (parts.slice(1).some(known)) return [];
    const to = from + parts.join(' ').length;
    const before = shadow.slice(Math.max(0, from - 45), from);
    const behind = shadow.slice(to, to + 45);
    const given = isGiven(first);
    const aged = (ageBehind.test(behind) && (given || !known(first))) || (given && bareAge.test(behind));
    const inContext = given && (regarding.test(before) || clinical.test(before) || clinical.test(behind));
    return aged || inContext ? [{ kind: 'name', from, to }] : [];
  });
}

/** Returns a name without trailing ordinary words (the capitalised start of the next phrase) and without "'s". */
function trimmed(name: string): string {
  const parts = name.split(' ');
  while (parts.length > 1 && known(parts.at(-1)!)) parts.pop();
  return parts.join(' ').replace(/['’]s$/, '');
}

const capitalWord = /(?<![\p{L}\d'-])\p{Lu}[\p{L}-]{1,20}(?![\p{L}\d-])/gu;
/** Matches what may follow a given name: a second initial, particles and one or two family names. */
const familyNames =
  /^(?: \p{Lu}\.?)?(?: (?:van der|van den|de la|van|von|de|den|del|di|da|du|le|la|el|al|bin|ibn|ap))?(?: (?:(?:[OD]['’]|Mc|Mac)?\p{Lu}\p{Ll}{1,25}|\p{Lu}\p{Ll}{1,20}[-'’]\p{Lu}?\p{Ll}{1,20})(?![\p{L}\d-])){1,2}/u;
const royal = /\b(?:St\.?|Saint|Queen|King|Prince|Princess|Royal|Port|Mount|Lake) $/;

/** Finds a given name with a family name: "Graham Nettleship". Institutions and authors of the field are kept. */
function givenAndFamilyNames(shadow: string): Span[] {
  return [...shadow.matchAll(capitalWord)].flatMap(({ 0: given, index: from }): Span[] => {
    if (!isGiven(given) || royal.test(shadow.slice(Math.max(0, from - 12), from))) return [];
    const after = from + given.length;
    const found = familyNames.exec(shadow.slice(after, after + 90))?.[0];
    if (!found) return [];
    const parts = found
      .trim()
      .replace(/['’]s$/, '')
      .split(' ');
    let institution = false;
    while (parts.length > 0 && known(parts.at(-1)!)) institution ||= institutionWords.has(parts.pop()!.toLowerCase());
    if (parts.length === 0 || parts.some((part) => known(part) || institutionWords.has(part.toLowerCase()))) return [];
    const to = after + found.indexOf(parts[0]!) + parts.join(' ').length;
    const behind = shadow.slice(to, to + 40);
    institution ||= [...behind.matchAll(/\p{L}+/gu)].slice(0, 2).some(({ 0: word }) => institutionWords.has(word));
    const name = `${given} ${parts.join(' ')}`.toLowerCase();
    return institution || publicNames.has(name) ? [] : [{ kind: 'name', from, to }];
  });
}

const beforeOne =
  /\b(?:ring|call|phone|text|bleep|email|e-mail|spoke (?:to|with)|speak (?:to|with)|discussed with|met(?: with)?|seen by|thank(?:s| you) to|colleague) $/i;
const behindOne =
  /^(?: here\b|'s (?:daughter|son|wife|husband|mum|mother|dad|father|family|carer|story)\b|,? (?:is|was) (?:my|our|a|the) (?:patient|resident|client|service user|carer|baby|daughter|son)\b)/i;

/** Finds a given name alone where the words beside it make it a person's, and two that are joined by "and". */
function givenNamesAlone(shadow: string): Span[] {
  return [...shadow.matchAll(capitalWord)].flatMap(({ 0: given, index: from }): Span[] => {
    if (!isGiven(given)) return [];
    const to = from + given.length;
    const before = shadow.slice(Math.max(0, from - 40), from);
    const behind = shadow.slice(to, to + 40);
    const joined =
      isGiven(/(\p{Lu}[\p{L}-]+) (?:and|&) $/u.exec(before)?.[1]) ||
      isGiven(/^ (?:and|&) (\p{Lu}[\p{L}-]+)/u.exec(behind)?.[1]);
    return joined || beforeOne.test(before) || behindOne.test(behind) ? [{ kind: 'name', from, to }] : [];
  });
}

/** Returns true for a given name, also for one of two parts such as "Marie-Claire". */
const isGiven = (word: string | undefined): boolean =>
  word !== undefined && (givenNames.has(withoutAccents(word)) || givenNames.has(withoutAccents(word.split('-')[0]!)));

const withoutAccents = (word: string): string =>
  word
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('ı', 'i');

const initials =
  /(?<![\p{L}\d.])(?:\p{Lu}(?:\. ?| )){1,3}(?:[OD]['’]|Mc|Mac)?\p{Lu}\p{Ll}{1,25}(?:[- ]\p{Lu}\p{Ll}{1,25})?(?![\p{L}\d])/gu;

/** Finds initials with a family name before an age or a date of birth: "R. Chowdhury, DoB 23 July 1962". */
function initialsWithAge(shadow: string): Span[] {
  return [...shadow.matchAll(initials)].flatMap(({ 0: found, index: from }): Span[] => {
    const to = from + found.length;
    const spoken = found.split(/[. ]+/).some(known);
    return !spoken && ageBehind.test(shadow.slice(to, to + 45)) ? [{ kind: 'name', from, to }] : [];
  });
}
