import { wordLists } from '../../config/word-lists.ts';
import type { Entry } from '../../core/model/entry.ts';
import type { FollowUp } from '../../core/model/matcher.ts';
import { isDetail } from './details.ts';
import type { MessageParts } from './message-parts.ts';
import { anyOf, headed, lead, linesOf, phrasesUnder, wordEnd, wordsUnder } from './phrases.ts';
import { contentOf, functionWords, fuzzyLimits, stem, wordsOf } from './text.ts';

const { followUps } = wordLists;
const words = (heading: string): ReadonlySet<string> => wordsUnder(followUps, heading);
const phrases = (heading: string): string => phrasesUnder(followUps, heading);
/** Returns the pattern of a message that begins with a phrase, with a joining word before it or without. */
const beginning = (source: string): RegExp => new RegExp(`${lead}(?:${source})${wordEnd}`, 'iu');

/** Words that refer to the last answer. */
const pointers = words('pointing back');
/** Words that ask for something, by what they ask for: a kind of follow-up or a detail. */
const wants = new Map([...headed(followUps, 'asked').keys()].map((name) => [name, words(`${name}/asked`)]));
/** Words that give a message no topic of its own, whatever it asks, and those that give none to one that points back: "is it free to join". */
const untopical = new Set(pointers);
const factual = new Set<string>();
for (const [name, list] of wants)
  for (const word of list) if (name !== 'others') (isDetail(name) ? factual : untopical).add(word);
/** Matches a word of a question for a fact; most questions have none. */
export const mayAskFact = new RegExp(
  `(?<!\\p{L})(?:${[...words('asking for a fact'), ...factual, ...wants.get('source')!, ...wants.get('newer')!].join('|')})(?!\\p{L})`,
  'iu'
);
/** Words that ask for a link if nothing else is named. */
const whereabouts = words('places: ask for a link where nothing else is named');
/** Words for a contact that name one without a pointer; "ask a person" and "who are you" do not refer to an answer. */
const contactNames = words('names of a contact: need no word that points back');
const reaching = words('getting in touch');
const persons = words('who');
const bot = words('the bot');
/** Words that refer to the last answer whatever else is said: "there" seldom does. */
const pointing = new Set([...[...pointers].filter((word) => word !== 'there'), ...words('points back by itself')]);
const pointingToPerson = words('pointing back to a person');
/** Words that point back, or tell which of a noun is meant. */
const beforeNoun = words('before a noun');
/** Words that may mean one more of its kind: "how do I find one". */
const aNewOne: ReadonlySet<string> = new Set(['one', 'ones']);
/** Words that say that what was shown is not it, where they stand with a word that points to it. */
const refusing = words('not it');
const aroundRefusal = new Set([...refusing, ...words('beside a refusal')]);
/** Others who are people: "how do we get others to copy us" asks for nothing else than was shown. */
const otherPeople = new RegExp(`(?<!\\p{L})${phrases('others who are people')}${wordEnd}`, 'iu');
/** A question about a property of what was shown, whatever the property: "does it cover care homes?", "we are a charity, can we use it?" */
const aboutItself = beginning(
  `${phrases('asking about the thing itself')}|(?:[^,.;?!]{1,60},\\s*)?${phrases('asking to use the thing itself')}`
);
/** A question for somebody to turn to: "who can help us spread this?" */
export const asksForSomebody = new RegExp(`(?:${lead}|[:,.!?]\\s+)${phrases('asking for somebody')}${wordEnd}`, 'iu');
/** Requests said in whole phrases; one pattern with a group for each. */
const phrased = new RegExp(
  `${lead}(?:${[...headed(followUps, 'phrases')].map(([name, lines]) => `(?<${name}>${anyOf(lines, followUps)})`).join('|')})[\\s?!.]*$`,
  'iu'
);
/** Those of them that a message may also make without a previous answer: "what is this?" asks about the bot. */
const alsoAlone = new Set(['itself', 'share', 'chosen', 'all', 'others', 'agreed', 'enough', 'refused', 'material']);
/** A question that compares: "which of them is shorter". */
const comparing = beginning(phrases('asking which of several'));
const correcting = beginning(phrases('correcting what was understood'));
/** A question about what becomes of the asker's own work, in words of a follow-up: "where do I send it", "what if they don't want it". */
const ofOwnWork = beginning(
  `${phrases('asking about their own work')}|${phrases('asking where to send their own work')}`
);
const asksWhether = beginning(phrases('asking whether something does what'));
const sending = beginning(phrases('asking where to send their own work'));
/** Matches what may go with something: a template, a course. */
const material = new RegExp(phrases('material'), 'iu');
/** A message that names what is not wanted: "not the library". */
const excluding = beginning(phrases('naming what is not wanted'));
/** Place of a choice that a word names, from 0; -1 for the last. */
const places = new Map([...words('the last of a choice')].map((word) => [word, -1]));
for (const [place, line] of linesOf(followUps, 'places of a choice').entries())
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
   * before that; `agreed` and `refused` answer whether the choices that were offered are meant; `enough` wants nothing more; `material`
   * asks for something that goes with it.
   */
  kind: FollowUp | 'chosen' | 'all' | 'itself' | 'earlier' | 'agreed' | 'refused' | 'enough' | 'material';
  /** Of `material`: the thing that is asked for, such as a template. */
  material?: string;
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
/** A piece of a question, whose rest was said before: "in primary care?" */
const piece = beginning(phrases('beginning a piece of a question'));
/** A question that may be complete and may not: "how many points do I need?" */
const begun = beginning(phrases('beginning a question whose rest may have been said'));
/** Something added to what was asked, and its maximum number of words: "and fonts?" */
const addition = /^(?:and|plus|or)\s/i;
const longestAddition = 4;
/** Maximum number of words of a piece of a question, and of a question that may be complete and may not. */
const longestPiece = 6;
const longestBegun = 7;

/** Signs that a message leans on what was shown before it, where it is no request of {@link followUpOf}. */
export type Leaning = ReturnType<typeof leaningOf>;

/** Returns what a message may mean by what was shown. */
export function leaningOf({ core, isAsking, introduction }: MessageParts) {
  const said = wordsOf(core.slice(0, fuzzyLimits.characters));
  const namesOne = countIn(said, choiceNames) > 0;
  const goesOn = said.length <= longestAddition && addition.test(core);
  const saysWho = introduction !== '' && core.endsWith(introduction);
  const isPiece = goesOn || (said.length <= longestPiece && (saysWho || piece.test(core)));
  const refers = (isAsking || isPiece) && said.length <= longestCarried && countIn(said, pointing) > 0;
  const isOfNoun = (word: string, i: number): boolean =>
    beforeNoun.has(word) && contentOf(said.slice(i + 1, i + 2)).length > 0;
  const isEmpty = said.length <= longestFollowUp && contentOf(said).length === 0;
  const compares = said.length <= longestCarried && comparing.test(core);
  return {
    /** It may name one of the choices. */
    picks: said.length <= longestPick && (namesOne || !isAsking),
    /** It says that it names one: "the IHI one". */
    namesOne,
    /** It asks something with words of its own that may be about what was shown: "how many points do I need?" */
    carries: isPiece || refers || isEmpty || compares || (said.length <= longestBegun && begun.test(core)),
    /** It refers to what was shown: "how do I measure it?" */
    refers,
    /** It refers to what was shown by a word that means a thing and belongs to no noun: not "what is on this weekend?" */
    refersAlone:
      refers && said.some((word, i) => pointing.has(word) && !pointingToPerson.has(word) && !isOfNoun(word, i)),
    /** It is a piece of a question, whose rest was said before: "in primary care?", "I'm a student". */
    isPiece,
    /** It says nothing of its own: "so what do I do now?" */
    isEmpty,
    /** It asks which of several has something. */
    compares,
    /** It says one thing besides what it asks for. */
    saysLittle: said.length <= longestBegun && contentOf(said).length === 1,
    /** It asks whether what was shown does something: "do they give money". */
    asksWhether: asksWhether.test(core),
    /** It asks where to send what the asker made. */
    sends: sending.test(core),
    /** It says that it was understood wrongly. */
    corrects: correcting.test(core),
    /** It names what is not wanted. */
    excludes: excluding.test(core)
  };
}

/** Returns the words of a choice that a message names, without those around it. */
export const pickedBy = (words: readonly string[]): string[] =>
  contentOf(words).filter((word) => !aroundChoice.has(word));

function countIn(said: readonly string[], list: ReadonlySet<string>): number {
  let count = 0;
  for (const word of said) if (list.has(word)) count++;
  return count;
}

/** Returns the request for one or several choices, which holds places and nothing of its own: "the second one please", "1 and 3". */
function chosenBy(said: readonly string[]): FollowUpRequest | undefined {
  const named = new Set<number>();
  for (const word of said) {
    const place = places.get(word) ?? (/^[1-9]\d?$/.test(word) ? Number(word) - 1 : undefined);
    if (place !== undefined) named.add(place);
    else if (!aroundChoice.has(word)) return undefined;
  }
  if (named.size === 0) return undefined;
  const points = countIn(said, choiceNames) > 0 || /^\d+$/.test(said.join(''));
  return { kind: named.size > 1 ? 'all' : 'chosen', places: [...named], points };
}

/**
 * Returns what a message asks about the last answer, or undefined if it is not a follow-up. A follow-up has no topic of
 * its own: only words of grammar, pointers and words that name a kind of follow-up.
 */
export function followUpOf(text: string): FollowUpRequest | undefined {
  const said = wordsOf(text.slice(0, fuzzyLimits.characters));
  if (said.length === 0 || said.length > longestFollowUp || ofOwnWork.test(text)) return undefined;
  const chosen = chosenBy(said);
  if (chosen) return chosen;
  const place = placeNamed.exec(text)?.groups?.place;
  const ofPlace = place && followUpOf(text.replace(placeNamed, 'it'));
  if (ofPlace && ofPlace.kind !== 'chosen') return { ...ofPlace, places: [places.get(place.toLowerCase())!] };
  const [phrase] = Object.entries(phrased.exec(text)?.groups ?? {}).find(([, found]) => found !== undefined) ?? [];
  if (phrase)
    return {
      ...requestFor(phrase === 'again' ? 'itself' : phrase),
      points: !alsoAlone.has(phrase),
      ...(phrase === 'chosen' && { places: [0] }),
      ...(phrase === 'material' && { material: material.exec(text)![0] })
    };
  const wanted = wantedBy(text, said);
  return wanted?.detail === undefined && aboutItself.test(text) ? { kind: 'detail', points: false } : wanted;
}

const requestFor = (name: string): Pick<FollowUpRequest, 'kind' | 'detail'> =>
  isDetail(name) ? { kind: 'detail', detail: name } : { kind: name as FollowUp };

/** Returns the request whose words leave nothing that is said unexplained. */
function wantedBy(text: string, said: readonly string[]): FollowUpRequest | undefined {
  const compares = comparing.test(text);
  const points = countIn(said, pointing) > 0;
  const content = contentOf(compares ? wordsOf(text.replace(comparing, ' ')) : said);
  const isWhole = (name: string): boolean =>
    content.every(
      (word) =>
        untopical.has(word) ||
        wants.get(name)!.has(word) ||
        (points && isDetail(name) && factual.has(word)) ||
        (name === 'others' && aroundRefusal.has(word))
    );
  let want: string | undefined;
  let most = 0;
  for (const [name, list] of wants) {
    const count = countIn(said, list);
    // "which is shorter" asks for the length of each
    if (count > most && !(compares && name === 'others') && isWhole(name)) [want, most] = [name, count];
  }
  const says = (list: ReadonlySet<string>): boolean => countIn(said, list) > 0;
  if (!want && points) {
    const isKnown = countIn(said, pointing) > countIn(said, aNewOne);
    if (isKnown && says(whereabouts)) want = 'link';
    else if (says(refusing)) want = 'others';
  }
  if (!want || !isWhole(want)) return undefined;
  if (want === 'others') return says(bot) || otherPeople.test(text) ? undefined : { kind: want, points: false };
  // "can I do it with my team" asks for nobody
  const seeks = points
    ? says(persons) || says(reaching) || says(contactNames)
    : says(reaching)
      ? says(persons) || says(contactNames)
      : says(contactNames) && !says(bot);
  if (want === 'contact' && !seeks) return undefined;
  if (!points && !compares && said.length > longestWithoutPointer) return undefined;
  const isBare = !points && (said.length <= bareWish || (content.length <= 1 && said.length <= bareWish + 1));
  return {
    ...requestFor(want),
    points: points || (isBare && !isDetail(want)),
    isBare,
    ...(compares && { compares })
  };
}

/**
 * Returns a question about an entry that it names as it is asked of "it": "how long does it take" of "how long does the PSAT take".
 * Undefined where it says no name of the entry.
 */
export function ofIt(question: string, { title, publisher = '', aliases, kind }: Entry): string | undefined {
  const said = wordsOf(question);
  const stems = said.map(stem);
  const own = new Set(wordsOf([title, publisher, kind, ...aliases].join(' ')).map(stem));
  let [from, to] = [0, 0];
  for (const name of [title, title.split(/[:(]/)[0]!, ...aliases]) {
    const words = wordsOf(name.replace(/^(?:an?|the) /i, '')).map(stem);
    const at = stems.findIndex((_, i) => words.length > to - from && words.every((word, j) => stems[i + j] === word));
    if (at >= 0) [from, to] = [at, at + words.length];
  }
  if (from === to) return undefined;
  const isOwn = (i: number): boolean => own.has(stems[i]!) && !functionWords.has(said[i]!) && !untopical.has(said[i]!);
  while (isOwn(to)) to++;
  while (isOwn(from - 1)) from--;
  if (['the', 'a', 'an'].includes(said[from - 1]!)) from--;
  return [...said.slice(0, from), 'it', ...said.slice(to)].join(' ');
}
