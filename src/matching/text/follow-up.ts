import { wordLists } from '../../config/word-lists.ts';
import type { FollowUp } from '../../core/model/matcher.ts';
import type { MessageParts } from './message-parts.ts';
import { anyOf, headed, lead, linesOf, phrasesUnder, wholeWords, wordEnd, wordsUnder } from './phrases.ts';
import { contentOf, fuzzyLimits, wordsOf } from './text.ts';

const { followUps } = wordLists;
const words = (heading: string): ReadonlySet<string> => wordsUnder(followUps, heading);
const phrases = (heading: string): string => phrasesUnder(followUps, heading);
/** Returns the pattern of a message that begins with a phrase, with a joining word before it or without. */
const beginning = (source: string): RegExp => new RegExp(`${lead}(?:${source})${wordEnd}`, 'iu');

/** Kinds of answer that a question may ask for, such as a date: how it asks, and how a sentence gives one. */
export const kinds = [...headed(followUps, 'asks for')].map(([name, lines]) => ({
  name,
  asks: wholeWords(lines),
  gives: wholeWords(headed(followUps, 'given').get(name)!)
}));

/** Returns the kinds of answer that a question asks for, each a word or two that ask for it too: "date" of "when did it start". */
export function kindsAsked(question: string): string[] {
  const asked: string[] = [];
  for (const { name, asks } of kinds) if (question.search(asks) >= 0) asked.push(name);
  return asked;
}
export const isKind = (name: string): boolean => kinds.some((kind) => kind.name === name);
/** Returns a question without the words by which it asks for a kind of answer. */
export const withoutKinds = (question: string): string =>
  kinds.reduce((left, { asks }) => left.replace(asks, ' '), question);

/** Words that say nothing of what a question is about. */
export const idle = words('says nothing of the topic');
/** Words that refer to the last answer. */
const pointers = words('pointing back');
/** Words that ask for something, by the kind of follow-up. */
const wants = new Map([...headed(followUps, 'asked').keys()].map((name) => [name, words(`${name}/asked`)]));
/** Words that give a message no topic of its own. */
const untopical = new Set([...pointers, ...idle]);
for (const [name, list] of wants) if (name !== 'others') for (const word of list) untopical.add(word);
/** Matches a word of a question for a fact; most questions have none. */
const factWords = wholeWords([...words('asking for a fact'), ...wants.get('source')!, ...wants.get('newer')!]);
export const mayAskFact = (text: string): boolean => text.search(factWords) >= 0 || kindsAsked(text).length > 0;
/** Matches what stands between two questions for facts of the same thing. */
export const nextFact = new RegExp(
  `(?:[?;.,]\\s{1,3}(?:and\\s{1,3})?|\\s{1,3}(?:and|n|&|plus)\\s{1,3})(?=${phrases('beginning another question for a fact')}${wordEnd})`,
  'iu'
);
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
export const asksForSomebody = new RegExp(`(?:${lead}|[:,.!?]\\s+)${phrases('asking for somebody')}${wordEnd}`, 'iu');
/** Requests said in whole phrases; one pattern with a group for each. */
const phrased = new RegExp(
  `${lead}(?:${[...headed(followUps, 'phrases')].map(([name, lines]) => `(?<${name}>${anyOf(lines, followUps)})`).join('|')})[\\s?!.]*$`,
  'iu'
);
/** Those of them that a message may also make without a previous answer: "what is this?" asks about the bot. */
const alsoAlone = new Set(['itself', 'share', 'chosen', 'all', 'others', 'agreed', 'enough', 'refused', 'material']);
const comparing = beginning(phrases('asking which of several'));
const correcting = beginning(phrases('correcting what was understood'));
/** A question about what becomes of the asker's own work, in words of a follow-up: "where do I send it", "what if they don't want it". */
const ofOwnWork = beginning(
  `${phrases('asking about their own work')}|${phrases('asking where to send their own work')}`
);
export const asksWhether = beginning(phrases('asking whether something does what'));
export const asksHow = beginning(phrases('asking how to do something'));
const sending = beginning(phrases('asking where to send their own work'));
const material = new RegExp(phrases('material'), 'iu');
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
  /** Of `material`: the thing that is asked for. */
  material?: string;
  /** True if it means nothing without a previous answer: it refers back, or names only what is wanted. */
  points: boolean;
  /** True if it names only what is wanted: "phone number?". */
  isBare?: boolean;
  /** Of `detail`: the kind of answer that is asked for, in words that ask for it. */
  detail?: string;
  /** True if it compares: it is asked of several. */
  compares?: boolean;
  /** Places of those that are meant, from 0; -1 for the last. Absent where none is named. */
  places?: readonly number[];
}

/** A piece of a question, whose rest was said before: "in primary care?" */
const piece = beginning(phrases('beginning a piece of a question'));
/** A question that may be complete and may not: "how many points do I need?" */
const begun = beginning(phrases('beginning a question whose rest may have been said'));
/** Something added to what was asked: "and fonts?" */
const addition = /^(?:and|plus|or)\s/i;
/** Maximum numbers of words, by what a message may be: words of content of a question to what was shown, a choice named, something more of what was shown, and those above. */
const longest = { content: 6, pick: 8, carried: 12, addition: 4, piece: 6, begun: 7 };

export type Leaning = ReturnType<typeof leaningOf>;

/** Returns the signs that a message leans on what was shown before it, where it is no request of {@link followUpOf}. */
export function leaningOf({ core, isAsking, introduction }: MessageParts) {
  const said = wordsOf(core.slice(0, fuzzyLimits.characters));
  const namesOne = countIn(said, choiceNames) > 0;
  const goesOn = said.length <= longest.addition && addition.test(core);
  const saysWho = introduction !== '' && core.endsWith(introduction);
  const isPiece = goesOn || (said.length <= longest.piece && (saysWho || piece.test(core)));
  const refers = (isAsking || isPiece) && said.length <= longest.carried && countIn(said, pointing) > 0;
  const isOfNoun = (word: string, i: number): boolean =>
    beforeNoun.has(word) && contentOf(said.slice(i + 1, i + 2)).length > 0;
  const isEmpty = said.length <= longestFollowUp && contentOf(said).length === 0;
  const compares = said.length <= longest.carried && comparing.test(core);
  // by a word that means a thing and belongs to no noun: not "what is on this weekend?"
  const refersAlone =
    refers && said.some((word, i) => pointing.has(word) && !pointingToPerson.has(word) && !isOfNoun(word, i));
  return {
    /** It may ask something of what was shown, if that tells it. */
    mayLean: isAsking && contentOf(said).length <= longest.content,
    picks: said.length <= longest.pick && (namesOne || !isAsking),
    namesOne,
    /** It asks something with words of its own that may be about what was shown: "how many points do I need?" */
    carries: isPiece || refers || isEmpty || compares || (said.length <= longest.begun && begun.test(core)),
    /** It refers to what was shown: "how do I measure it?" */
    refers,
    refersAlone,
    /** It is a piece of a question, whose rest was said before: "in primary care?", "I'm a student". */
    isPiece,
    /** It says nothing of its own: "so what do I do now?" */
    isEmpty,
    compares,
    /** It asks whether what was shown does something: "do they give money". */
    asksWhether: refersAlone && asksWhether.test(core),
    sends: sending.test(core),
    isOfOwnWork: ofOwnWork.test(core),
    corrects: correcting.test(core),
    excludes: excluding.test(core)
  };
}

export const pickedBy = (words: readonly string[]): string[] =>
  contentOf(words).filter((word) => !aroundChoice.has(word));

function countIn(said: readonly string[], list: ReadonlySet<string>): number {
  let count = 0;
  for (const word of said) if (list.has(word)) count++;
  return count;
}

export const refersBack = (text: string): boolean => countIn(wordsOf(text), pointing) > 0;

/** Returns the request for one or several choices, which holds places and nothing of its own: "the second one please", "1 and 3". */
function chosenBy(said: readonly string[]): FollowUpRequest | undefined {
  if (said.at(-1) === 'what') return undefined;
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

/** Returns what a message asks about the last answer; undefined where it has a topic of its own, besides words that name a request. */
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
      kind: (phrase === 'again' ? 'itself' : phrase) as FollowUp,
      points: !alsoAlone.has(phrase),
      ...(phrase === 'chosen' && { places: [0] }),
      ...(phrase === 'material' && { material: material.exec(text)![0] })
    };
  return wantedBy(text, said);
}

/** Returns the request whose words leave nothing that is said unexplained. */
function wantedBy(text: string, said: readonly string[]): FollowUpRequest | undefined {
  const compares = comparing.test(text);
  const points = countIn(said, pointing) > 0;
  const content = contentOf(compares ? wordsOf(text.replace(comparing, ' ')) : said);
  const isWhole = (name: string): boolean =>
    content.every(
      (word) => untopical.has(word) || wants.get(name)!.has(word) || (name === 'others' && aroundRefusal.has(word))
    );
  const isWordy = !points && !compares && said.length > longestWithoutPointer;
  const isBare = !points && (said.length <= bareWish || (content.length <= 1 && said.length <= bareWish + 1));
  const names = countIn(said, reaching) + countIn(said, contactNames) + countIn(said, bot);
  const [detail] = names > 0 ? [] : kindsAsked(text);
  if (detail && !isWordy && contentOf(wordsOf(withoutKinds(text))).every((word) => idle.has(word)))
    return { kind: 'detail', detail, points, isBare, ...(compares && { compares }) };
  let want: string | undefined;
  let most = 0;
  for (const [name, list] of wants) {
    const count = countIn(said, list);
    // "which is shorter" asks for the length of each
    if (count > most && !(compares && name === 'others') && isWhole(name)) [want, most] = [name, count];
  }
  const says = (list: ReadonlySet<string>): boolean => countIn(said, list) > 0;
  const isKnown = countIn(said, pointing) > countIn(said, aNewOne);
  if (!want && points) {
    if (isKnown && says(whereabouts)) want = 'link';
    // "we haven't got one" refuses nothing
    else if (says(refusing) && !/n['’]t\b/i.test(text)) want = 'others';
  }
  if (!want || !isWhole(want)) return undefined;
  if (want === 'others') return says(bot) || otherPeople.test(text) ? undefined : { kind: want, points: false };
  // "can I do it with my team" asks for nobody, "who does it" for no contact
  const asksAlone = says(reaching) ? says(persons) || says(contactNames) : says(contactNames) && !says(bot);
  const seeks = points ? isKnown && (says(contactNames) || says(reaching)) : asksAlone;
  if (want === 'contact' && !seeks) return undefined;
  if (isWordy) return undefined;
  return { kind: want as FollowUp, points: points || isBare, isBare, ...(compares && { compares }) };
}

const replacing = new RegExp(
  `${lead}(?:${phrases('before what was meant')} (?<meant>.{2,60}?),? not (?:\\S+\\s?){1,4}|${phrases('before what was not')} (?<wrong>[^,;.]{1,40})[,;.]+ (?<instead>.{2,60}))$`,
  'iu'
);

const restating = new RegExp(`${lead}${phrases('before what was meant')} (?<request>.{2,80})$`, 'iu');

/**
 * Returns what is meant by "no, I meant who can I ask", "I meant spread, not sustain" or "that's Scottish, I'm in England"; "I said we
 * should not" negates.
 */
export function meantBy(text: string): string | undefined {
  const { request } = restating.exec(text)?.groups ?? {};
  if (request && followUpOf(request)) return request;
  const { meant, wrong = '', instead } = replacing.exec(text)?.groups ?? {};
  if (contentOf(wordsOf(wrong)).length > 0) return instead;
  return meant && contentOf(wordsOf(meant).slice(-1)).length > 0 ? meant : undefined;
}
