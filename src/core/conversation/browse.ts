import { aboutOf, topicTitle } from '../model/about-of.ts';
import type { Action, Card } from '../model/card.ts';
import { type Entry, type Kind, type Knowledge, kinds, type Topic } from '../model/entry.ts';
import type { Matcher } from '../model/matcher.ts';
import { maskPersonal, privacyNote, withoutPersonal } from '../privacy/index.ts';
import { entryTile } from './entry-card.ts';
import { contactForTopic, nationIn } from './next-steps.ts';

/** Number of tiles on one page of a list; more are shown on demand. */
const pageSize = 5;

/** Returns the contacts named by the entries of a topic, or of all topics, most often named first. */
export function topicContacts(topic: Topic | undefined, knowledge: Knowledge): Entry[] {
  const named = new Map<string, number>();
  const own = topic === undefined ? undefined : contactForTopic(topic, knowledge);
  if (own) named.set(own.id, Number.POSITIVE_INFINITY);
  for (const entry of knowledge.entries.values()) {
    const id = entry.kind === 'contact' ? entry.id : entry.contact;
    const isAsked = topic === undefined || entry.topic === topic;
    if (isAsked && id !== undefined && entry.status !== 'draft') named.set(id, (named.get(id) ?? 0) + 1);
  }
  return [...named]
    .sort(([a, often], [b, rarely]) => rarely - often || a.localeCompare(b))
    .flatMap(([id]) => knowledge.entries.get(id) ?? [])
    .filter((entry) => entry.status === 'current');
}

/** Returns the card that lists the topics, with a button for each. */
export function topicsCard(knowledge: Knowledge): Card {
  const count = (topic: Topic): number =>
    [...knowledge.entries.values()].filter((entry) => entry.topic === topic).length;
  return {
    title: 'What I know about',
    text: '',
    tiles: aboutOf(knowledge).topics.map(({ id, title, text }) => ({
      title: `${title} (${count(id)})`,
      ...(text && { text: `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.` }),
      actions: [{ id: 'topic', label: 'Show', name: `Show ${title}`, value: id }]
    }))
  };
}

/**
 * Returns the contacts of a topic, or of all, for the nation that a question names: its own for the
 * topic first, and none of another.
 */
export function contactsNear(topic: Topic | undefined, knowledge: Knowledge, question: string): Entry[] {
  const contacts = topicContacts(topic, knowledge);
  const { nations } = knowledge.about ?? {};
  const nation = nations && nationIn(question, nations);
  if (nation === undefined) return contacts;
  const there = [...knowledge.entries.values()].filter(
    ({ kind, status, nation: serves }) => kind === 'contact' && status === 'current' && serves === nation
  );
  const own = topic === undefined ? undefined : contactForTopic(topic, knowledge);
  const both = contacts.filter((contact) => there.includes(contact));
  const anywhere = contacts.filter(({ nation: serves }) => serves === undefined);
  return [...new Set([...(own ? [own] : []), ...both, ...anywhere.slice(0, 1), ...there, ...anywhere])];
}

/**
 * Returns the card of contacts for one topic or for all.
 *
 * @param question the person's own words, where they are known: a nation in them narrows the list
 */
export function contactsCard(topic: Topic | undefined, knowledge: Knowledge, question = ''): Card {
  const contacts = contactsNear(topic, knowledge, question);
  const others = topicActions('contacts', knowledge).filter(({ value }) => topicContacts(value, knowledge).length > 0);
  if (contacts.length === 0)
    return {
      title: 'Nobody is named for that',
      text: `The people who look after my answers have named nobody to turn to${others.length > 0 ? ' for this topic' : ''}.`,
      ...(others.length > 0 && { actions: others })
    };
  return {
    title: topic ? `Who to turn to about ${topicTitle(topic, knowledge).toLowerCase()}` : 'Who to turn to',
    text: 'These are organisations and teams, not private people. Begin with the one nearest to you.',
    tiles: contacts.slice(0, topic ? pageSize : 10).map((contact) => entryTile(contact)),
    ...(!topic && { actions: others })
  };
}

/** The part of a knowledge base that a list is made of. */
export interface LookUpBase {
  knowledge: Knowledge;
  matcher: Pick<Matcher, 'suggest'>;
}

/** A search: words, and optionally a topic and a kind. */
export interface Search {
  text: string;
  topic?: Topic;
  kind?: Kind;
  /** Number of results already shown. */
  from: number;
}

/** Writes a search as a button value: `from|topic|kind|text`. */
export function writeSearch({ from, topic, kind, text }: Search): string {
  return [from, topic ?? '', kind ?? '', text.slice(0, 300)].join('|');
}

/** Reads the value of {@link writeSearch}. An altered value is read as far as possible. */
export function readSearch(value: string): Search {
  const [from = '', topic = '', kind = '', ...text] = value.split('|');
  const knownKind = kinds.find((name) => name === kind);
  return {
    text: text.join('|'),
    from: Math.min(Math.max(0, Math.trunc(Number(from)) || 0), 1000),
    ...(topic && { topic }),
    ...(knownKind && { kind: knownKind })
  };
}

/** Returns true for a text of emoji or marks alone; Slack writes an emoji as `:wave:`, of which a command loses the last mark. */
export function isWordless(text: string): boolean {
  return text.trim() !== '' && !/[\p{L}\p{N}]/u.test(text.replace(/:[\w+-]{1,100}(?::|$)/g, ''));
}

/** Mark of the value of a share button that names entries. */
const entriesMark = '=';

/**
 * Returns the card of a search: five entries, one line each, more on demand; folded, the topics to narrow it by and a
 * way to share it. Personal details in its words are masked, also in the values of buttons; a button has no words where the mask
 * took some that were searched for, such as an author's name.
 */
export function searchCard(search: Search, { knowledge, matcher }: LookUpBase): Card {
  const { topic, kind, from } = search;
  const { text, found: personal } = maskPersonal(search.text);
  const note = privacyNote(personal);
  const words = withoutPersonal(search.text);
  const isEmptied = text !== '' && (words.trim() === '' || isWordless(words));
  // One look-up for the page and every topic: each takes a tenth of a second where there are many words.
  const anywhere = isEmptied ? [] : matcher.suggest(words, { ...(kind && { kind }), limit: Number.POSITIVE_INFINITY });
  const found = topic ? anywhere.filter((entry) => entry.topic === topic) : anywhere;
  const page = found.slice(from, from + pageSize);
  if (page.length === 0) return nothingFound(text, knowledge, note);
  const isSameMasked = withoutPersonal(text) === words;
  const again = (changes: Partial<Search>): string => writeSearch({ ...search, text, ...changes });
  const onward: Action = { id: 'more', label: 'Show more', value: again({ from: from + pageSize }) };
  const where = [topic && topicTitle(topic, knowledge), kind].filter(Boolean).join(', ');
  const narrower = aboutOf(knowledge)
    .topics.filter(({ id }, _, { length }) => id !== topic && length > 1)
    .filter(({ id }) => anywhere.some((entry) => entry.topic === id));
  const shared = text ? `${entriesMark}${page.map(({ id }) => id).join(' ')}` : again({});
  const actions: Action[] = [
    ...(isSameMasked ? narrower : []).map(({ id, title }) => ({
      id: 'more',
      label: `Only ${title.toLowerCase()}`,
      value: again({ topic: id, from: 0 })
    })),
    ...(from === 0 ? [{ id: 'share', label: 'Share with everybody here', value: shared }] : [])
  ];
  return {
    title: text ? 'What I found' : where || 'Everything I know',
    ...(where && text && { subtitle: `Only ${where}` }),
    ...(text && { quote: text }),
    ...(note && { note }),
    text: from > 0 ? `Number ${from + 1} to ${from + page.length}.` : '',
    tiles: page.map((entry) => entryTile(entry)),
    ...(found.length > from + pageSize && isSameMasked && { actions: [onward] }),
    ...(actions.length > 0 && { more: { label: 'Narrow or share', actions } })
  };
}

/**
 * Returns a list that somebody shares. It has none of the words that it was found by, which were said to the bot alone.
 *
 * @param value of the share button: the entries of the list, or a search
 */
export function sharedCard(value: string, base: LookUpBase): Card {
  const { knowledge } = base;
  const search = readSearch(value);
  const isNamed = value.startsWith(entriesMark);
  if (!isNamed && search.text === '') return searchCard(search, base);
  const ids = isNamed ? value.slice(entriesMark.length).split(' ').slice(0, pageSize) : [];
  const named = ids.flatMap((id) => knowledge.entries.get(id) ?? []).map((entry) => entryTile(entry));
  const { tiles = [] } = isNamed ? { tiles: named } : searchCard(search, base);
  if (tiles.length === 0) return nothingFound('', knowledge);
  return {
    title: 'What I found',
    text: 'Somebody here looked something up, and shares the list without the words.',
    tiles
  };
}

/** Returns the entries of a topic, or the list of topics where none is given. */
export function topicCard(topic: Topic | undefined, base: LookUpBase): Card {
  return topic ? searchCard({ text: '', topic, from: 0 }, base) : topicsCard(base.knowledge);
}

/** Returns a button for each topic. */
function topicActions(id: string, knowledge: Knowledge): Action[] {
  return aboutOf(knowledge).topics.map(({ id: value, title }) => ({ id, label: title, value }));
}

function nothingFound(text: string, knowledge: Knowledge, note?: string): Card {
  return {
    title: 'I found nothing',
    ...(text && { quote: text }),
    ...(note && { note }),
    text: isWordless(text)
      ? 'Write `find` and a few words, such as a name or a subject, or look through the topics.'
      : 'Try fewer or other words, ask me a whole question, or look through the topics.',
    actions: topicActions('topic', knowledge)
  };
}
