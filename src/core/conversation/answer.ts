import { aboutOf } from '../model/about-of.ts';
import type { Action, Card, Tile } from '../model/card.ts';
import { commandOf, type Entry, type Knowledge, type smallTalks } from '../model/entry.ts';
import type { Journals } from '../model/journals.ts';
import type { FollowUp, Matcher, MatchResult } from '../model/matcher.ts';
import { longDate } from '../time/calendar.ts';
import { topicContacts } from './browse.ts';
import { contactTile, entryCard, entryLinks, entryTile, relatedEntries, showAction } from './entry-card.ts';
import { journalsCard, seeksJournals } from './journals-card.ts';
import { askAction, carriedQuestion, contactFor } from './next-steps.ts';
import { saidCommandCard } from './said-command.ts';
import { talkCard } from './small-talk.ts';
import { sourceLinks } from './sources.ts';

/** Maximum number of choices shown at a time: more are not read, and with "None of these" they make five buttons. */
const mostChoices = 4;
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
  { knowledge, matcher }: { knowledge: Knowledge; matcher: Pick<Matcher, 'suggest'> },
  handsOver = false,
  days?: number
): Card {
  const { outcome, matches, rest, talk, followUp } = matchResult;
  if (talk && talk !== 'outside') {
    const command = commandOf(talk);
    if (command !== undefined) return saidCommandCard(command, knowledge, matcher, handsOver);
    return talkCard(talk as (typeof smallTalks)[number], knowledge, { handsOver, ...(days !== undefined && { days }) });
  }
  const best = matches[0]?.entry;
  if (followUp && !best) return followUp === 'others' ? othersCard(question, [], handsOver) : aboutWhichCard;
  if (followUp && best) return followUpCard(question, matchResult, followUp, best, knowledge, handsOver);
  const table = knowledge.journals && journalTable(question, matchResult, knowledge.journals, knowledge);
  if (table) return table;
  if (outcome === 'answer' && best) {
    const card = entryCard(best, knowledge, question, handsOver);
    return rest.length > 0 ? withRest(card, rest) : card;
  }
  if (outcome === 'choices') {
    return choicesCard(
      question,
      matches.map(({ entry }) => entry),
      handsOver
    );
  }
  return noneCard(question, matchResult, knowledge, handsOver);
}

/** Reply to a follow-up of which it is not clear what it is about. */
const aboutWhichCard: Card = {
  title: 'About which?',
  text: 'I cannot tell which thing this is about. Name it, or ask me your whole question.'
};

/** Returns the reply to "not that one": the entries that go with what was shown, if there are any, and a person to ask. */
function othersCard(question: string, others: readonly Entry[], handsOver: boolean): Card {
  return {
    title: others.length > 0 ? 'Perhaps one of these?' : 'Something else, then',
    text: others.length > 0 ? '' : 'Tell me in other words what you are looking for.',
    ...(others.length > 0 && { tiles: others.slice(0, mostChoices).map(choiceTile) }),
    ...(handsOver && { actions: [askAction(question)] })
  };
}

/** Maximum number of lines for other questions of the same message, so that at most five buttons are visible. */
const mostRest = 2;

/**
 * Returns the table of journals where the question looks for journals, or where it, or one of the two nearest entries, is
 * about choosing one.
 */
function journalTable(
  question: string,
  { outcome, matches }: MatchResult,
  journals: Journals,
  { entries }: Knowledge
): Card | undefined {
  if (outcome === 'none') return undefined;
  const near = matches.slice(0, outcome === 'answer' ? 1 : 2).find(({ entry }) => journals.answers.includes(entry.id));
  const about = near?.entry ?? (seeksJournals(question, journals) ? entries.get(journals.answers[0] ?? '') : undefined);
  const card = about && journalsCard(question, journals);
  return card && { ...card, actions: [showAction(about)], feedback: { about: about.id } };
}

/** Returns a card with a line for each answer to another question of the same message. */
function withRest(card: Card, others: MatchResult['rest']): Card {
  const tiles: Tile[] = others.slice(0, mostRest).map(({ entry }) => ({
    title: entry.title,
    subtitle: 'For your other question',
    actions: [showAction(entry)]
  }));
  return { ...card, tiles: [...tiles, ...(card.tiles ?? [])] };
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

/** Returns a choice as a line: its name, its first sentence and a button. */
function choiceTile(entry: Entry): Tile {
  return { title: entry.title, text: entry.summary, actions: [showAction(entry, 'This one', 'choose')] };
}

/**
 * Returns up to four entries to choose from, a line and a button each, and "None of these".
 *
 * @param shown number of entries already offered for the question
 * @param handsOver whether a person can be asked, who then gets the whole question
 */
export function choicesCard(question: string, choices: readonly Entry[], handsOver = false, shown = 0): Card {
  const some = choices.slice(0, mostChoices);
  const kept = question.slice(0, handsOver ? carriedQuestion : 300);
  return {
    title: shown > 0 ? 'Perhaps one of these?' : some.length > 1 ? 'Did you mean one of these?' : 'This may be near',
    text: '',
    tiles: some.map(choiceTile),
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
 * @param found the matcher's result for the question
 * @param like entries that a look-up finds for it, best first
 */
export function declinedCard(
  { shown, question }: Declined,
  found: MatchResult,
  like: readonly Entry[],
  knowledge: Knowledge,
  handsOver = false
): Card {
  const all = [...new Set([...found.matches.map(({ entry }) => entry), ...like])].filter(({ id }) =>
    knowledge.entries.has(id)
  );
  const next = all.slice(shown, shown + mostChoices);
  if (next.length > 0 && shown < mostOffered) return choicesCard(question, next, handsOver, shown);
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

/** Returns the date of the knowledge about an entry, in words. */
function knownSince({ reviewed, compiled, reviewBy }: Entry): string {
  if (reviewed !== undefined) return `it was last reviewed on ${longDate(reviewed)}`;
  return `my knowledge of it is of ${longDate(compiled ?? reviewBy)}`;
}

/** Returns a card with a sentence put before its note. */
const noted = (card: Card, note: string): Card => ({ ...card, note: [note, card.note].filter(Boolean).join(' ') });

function followUpCard(
  question: string,
  { passage }: MatchResult,
  followUp: FollowUp,
  entry: Entry,
  knowledge: Knowledge,
  handsOver: boolean
): Card {
  switch (followUp) {
    case 'detail':
      return noted(
        entryCard(entry, knowledge, undefined, handsOver),
        passage ?? `What I have on “${entry.title}” does not say this.`
      );
    case 'others':
      return othersCard(question, relatedEntries(entry, knowledge), handsOver);
    case 'contact': {
      const contact = contactFor(entry, knowledge);
      if (contact)
        return noted(
          entryCard(contact, knowledge, undefined, handsOver),
          `For “${entry.title}”, this is the one to turn to.`
        );
      return entryCard(entry, knowledge, undefined, handsOver);
    }
    case 'newer': {
      const newer = entry.supersededBy === undefined ? undefined : knowledge.entries.get(entry.supersededBy);
      if (newer)
        return noted(entryCard(newer, knowledge, undefined, handsOver), `In place of “${entry.title}”, use this one.`);
      return noted(
        entryCard(entry, knowledge, undefined, handsOver),
        `I know of nothing newer than this; ${knownSince(entry)}.`
      );
    }
    case 'source':
    case 'link': {
      const links = entryLinks(entry);
      const sources = sourceLinks(entry, knowledge);
      const shown = followUp === 'source' || links.length === 0 ? sources : links;
      return {
        title: entry.title,
        text:
          followUp === 'link' && links.length === 0
            ? 'We have no address for it. The facts come from these pages.'
            : shown.length > 0
              ? 'Here is where to find it.'
              : 'We have no address for it.',
        ...(shown.length > 0 && { links: shown }),
        actions: [showAction(entry)]
      };
    }
    case 'more':
      return {
        title: `More on ${entry.title}`,
        text: 'These go with it.',
        tiles: relatedEntries(entry, knowledge).map((related) => entryTile(related)),
        actions: [showAction(entry)]
      };
  }
}
