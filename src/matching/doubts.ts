import { wordLists } from '../config/word-lists.ts';
import { memoizeByObject } from '../core/model/bounded-map.ts';
import { type Entry, talkOf } from '../core/model/entry.ts';
import type { Match, MatchResult } from '../core/model/matcher.ts';
import { choiceLimit } from './confidence/confidence.ts';
import type { Engine } from './engine.ts';
import type { Ranked } from './ranking/ranker.ts';
import { headed, linesOf, wholeWords, wordsUnder } from './text/phrases.ts';
import { contentOf, normalise, stem, wordsOf } from './text/text.ts';

const { facts } = wordLists;
const says = (pattern: RegExp | undefined, text: string): boolean => pattern !== undefined && text.search(pattern) >= 0;

/** Words that name a nation or a place in one. */
interface NationPhrase {
  words: readonly string[];
  /** Undefined for words that name none: "nhs england". */
  nation: string | undefined;
  isPlace: boolean;
}
const word = /[\p{L}\p{N}]+/gu;
/** By the first of their words, longest first. */
const nationPhrases = new Map<string, NationPhrase[]>();
for (const { name, lines } of facts) {
  const [kind = '', nation] = name.split('/');
  if (!['nation', 'place', 'no nation'].includes(kind)) continue;
  for (const line of lines)
    for (const written of new Set([line, line.replaceAll("'", '')])) {
      const words = written.match(word)!;
      const known = nationPhrases.get(words[0]!) ?? [];
      nationPhrases.set(words[0]!, [...known, { words, nation, isPlace: kind === 'place' }]);
    }
}
for (const phrases of nationPhrases.values()) phrases.sort((a, b) => b.words.length - a.words.length);

const abroad = wordsUnder(facts, 'abroad');
const isAbroad = (nation: string): boolean => abroad.has(nation);
export const nameOf = (nation: string): string => linesOf(facts, `nation/${nation}`)[0]!;

const patternsOf = (part: string): ReadonlyMap<string, RegExp> =>
  new Map([...headed(facts, part)].map(([demand, lines]) => [demand, wholeWords(lines)]));
/** Demands that a question may make besides its subject: an entry that lacks one, or says the opposite, is no sure answer. */
const demands = patternsOf('asked');
const notAsked = patternsOf('not asked');
const said = patternsOf('said');
const saidAnywhere = patternsOf('said anywhere');
const denied = patternsOf('denied');

const textOf = memoizeByObject((entry: Entry) => {
  const name = [entry.title, entry.publisher, ...entry.aliases].filter(Boolean).join(' \n');
  return { name, body: entry.body, all: [name, entry.body, ...entry.asks].join(' \n') };
});

/** Returns the nations that a text names, by their name or by a place in them, those named by their name, and the text without them. */
export function nationsIn(text: string): { nations: string[]; named: string[]; rest: string } {
  const nations = new Set<string>();
  const named = new Set<string>();
  const tokens = [...text.matchAll(word)];
  const wordAt = (at: number): string | undefined => tokens[at]?.[0].toLowerCase();
  let rest = '';
  let from = 0;
  for (let at = 0; at < tokens.length; at++) {
    const phrases = nationPhrases.get(wordAt(at)!) ?? [];
    const found = phrases.find(({ words }) => words.every((one, i) => wordAt(at + i) === one));
    if (!found) continue;
    const { words, nation, isPlace } = found;
    if (nation) nations.add(nation);
    if (nation && !isPlace) named.add(nation);
    rest += `${text.slice(from, tokens[at]!.index)} `;
    at += words.length - 1;
    from = tokens[at]!.index + tokens[at]![0].length;
  }
  return { nations: [...nations], named: [...named], rest: rest + text.slice(from) };
}

/** Returns true for a text that names a nation and nothing else: "and in Scotland?" */
export function isPlaceOnly(text: string): boolean {
  const { nations, rest } = nationsIn(text);
  return nations.length > 0 && contentOf(wordsOf(rest)).length === 0;
}

const nationsOf = memoizeByObject((entry: Entry) => {
  const { name, all } = textOf(entry);
  return { own: nationsIn(name).named, all: nationsIn(all).nations };
});

/** Returns true for an entry of other nations than those asked about, by its field or its name; false where the entry names none. */
export function isElsewhere(asked: readonly string[], entry: Entry): boolean {
  const field = (entry as { nation?: string }).nation;
  const own = field ? [field.toLowerCase().replaceAll(' ', '-')] : nationsOf(entry).own;
  return own.length > 0 && !asked.some((nation) => own.includes(nation));
}

/** Returns why an entry is no sure answer to a question that names a fact: another nation, or a demand that it lacks or denies. */
export function vetoOf(question: string, entry: Entry): string | undefined {
  const { nations: asked, named } = nationsIn(question);
  if (asked.length > 0) {
    // a town of the kingdom says where somebody is, not of what nation the answer must be
    const demanded = [...named, ...asked.filter(isAbroad)];
    const silent =
      demanded.length > 0 &&
      !asked.includes('england') &&
      !nationsOf(entry).all.some((nation) => demanded.includes(nation));
    if (isElsewhere(asked, entry) || silent) return 'nation';
  }
  for (const [name, demand] of demands) {
    const not = notAsked.get(name);
    if ((not ? question.replace(not, ' ') : question).search(demand) < 0) continue;
    const { body, all } = textOf(entry);
    const isMet = says(said.get(name), body) || says(saidAnywhere.get(name), all);
    if (!isMet || says(denied.get(name), body)) return name;
  }
  return undefined;
}

/** Maximum confidence in an entry that contradicts a fact of the question. */
export const mostDoubted = 0.6;
const oldWords = wordsUnder(wordLists.words, 'asking for what is old');

const older: ReadonlySet<Entry['status']> = new Set(['archived', 'closed', 'superseded']);

/** Returns true where a message says an entry's title or another of its names, or asks for what is old. */
const isNamed = (question: string, { title, aliases }: Entry): boolean => {
  const said = ` ${normalise(question)} `;
  return (
    said.split(' ').some((word) => oldWords.has(word)) ||
    [title, ...aliases].some((name) => said.includes(` ${normalise(name)} `))
  );
};

/**
 * Turns an answer that contradicts a fact of the question into choices, fitting entries first, and puts a current entry before an older
 * one that the message does not name. Undefined where nothing is doubted.
 */
export function doubtedChoices(question: string, found: Pick<MatchResult, 'outcome' | 'matches'>): Match[] | undefined {
  const first = found.matches[0];
  if (!first || found.outcome === 'none') return undefined;
  const count = contentOf(wordsOf(question)).length;
  // "tool please" names a kind of thing, whichever entry it comes nearest to
  const isVague = count <= 1 && !isNamed(question, first.entry);
  const fitting: Match[] = [];
  const doubted: Match[] = [];
  for (const match of found.matches) {
    if (!isVague && vetoOf(question, match.entry) === undefined) fitting.push(match);
    else doubted.push({ ...match, confidence: Math.min(match.confidence, mostDoubted) });
  }
  const order = [...fitting, ...doubted];
  const isOutdated = older.has(first.entry.status) && !isNamed(question, first.entry);
  const newer = isOutdated ? order.find(({ entry }) => !older.has(entry.status)) : undefined;
  if (found.outcome === 'answer' && fitting[0] === first && !newer) return undefined;
  return asChoices(newer ? [newer, ...order.filter((match) => match !== newer)] : order);
}

/** Returns matches in their order as choices, the most confident of their confidences for the first. */
export function asChoices(matches: readonly Match[]): Match[] {
  const confidences = matches.map(({ confidence }) => confidence).sort((a, b) => b - a);
  return matches.slice(0, choiceLimit).map(({ entry }, i) => ({ entry, confidence: confidences[i]! }));
}

/** Maximum number of words of small talk, its least likeness to a phrasing of talk, and that from which a longer message counts too. */
const longestTalk = 8;
const leastLikeTalk = 0.2;
const muchAlike = 0.4;
/** Least likeness where half of the content or more is not in the phrasing: "door won't shut" shares a word with "shut up", and is about a door. */
const besidesOther = 0.51;
/** Commands whose phrasings name a topic, in the place of which a message may have any other. */
const namesTopic = [talkOf('topics '), talkOf('contacts ')];

/** Returns true where a message, of which the words are given as read, is near enough to the best of its ranking to be talk. */
export function isNearTalk({ corpus }: Engine, words: readonly string[], best: Ranked | undefined): boolean {
  if (!best) return false;
  const { document, phrasing, parts } = best;
  const { asks, talk } = corpus.documents[document]!;
  const said = new Set(wordsOf(asks[phrasing] ?? '').map(stem));
  const content = namesTopic.some((start) => talk?.startsWith(start)) ? [] : contentOf(words);
  const others = content.filter((word) => !said.has(stem(word)));
  if (others.length > 0 && 2 * others.length >= content.length && parts.nearestQuestion < besidesOther) return false;
  return parts.nearestQuestion >= (words.length <= longestTalk ? leastLikeTalk : muchAlike);
}
