import { aboutOf } from '../model/about-of.ts';
import type { Action, Card, Tile } from '../model/card.ts';
import { commandOf, type Entry, type Knowledge, type smallTalks, talkOf } from '../model/entry.ts';
import type { Journals } from '../model/journals.ts';
import type { KnowledgeBase } from '../model/knowledge-base.ts';
import type { MatchResult } from '../model/matcher.ts';
import type { Shown } from '../model/store.ts';
import { type LookUpBase, readSearch, searchCard, topicContacts } from './browse.ts';
import { contactTile, entryCard, showAction, wholeEntry } from './entry-card.ts';
import { choiceTile, followUpCard, mostChoices } from './follow-up-card.ts';
import { journalsCard, rowCard } from './journals-card.ts';
import { entryAt } from './known-address.ts';
import { askAction, carriedQuestion } from './next-steps.ts';
import { isOtherLanguage } from './other-language.ts';
import { saidCommandCard } from './said-command.ts';
import { talkCard } from './small-talk.ts';

/** Maximum number of choices in total; after them "None of these" gives no answer. */
const mostOffered = 8;
/** Minimum confidence of an entry shown under "no answer"; below it an entry is no better than chance. */
export const betterThanChance = 0.15;
/** Maximum number of entries shown under "no answer". */
const mostNear = 2;

/**
 * Returns the card for the result of a match.
 *
 * @param question the person's own words
 * @param handsOver whether a person can be asked
 * @param days days for which the words of an unanswered question are kept; 90 when not given
 */
export function answerCard(
  question: string,
  matchResult: MatchResult,
  base: LookUpBase,
  handsOver = false,
  days?: number
): Card {
  const { knowledge } = base;
  const { outcome, matches, rest, talk, followUp, topic } = matchResult;
  if (talk && talk !== 'outside') {
    const command = commandOf(talk);
    if (command !== undefined) return saidCommandCard(command, base, { question, topic, handsOver });
    return talkCard(talk as (typeof smallTalks)[number], knowledge, { handsOver, ...(days !== undefined && { days }) });
  }
  const best = matches[0]?.entry;
  const { journals } = knowledge;
  const chooses =
    journals && best && followsTable(matchResult, journals) && knowledge.entries.get(journals.answers[0]!);
  const table = chooses && journalsCard(question, journals);
  if (table) return { ...table, actions: [showAction(chooses, 'More about this')], feedback: { about: chooses.id } };
  const isUntold = followUp === 'detail' && outcome === 'answer' && best?.kind === 'journal' && !matches[0]!.passage;
  const row = isUntold ? journals?.journals.find(({ entry }) => entry === best.id) : undefined;
  if (row)
    return { ...rowCard(row, journals!), actions: [showAction(best!, wholeEntry)], feedback: { about: best!.id } };
  if (followUp) return followUpCard(matchResult, followUp, knowledge, { question, handsOver });
  if (outcome === 'answer' && best) {
    const card = entryCard(best, knowledge, { question, handsOver });
    return rest.length > 0 ? withRest(card, rest) : card;
  }
  if (outcome === 'choices') {
    const choices = [...matches, ...rest].map(({ entry }) => entry);
    return choicesCard(question, choices, { handsOver });
  }
  return noneCard(question, matchResult, knowledge, handsOver);
}

/** Returns the answer to a message that is the address of an entry and nothing else; undefined for any other message. */
export function answeredByAddress(
  text: string,
  found: MatchResult,
  knowledge: Pick<Knowledge, 'entries'>
): MatchResult | undefined {
  const address = text.trim();
  const entry = /^https?:\/\/\S+$/i.test(address) ? entryAt(address, knowledge) : undefined;
  if (!entry) return undefined;
  const { talk: _, followUp: __, ...rest } = found;
  return { ...rest, outcome: 'answer', matches: [{ entry, confidence: 1 }], rest: [] };
}

/** Talk that a later message can refer to: "who wrote them?" after where answers come from, "make it Monday" after the tips. */
const referable = /^(?:about-me|privacy|command\/(?:tips|assess)\b.*)$/;

/**
 * Returns what a conversation remembers of a card; undefined where the card ends nothing that was shown before.
 *
 * @param found what the card answers; absent for a list that was asked for by a command
 * @param before what was remembered, where the message could refer to it
 */
export function shownOn(
  card: Card,
  found: Partial<MatchResult> | undefined,
  before: Shown = { last: [] }
): Shown | undefined {
  const listed: string[] = [];
  for (const { about, actions = [] } of card.tiles ?? []) {
    if (about) listed.push(about);
    if (about !== undefined) continue;
    const shows = actions.find(({ id }) => id === 'choose' || id === 'open' || id === 'topic');
    if (shows?.value) listed.push(shows.id === 'topic' ? `talk/${talkOf(`topics ${shows.value}`)}` : shows.value);
  }
  const { outcome, talk, followUp, asked, isAside, matches = [], ranked = [] } = found ?? {};
  if (isAside) return undefined;
  const best = matches[0]?.entry.id;
  const table = followUp === 'others' || outcome === 'choices' ? card.feedback?.about : undefined;
  if (table) return { last: [table], list: listed };
  if (outcome === 'answer' && best !== undefined && followUp !== 'others') {
    const list = before.last.length > 1 ? before.last : (before.list ?? []);
    const { further: next = [] } = before;
    const isFromList = list.length > 1 && (list.includes(best) || next.includes(best));
    return isFromList ? { last: [best], list, further: next } : { last: [best], list: listed };
  }
  const isTalk = talk !== undefined && talk !== 'outside';
  if (isTalk && listed.length === 0) return referable.test(talk) ? { last: [`talk/${talk}`] } : undefined;
  if (followUp !== undefined && listed.length === 0) return asked === undefined ? undefined : { ...before, asked };
  const left = new Set(followUp ? before.further : [...matches, ...ranked].map(({ entry }) => entry.id));
  for (const id of listed) left.delete(id);
  // a page of a search is reached by its words, which are not remembered
  const onward = card.actions?.find(({ id, value }) => id === 'more' && readSearch(value).text === '')?.value;
  if (onward) left.add(`talk/${talkOf(`more ${onward}`)}`);
  return { last: listed, list: listed, further: [...left], ...(asked !== undefined && { asked }) };
}

/** Maximum number of lines for other questions of the same message, so that at most five buttons are visible. */
const mostRest = 2;

/** Returns true for an answer by the table of journals, for a detail of several journals, and for others than one. */
function followsTable({ outcome, matches, followUp }: MatchResult, { answers }: Journals): boolean {
  const { id, kind } = matches[0]!.entry;
  if (answers.includes(id))
    return outcome === 'answer' && (!followUp || followUp === 'detail' || followUp === 'others');
  return kind === 'journal' && (followUp === 'others' || (followUp === 'detail' && outcome === 'choices'));
}

/** Returns a card with a line for each answer to another question of the same message. */
function withRest(card: Card, others: MatchResult['rest']): Card {
  const tiles: Tile[] = others.slice(0, mostRest).map(({ entry }) => ({
    title: entry.title,
    subtitle: 'For your other question',
    actions: [showAction(entry)]
  }));
  const own = (card.tiles ?? []).filter(({ title }) => !tiles.some((tile) => tile.title === title));
  return { ...card, tiles: [...tiles, ...own] };
}

/** A question and the number of entries already offered for it, as carried by a button. */
interface Declined {
  shown: number;
  question: string;
}

/** Returns the value of "None of these": `4 my question`. */
function writeDeclined({ shown, question }: Declined): string {
  return `${shown} ${question}`;
}

/** Reads the value of "None of these"; an altered value is read as a question. */
export function readDeclined(value: string): Declined {
  const [, shown, question] = /^(\d{1,3}) (.*)$/s.exec(value) ?? [];
  return shown === undefined ? { shown: mostChoices, question: value } : { shown: Number(shown), question: question! };
}

/**
 * Returns up to four entries to choose from, a line and a button each, and "None of these".
 *
 * @param shown number of entries already offered for the question
 * @param handsOver whether a person can be asked, who then gets the whole question
 */
export function choicesCard(
  question: string,
  choices: readonly Entry[],
  { handsOver = false, shown = 0 }: { handsOver?: boolean; shown?: number } = {}
): Card {
  const some = choices.slice(0, mostChoices);
  let title = some.length > 1 ? 'Did you mean one of these?' : 'This may be near';
  if (shown > 0) title = 'Perhaps one of these?';
  const kept = question.slice(0, handsOver ? carriedQuestion : 300);
  return {
    title,
    text: '',
    tiles: some.map((entry) => choiceTile(entry)),
    actions: [
      {
        id: 'none',
        label: some.length > 1 ? 'None of these' : 'Not this one',
        value: writeDeclined({ shown: shown + some.length, question: kept })
      }
    ]
  };
}

/**
 * Returns the card after "None of these": the next choices or, if there are no more, the card without an answer.
 *
 * @param value of the button
 */
export function declinedCard(value: string, { knowledge, matcher }: KnowledgeBase, handsOver = false): Card {
  const { shown, question } = readDeclined(value);
  const found = matcher.find(question);
  const all = [...new Set([...found.matches, ...(found.ranked ?? [])].map(({ entry }) => entry))].filter(({ id }) =>
    knowledge.entries.has(id)
  );
  const next = all.slice(shown, shown + mostChoices);
  if (next.length > 0 && shown < mostOffered) return choicesCard(question, next, { handsOver, shown });
  return noneCard(question, { ...found, matches: [] }, knowledge, handsOver);
}

/**
 * Returns a short card for a question without an answer: first a person to ask, if there is one, and the nearest
 * entries only if they are better than chance. For a question outside the field it names no contact.
 */
export function noneCard(
  question: string,
  { matches, topic, talk }: MatchResult,
  knowledge: Knowledge,
  handsOver = false
): Card {
  const browse: Action = { id: 'topic', label: 'Browse the topics', value: '' };
  if (isOtherLanguage(question))
    return {
      title: 'I read English only',
      text: 'Please ask again in English; a few plain words are enough. If somebody is in danger, ring 999.',
      actions: handsOver ? [askAction(question), browse] : [browse]
    };
  if (talk === 'outside') {
    const { covers, texts } = aboutOf(knowledge);
    return {
      title: 'That is outside what I know',
      text: texts.outside ?? `I know about ${covers}. If your question is about that, please try other words.`,
      actions: handsOver ? [browse, askAction(question)] : [browse]
    };
  }
  const near = matches.filter(({ confidence }) => confidence >= betterThanChance).slice(0, mostNear);
  const contact = handsOver || !topic ? undefined : topicContacts(topic, knowledge)[0];
  const person: Action = { ...askAction(question), style: 'primary' };
  const tiles: Tile[] = [
    ...near
      .filter(({ entry }) => entry !== contact)
      .map(({ entry }) => ({ title: entry.title, text: entry.summary, actions: [showAction(entry)] })),
    ...(contact ? [contactTile(contact)] : [])
  ];
  return {
    title: 'I have no answer to that',
    text: [
      handsOver ? 'Ask a person, or try other words.' : 'Please try other words.',
      near.length > 0 && 'This may be near:'
    ]
      .filter(Boolean)
      .join(' '),
    ...(tiles.length > 0 && { tiles }),
    actions: handsOver ? [person, browse] : [browse]
  };
}

/**
 * Returns the card of a look-up: what was found. Words of a danger to somebody's life get whom to ring, whoever wrote them
 * and however they came, and those that ask for a person get the way to one.
 */
export function lookUpCard(text: string, base: KnowledgeBase, handsOver: boolean): Card {
  const { talk } = base.matcher.find(text);
  if (talk === 'crisis') return talkCard(talk, base.knowledge, { handsOver });
  if (talk?.startsWith('command/ask ')) return saidCommandCard('ask', base, { handsOver });
  return searchCard({ text, from: 0 }, base);
}
