import type { Action, Card, Tile } from '../model/card.ts';
import { type Entry, type Knowledge, topics } from '../model/entry.ts';
import type { FollowUp, MatchResult } from '../model/matcher.ts';
import { askAction, carriedQuestion } from './ask-a-person-button.ts';
import { topicContacts, topicName } from './browse.ts';
import { entryCard, entryLinks, entryTile, longDate, relatedEntries } from './entry-card.ts';
import { talkCard } from './small-talk.ts';

/** Buttons on a "did you mean" card: more than four are not read. */
const mostChoices = 4;

/**
 * What is said to what was found.
 *
 * @param question the person's own words
 * @param handsOver whether a person can be asked
 */
export function answerCard(question: string, matchResult: MatchResult, knowledge: Knowledge, handsOver = false): Card {
  const { outcome, matches, rest, talk, followUp } = matchResult;
  if (talk && talk !== 'outside') return talkCard(talk);
  const best = matches[0]?.entry;
  if (followUp && best) return followUpCard(followUp, best, knowledge, handsOver);
  if (outcome === 'answer' && best)
    return withRest(
      entryCard(best, knowledge, question, handsOver),
      rest.map(({ entry }) => entry)
    );
  if (outcome === 'choices') return choicesCard(question, matchResult, handsOver);
  return noneCard(question, matchResult, knowledge, handsOver);
}

function withRest(card: Card, others: readonly Entry[]): Card {
  if (others.length === 0) return card;
  const tiles: Tile[] = others.slice(0, mostChoices).map((entry) => {
    const { title, text } = entryTile(entry);
    return { title, subtitle: 'For your other question', ...(text && { text }), actions: [openAction(entry)] };
  });
  return { ...card, tiles: [...tiles, ...(card.tiles ?? [])] };
}

const openAction = (entry: Entry): Action => ({ id: 'open', label: 'Show details', value: entry.id });

function choicesCard(question: string, { matches }: MatchResult, handsOver: boolean): Card {
  const choices = matches.slice(0, mostChoices);
  return {
    title: 'Did you mean one of these?',
    quote: question,
    text: choices.map(({ entry }) => `- **${entry.title}**: ${entry.summary}`).join('\n'),
    actions: [
      ...choices.map(({ entry }) => ({ id: 'choose', label: entry.title, value: entry.id })),
      { id: 'none', label: 'None of these', value: question.slice(0, handsOver ? carriedQuestion : 300) }
    ]
  };
}

/** Honest, and no dead end: the nearest entries, whom to turn to, the topics, and a person where one can be asked. */
export function noneCard(
  question: string,
  { matches, topic, talk }: MatchResult,
  knowledge: Knowledge,
  handsOver = false
): Card {
  const contact = topicContacts(topic ?? 'improvement', knowledge)[0];
  const near = talk === 'outside' ? [] : matches.filter(({ entry }) => entry.id !== contact?.id).slice(0, 3);
  const tiles: Tile[] = near.map(({ entry }) => ({ ...entryTile(entry), subtitle: 'You could look at' }));
  if (contact) tiles.push({ ...entryTile(contact), subtitle: 'You could ask' });
  const text =
    talk === 'outside'
      ? 'That is not something I know about: I cover **spreading**, **sustaining** and **publishing** improvement work in health care. If it is about your improvement work after all, try other words.'
      : 'I would rather say so than guess. Try other words, or ask a person.';
  const browse = topics.map((name): Action => ({ id: 'topic', label: topicName(name), value: name }));
  return {
    title: talk === 'outside' ? 'That one is not mine' : 'I have no answer to that',
    quote: question,
    text,
    ...(tiles.length > 0 && { tiles }),
    actions: handsOver
      ? [{ ...askAction(question), ...(talk !== 'outside' && { style: 'primary' }) }, ...browse]
      : browse
  };
}

/** A card with one more sentence that must not be missed, before its own. */
const noted = (card: Card, note: string): Card => ({ ...card, note: [note, card.note].filter(Boolean).join(' ') });

function followUpCard(followUp: FollowUp, entry: Entry, knowledge: Knowledge, handsOver: boolean): Card {
  switch (followUp) {
    case 'contact': {
      const contact = entry.contact === undefined ? undefined : knowledge.entries.get(entry.contact);
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
        `I know of nothing newer than this; it was last reviewed on ${longDate(entry.reviewed)}.`
      );
    }
    case 'source':
    case 'link': {
      const links = entryLinks(entry);
      const sources = entry.sources.slice(0, 5).map((url) => ({ label: new URL(url).host.replace(/^www\./, ''), url }));
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
        actions: [openAction(entry)]
      };
    }
    case 'more':
      return {
        title: `More on ${entry.title}`,
        text: 'These go with it.',
        tiles: relatedEntries(entry, knowledge).map((related) => entryTile(related)),
        actions: [openAction(entry)]
      };
  }
}
