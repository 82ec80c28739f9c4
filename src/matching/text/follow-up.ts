import { wordLists } from '../../config/word-lists.ts';
import type { FollowUp } from '../../core/model/matcher.ts';
import { detailNames, detailWords } from './details.ts';
import { anyOf, linesOf, wordEnd, wordsUnder } from './phrases.ts';
import { contentOf, fuzzyLimits, wordsOf } from './text.ts';

const words = (heading: string): ReadonlySet<string> => wordsUnder(wordLists.followUps, heading);

/** Words that refer to the last answer. */
const pointers = words('pointing back');
/** A kind of follow-up, with the words that name it; of a detail, with its name. */
interface Want {
  kind: FollowUp;
  words: ReadonlySet<string>;
  detail?: string;
}

const wants: readonly Want[] = [
  ...(['source', 'contact', 'newer', 'link', 'more', 'others'] as const).map((kind) => ({ kind, words: words(kind) })),
  ...detailNames.map((detail) => ({ kind: 'detail' as const, words: detailWords(detail), detail }))
];
const link = wants.find(({ kind }) => kind === 'link');
const others = wants.find(({ kind }) => kind === 'others');
/** Words that give a message no topic of its own, whatever it asks. */
const untopical = new Set(
  [pointers, ...wants.filter(({ kind }) => kind !== 'detail' && kind !== 'others').map((want) => want.words)].flatMap(
    (list) => [...list]
  )
);
/** Words that ask for a link if nothing else is named. */
const whereabouts = words('places: ask for a link where nothing else is named');
/** Words for a contact that name one without a pointer; "ask a person" and "who are you" do not refer to an answer. */
const contactNames = words('names of a contact: need no word that points back');
const reaching = words('getting in touch');
const persons = words('who');
/** Words that address the bot itself. */
const bot = words('the bot');
/** Words that refer to the last answer whatever else is said: "there" seldom does. */
const pointing = new Set([...[...pointers].filter((word) => word !== 'there'), ...words('points back by itself')]);
/** Words that say that what was shown is not it, where they stand with a word that points to it. */
const refusing = words('not it');
const besideRefusal = words('beside a refusal');
/** The beginning of a question about a property of what was shown, whatever the property: "does it cover care homes?" */
const aboutItself = new RegExp(
  `^(?:(?:and|but|so|ok|okay)[,\\s]+)?${anyOf(linesOf(wordLists.followUps, 'asking about the thing itself'))}${wordEnd}`,
  'iu'
);
/** A question what a thing shown is or does, and nothing else: "what does it mean?" */
const whatItIs = new RegExp(
  `^(?:(?:and|but|so|ok|okay)[,\\s]+)?${anyOf(linesOf(wordLists.followUps, 'asking what the thing is'))}[\\s?!.]*$`,
  'iu'
);
/** Place of a choice that a word names, from 0; -1 for the last. */
const places = new Map(
  linesOf(wordLists.followUps, 'places of a choice').flatMap((line, place) =>
    line.split(' ').map((word) => [word, place] as const)
  )
);
for (const word of words('the last of a choice')) places.set(word, -1);
const aroundChoice = words('around a choice');
const choiceNames = words('names a choice');

/** Maximum number of words of a follow-up, with and without a word that refers back; a longer message is complete in itself. */
const longestFollowUp = 10;
const longestWithoutPointer = 6;
/** Maximum number of words of a request that is a follow-up even without a previous answer: "link?". */
const bareWish = 2;

/** Follow-up request about what was shown last. */
export interface FollowUpRequest {
  /** `chosen` opens one of the choices, `itself` what was shown once more. */
  kind: FollowUp | 'chosen' | 'itself';
  /** True if it means nothing without a previous answer: it refers back, or names only what is wanted. */
  points: boolean;
  /** Of `detail`: its name; absent for a property that has none. */
  detail?: string;
  /** Of `chosen`: its place, from 0; -1 for the last. */
  place?: number;
}

/** Counts the words that a list holds. */
const countIn = (said: readonly string[], list: ReadonlySet<string>): number => {
  let count = 0;
  for (const word of said) if (list.has(word)) count++;
  return count;
};

/** Returns the request to open one of several choices, which holds one place and nothing of its own: "the second one please". */
function chosenBy(said: readonly string[]): FollowUpRequest | undefined {
  let place: number | undefined;
  let points = false;
  for (const word of said) {
    const named = places.get(word);
    if (named === undefined ? !aroundChoice.has(word) : place !== undefined) return undefined;
    if (named === undefined) points ||= choiceNames.has(word);
    else place = named;
  }
  if (place === undefined) return undefined;
  return { kind: 'chosen', place, points: points || /^\d+$/.test(said.join('')) };
}

/**
 * Returns what a message asks about the last answer, or undefined if it is not a follow-up. A follow-up has no topic of
 * its own: only words of grammar, pointers and words that name a kind of follow-up.
 */
export function followUpOf(text: string): FollowUpRequest | undefined {
  const said = wordsOf(text.slice(0, fuzzyLimits.characters));
  if (said.length === 0 || said.length > longestFollowUp) return undefined;
  const chosen = chosenBy(said);
  if (chosen) return chosen;
  if (whatItIs.test(text)) return { kind: 'itself', points: false };
  if (aboutItself.test(text)) return { kind: 'detail', points: false };
  let want: Want | undefined;
  let most = 0;
  for (const each of wants) {
    const count = countIn(said, each.words);
    if (count > most) [want, most] = [each, count];
  }
  const points = countIn(said, pointing) > 0;
  if (want === undefined && points && countIn(said, whereabouts) > 0) want = link;
  if (want === undefined && points && countIn(said, refusing) > 0) want = others;
  const content = contentOf(said);
  if (want === undefined) return undefined;
  const { kind, detail, words: own } = want;
  if (
    content.some(
      (word) =>
        !untopical.has(word) &&
        !own.has(word) &&
        !(kind === 'others' && (refusing.has(word) || besideRefusal.has(word)))
    )
  )
    return undefined;
  if (kind === 'others') return countIn(said, bot) > 0 ? undefined : { kind, points: false };
  if (!points && kind === 'contact') {
    const isReaching = countIn(said, reaching) > 0;
    if (!(isReaching && countIn(said, persons) > 0) && countIn(said, contactNames) === 0) return undefined;
    if (!isReaching && countIn(said, bot) > 0) return undefined;
  }
  if (!points && said.length > longestWithoutPointer) return undefined;
  const bare = said.length <= bareWish || (content.length <= 1 && said.length <= bareWish + 1);
  return { kind, points: points || (bare && kind !== 'detail'), ...(detail !== undefined && { detail }) };
}
