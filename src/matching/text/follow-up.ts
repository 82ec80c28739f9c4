import { wordLists } from '../../config/word-lists.ts';
import type { FollowUp } from '../../core/model/matcher.ts';
import { detailNames, detailWords } from './details.ts';
import type { MessageParts } from './message-parts.ts';
import { anyOf, lead, linesOf, wordEnd, wordsUnder } from './phrases.ts';
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
/** Words that point back, or tell which of a noun is meant. */
const beforeNoun = words('before a noun');
/** Words that may mean one more of its kind: "how do I find one". */
const aNewOne: ReadonlySet<string> = new Set(['one', 'ones']);
/** Words that say that what was shown is not it, where they stand with a word that points to it. */
const refusing = words('not it');
const besideRefusal = words('beside a refusal');
/** Returns the pattern of a message that begins with any phrase of a heading. */
function beginning(heading: string): RegExp {
  return new RegExp(`${lead}${anyOf(linesOf(wordLists.followUps, heading))}${wordEnd}`, 'iu');
}
/** A question about a property of what was shown, whatever the property: "does it cover care homes?", "we are a charity, can we use it?" */
const aboutItself = new RegExp(
  `${lead}(?:${anyOf(linesOf(wordLists.followUps, 'asking about the thing itself'))}|(?:[^,.;?!]{1,60},\\s*)?${anyOf(
    linesOf(wordLists.followUps, 'asking to use the thing itself')
  )})${wordEnd}`,
  'iu'
);
/** A question for somebody to turn to: "who can help us spread this?" */
export const asksForSomebody = new RegExp(
  `(?:${lead}|[:,.!?]\\s+)${anyOf(linesOf(wordLists.followUps, 'asking for somebody'))}${wordEnd}`,
  'iu'
);
/** Requests said in whole phrases, by what is wanted; one pattern with a group for each. */
const phrasings = {
  itself: 'asking what the thing is',
  again: 'phrases: say it again',
  contact: 'phrases: whom to turn to',
  more: 'phrases: explain more',
  chosen: 'phrases: any of them',
  earlier: 'phrases: the one before',
  source: 'phrases: who made it, or where it comes from',
  newer: 'phrases: how old it is',
  share: 'phrases: pass it on',
  all: 'phrases: all of them',
  others: 'phrases: what else there is',
  agreed: 'phrases: yes',
  enough: 'phrases: enough',
  refused: 'phrases: no'
} as const;
const phrasesOfDetail = (detail: string): readonly string[] => linesOf(wordLists.followUps, `${detail}/phrases`);
const inPhrases = new RegExp(
  `${lead}(?:${[
    ...Object.entries(phrasings).map(([name, heading]) => [name, linesOf(wordLists.followUps, heading)] as const),
    ...detailNames.map((detail) => [detail, phrasesOfDetail(detail)] as const)
  ]
    .flatMap(([name, lines]) => (lines.length > 0 ? `(?<${name}>${anyOf(lines)})` : []))
    .join('|')})[\\s?!.]*$`,
  'iu'
);
/** Requests of {@link phrasings} that a message may also make without a previous answer: "what is this?" asks about the bot. */
const alsoAlone = new Set(['itself', 'share', 'all', 'others', 'agreed', 'enough', 'refused']);
/** The beginning of a question that compares: "which of them is shorter". */
const comparing = beginning('asking which of several');
/** The beginning of a message that says what was meant, or what was not. */
const correcting = beginning('correcting what was understood');
/** The beginning of a message that names what is not wanted: "not the library". */
const excluding = beginning('naming what is not wanted');
/** Place of a choice that a word names, from 0; -1 for the last. */
const places = new Map([...words('the last of a choice')].map((word) => [word, -1]));
for (const [place, line] of linesOf(wordLists.followUps, 'places of a choice').entries())
  for (const word of line.split(' ')) places.set(word, place);
const aroundChoice = words('around a choice');
const choiceNames = words('names a choice');

/** A place with a word for what stands there, within a request: "who made the second one", "the link of the last one". */
const placeNamed = new RegExp(
  `(?<=\\S\\s+)(?:of |for |about |in |to )?the (?<place>${[...places.keys()].join('|')})(?: (?:${[...choiceNames].join('|')})${wordEnd}|(?=[\\s?!.]*$))`,
  'iu'
);

/** Maximum number of words of a follow-up, with and without a word that refers back; a longer message is complete in itself. */
const longestFollowUp = 10;
const longestWithoutPointer = 6;
/** Maximum number of words of a request that is a follow-up even without a previous answer: "link?". */
const bareWish = 2;

/** Follow-up request about what was shown last. */
export interface FollowUpRequest {
  /**
   * `chosen` opens one of the choices, `all` lays them side by side, `itself` shows once more what was shown, `earlier` what was shown
   * before that; `agreed` and `refused` answer whether the choices that were offered are meant; `enough` wants nothing more.
   */
  kind: FollowUp | 'chosen' | 'all' | 'itself' | 'earlier' | 'agreed' | 'refused' | 'enough';
  /** True if it means nothing without a previous answer: it refers back, or names only what is wanted. */
  points: boolean;
  /** True if it names only what is wanted: "phone number?". */
  isBare?: boolean;
  /** Of `detail`: its name; absent for a property that has none. */
  detail?: string;
  /** True if it compares: it is asked of several. */
  compares?: boolean;
  /** Places of those that are meant, from 0; -1 for the last. Absent where none is named. */
  places?: readonly number[];
}

/** Maximum number of words of a message that may name one of the choices, and of one that asks something more of what was shown. */
const longestPick = 8;
const longestCarried = 12;
/** The beginning of a piece of a question, whose rest was said before: "in primary care?" */
const piece = beginning('beginning a piece of a question');
/** The beginning of a question that may be complete and may not: "how many points do I need?" */
const begun = beginning('beginning a question whose rest may have been said');
/** Something added to what was asked, and its maximum number of words: "and fonts?" */
const addition = /^(?:and|plus|or)\s/i;
const longestAddition = 4;
/** Maximum number of words of a piece of a question. */
const longestPiece = 6;
/** Maximum number of words of a question that may be complete and may not. */
const longestBegun = 7;

/** Signs that a message leans on what was shown before it, where it is no request of {@link followUpOf}. */
export interface Leaning {
  /** It may name one of the choices. */
  picks: boolean;
  /** It says that it names one: "the IHI one". */
  namesOne: boolean;
  /** It asks something with words of its own that may be about what was shown: "how many points do I need?" */
  carries: boolean;
  /** It refers to what was shown: "how do I measure it?" */
  refers: boolean;
  /** It refers to what was shown by a word that belongs to no noun: not "what is on this weekend?" */
  refersAlone: boolean;
  /** It is a piece of a question, whose rest was said before: "in primary care?", "I'm a student". */
  isPiece: boolean;
  /** It says nothing of its own: "so what do I do now?" */
  isEmpty: boolean;
  /** It asks which of several has something. */
  compares: boolean;
  /** It says that it was understood wrongly. */
  corrects: boolean;
  /** It names what is not wanted. */
  excludes: boolean;
}

/** Returns what a message may mean by what was shown. */
export function leaningOf({ core, isAsking, introduction }: MessageParts): Leaning {
  const said = wordsOf(core.slice(0, fuzzyLimits.characters));
  const namesOne = countIn(said, choiceNames) > 0;
  const goesOn = said.length <= longestAddition && addition.test(core);
  const saysWho = introduction !== '' && core.endsWith(introduction);
  const isPiece = goesOn || (said.length <= longestPiece && (saysWho || piece.test(core)));
  const refers = (isAsking || isPiece) && said.length <= longestCarried && countIn(said, pointing) > 0;
  const refersAlone =
    refers &&
    said.some(
      (word, i) => pointing.has(word) && !(beforeNoun.has(word) && contentOf(said.slice(i + 1, i + 2)).length > 0)
    );
  const isEmpty = said.length <= longestFollowUp && contentOf(said).length === 0;
  const compares = said.length <= longestCarried && comparing.test(core);
  return {
    picks: said.length <= longestPick && (namesOne || !isAsking),
    namesOne,
    carries: isPiece || refers || isEmpty || compares || (said.length <= longestBegun && begun.test(core)),
    refers,
    refersAlone,
    isPiece,
    isEmpty,
    compares,
    corrects: correcting.test(core),
    excludes: excluding.test(core)
  };
}

/** Returns the words of a choice that a message names, without those around it. */
export const pickedBy = (words: readonly string[]): string[] =>
  contentOf(words).filter((word) => !aroundChoice.has(word));

/** Counts the words that a list holds. */
const countIn = (said: readonly string[], list: ReadonlySet<string>): number => {
  let count = 0;
  for (const word of said) if (list.has(word)) count++;
  return count;
};

/** Returns the request for one or several choices, which holds places and nothing of its own: "the second one please", "1 and 3". */
function chosenBy(said: readonly string[]): FollowUpRequest | undefined {
  const named = new Set<number>();
  let points = false;
  for (const word of said) {
    const place = places.get(word) ?? (/^[1-9]\d?$/.test(word) ? Number(word) - 1 : undefined);
    if (place !== undefined) named.add(place);
    else if (aroundChoice.has(word)) points ||= choiceNames.has(word);
    else return undefined;
  }
  if (named.size === 0) return undefined;
  return { kind: named.size > 1 ? 'all' : 'chosen', places: [...named], points: points || /^\d+$/.test(said.join('')) };
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
  const of = placeNamed.exec(text);
  if (of) {
    const request = followUpOf(text.replace(placeNamed, 'it'));
    const place = places.get(of.groups!.place!.toLowerCase());
    if (request && place !== undefined && request.kind !== 'chosen') return { ...request, places: [place] };
  }
  const groups = inPhrases.exec(text)?.groups;
  if (groups) {
    const [name] = Object.entries(groups).find(([, phrase]) => phrase !== undefined)!;
    if (!(name in phrasings)) return { kind: 'detail', detail: name, points: true };
    const kind = name as keyof typeof phrasings;
    if (kind === 'chosen') return { kind, points: false, places: [0] };
    return { kind: kind === 'again' ? 'itself' : kind, points: !alsoAlone.has(kind) };
  }
  if (aboutItself.test(text)) return { kind: 'detail', points: false };
  const compares = comparing.test(text);
  const content = contentOf(compares ? wordsOf(text.replace(comparing, ' ')) : said);
  /** Returns true where a request leaves nothing that is said unexplained. */
  const isWhole = ({ kind, words: own }: Want): boolean =>
    content.every(
      (word) =>
        untopical.has(word) || own.has(word) || (kind === 'others' && (refusing.has(word) || besideRefusal.has(word)))
    );
  let want: Want | undefined;
  let most = 0;
  for (const each of wants) {
    const count = countIn(said, each.words);
    // "which is shorter" asks for the length of each
    if (count > most && !(compares && each === others) && isWhole(each)) [want, most] = [each, count];
  }
  const points = countIn(said, pointing) > 0;
  if (
    want === undefined &&
    countIn(said, whereabouts) > 0 &&
    said.some((word) => pointing.has(word) && !aNewOne.has(word))
  )
    want = link;
  if (want === undefined && points && countIn(said, refusing) > 0) want = others;
  if (want === undefined || !isWhole(want)) return undefined;
  const { kind, detail } = want;
  if (kind === 'others') return countIn(said, bot) > 0 ? undefined : { kind, points: false };
  // "can I do it with my team" asks for nobody
  if (kind === 'contact' && [persons, reaching, contactNames].every((list) => countIn(said, list) === 0))
    return undefined;
  if (!points && kind === 'contact') {
    const isReaching = countIn(said, reaching) > 0;
    if (!(isReaching && countIn(said, persons) > 0) && countIn(said, contactNames) === 0) return undefined;
    if (!isReaching && countIn(said, bot) > 0) return undefined;
  }
  if (!points && !compares && said.length > longestWithoutPointer) return undefined;
  const isBare = !points && (said.length <= bareWish || (content.length <= 1 && said.length <= bareWish + 1));
  return {
    kind,
    points: points || (isBare && kind !== 'detail'),
    isBare,
    ...(detail !== undefined && { detail }),
    ...(compares && { compares })
  };
}
