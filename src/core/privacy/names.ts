import type { Span } from './kinds.ts';
import { ordinaryWords, productWords, workWords } from './words.ts';

const initial = '(?:\\p{Lu}\\.? ?){1,3}';
const particle =
  '(?:(?:van der|van den|de la|van|von|de|den|del|della|di|da|du|le|la|el|al|bin|ibn|ap|ab|st\\.?) ?){1,2}';
const capital = "(?:\\p{Lu}['’]|Mc|Mac|Fitz)?\\p{Lu}[\\p{L}\\p{M}]{1,30}(?:[-'’]\\p{Lu}?\\p{L}{1,30}){0,2}";
/** One to three names, with initials and particles between. */
const names = new RegExp(
  `^(?:${initial}(?=\\p{Lu}|${particle}\\p{Lu}))?(?:${particle}(?=\\p{Lu}))?${capital}(?: (?:${particle})?${capital}){0,2}`,
  'u'
);
const anyWord = /^\p{L}['’]?\p{L}{1,30}(?:-\p{L}{1,30})?/u;

const title =
  /(?<![\p{L}\d])(?:mr|mrs|ms|mx|miss|dr|prof|professor|doctor|sir|dame|lady|lord|rev(?:erend|'d)?|sister|nurse|matron|father|canon)\.?(?: (?:and|&) (?:mr|mrs|ms|miss|dr)\.?)? {1,2}(?=\p{L})/giu;
/** Titles that are everyday words too: only a capitalised name after them counts, and only when they have a capital themselves. */
const wordTitle = /^(?:miss|professor|doctor|sir|dame|lady|lord|sister|nurse|matron|father|canon)/i;

const introduced =
  /(?<!\p{L})(?:(?:patient|pt|client|resident|relative|carer|colleague|man|woman|lady|gentleman|boy|girl|mum|mother|dad|father|son|daughter|husband|wife|sister|brother|nurse|doctor|consultant)(?:'s)?,? (?:is |was )?(?:(?:called|named|name|full name) ?(?:is |was |: ?|= ?)?)?|(?:my|her|his|their) name(?:'s| is) |name ?[:=] ?|\b(?:i am|i'm|this is) )(?=\p{L})/giu;

const known = (word: string): boolean => {
  const plain = word.toLowerCase().replace(/'s$/, '');
  return ordinaryWords.has(plain) || workWords.has(plain);
};

/** Names after a title ("Mrs Smith", "dr patel") and after words that introduce a person ("a patient called Peter Wright"). */
export function personNames(shadow: string): Span[] {
  return [...titled(shadow), ...introducedNames(shadow)];
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
    const found = names.exec(shadow.slice(from, from + 110))?.[0];
    if (!found) continue;
    const parts = found.split(' ');
    const said = /called|named|name/i.test(words);
    if (parts.some(known) || parts.some((part) => /^\p{Lu}{2,}$/u.test(part)) || (!said && parts.length < 2)) continue;
    spans.push({ kind: 'name', from, to: from + trimmed(found).length });
  }
  return spans;
}

/** A name without the ordinary words that a capital at the start of the next phrase has drawn in, and without "'s". */
function trimmed(name: string): string {
  const parts = name.split(' ');
  while (parts.length > 1 && known(parts.at(-1)!)) parts.pop();
  return parts.join(' ').replace(/['’]s$/, '');
}
