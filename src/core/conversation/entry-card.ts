import type { Action, Card, Link, Tile } from '../model/card.ts';
import type { Entry, Kind, Knowledge } from '../model/entry.ts';
import { longOverdue } from '../time/review-dates.ts';
import { askAction } from './ask-a-person-button.ts';

const kindNames: Readonly<Record<Kind, string>> = {
  tool: 'Tool',
  guide: 'Guide',
  framework: 'Framework',
  journal: 'Journal',
  checklist: 'Checklist',
  course: 'Course',
  contact: 'Contact',
  organisation: 'Organisation',
  page: 'Page',
  concept: 'Idea explained',
  succession: 'What changed'
};

/** The kind of an entry in words for people. */
export function kindName(kind: Kind): string {
  return kindNames[kind];
}

/** What it is and from whom: `Guide from The Health Foundation, 2015`. */
export function byline(entry: Entry): string {
  const from = entry.publisher ? ` from ${entry.publisher}` : '';
  return `${kindName(entry.kind)}${from}${entry.year ? `, ${entry.year}` : ''}`;
}

const months = ['January', 'February', 'March', 'April', 'May', 'June'].concat([
  'July',
  'August',
  'September',
  'October',
  'November',
  'December'
]);

/** `2026-11-22` as `22 November 2026`. */
export function longDate(date: string): string {
  const [year, month, day] = date.split('-');
  return `${Number(day)} ${months[Number(month) - 1]} ${year}`;
}

/** One plain sentence for an entry that is not current, with what to use instead; undefined for a current one. */
export function statusNote(entry: Entry, knowledge: Knowledge): string | undefined {
  const newer = entry.supersededBy === undefined ? undefined : knowledge.entries.get(entry.supersededBy);
  const instead = newer ? ` Use “${newer.title}” instead.` : '';
  switch (entry.status) {
    case 'archived':
      return `This is an older item, kept for the record; it may no longer be looked after.${instead}`;
    case 'superseded':
      return `A newer one has taken its place.${instead}`;
    case 'closed':
      return `This has closed.${instead}`;
    default:
      return undefined;
  }
}

/** One plain sentence for an entry whose review has been due for a year or more. */
export function overdueNote(entry: Entry, { today }: Knowledge): string | undefined {
  if (today === undefined || !longOverdue(entry, today)) return undefined;
  return `This was to be reviewed by ${longDate(entry.reviewBy)} and may be out of date; check it at its source.`;
}

/** Where an entry leads: its address, and an archived copy where we may hand one out. */
export function entryLinks(entry: Entry): Link[] {
  const links: Link[] = [];
  const old = entry.status === 'archived' || entry.status === 'closed';
  const what = entry.kind === 'concept' || entry.kind === 'succession' ? 'page' : entry.kind;
  const open = entry.kind === 'contact' ? 'Open the contact page' : `Open the ${what}`;
  if (entry.url) links.push({ label: old ? 'Open the old page' : open, url: entry.url });
  if (entry.archivedUrl)
    links.push({ label: old ? 'Open an archived copy' : 'Open another copy', url: entry.archivedUrl });
  for (const [, address] of entry.body.matchAll(/\]\((mailto:[^)\s]+)\)/g)) {
    if (address) links.push({ label: `Email ${address.slice('mailto:'.length)}`, url: address });
  }
  return links;
}

/** An entry as a small card, for lists: the first sentence, the first link, and a button that shows it whole. */
export function entryTile(entry: Entry, action: 'open' | 'choose' = 'open'): Tile {
  return {
    title: entry.title,
    subtitle: entry.status === 'current' ? byline(entry) : `${byline(entry)} · ${entry.status}`,
    text: entry.summary,
    links: entryLinks(entry).slice(0, 1),
    actions: [{ id: action, label: 'Show details', value: entry.id }]
  };
}

/** Entries worth reading next: the newer one first, then those the editors name; never the contact. */
export function relatedEntries(entry: Entry, knowledge: Knowledge): Entry[] {
  const ids = new Set([entry.supersededBy, ...entry.see].filter((id) => id !== undefined && id !== entry.contact));
  ids.delete(entry.id);
  return [...ids].flatMap((id) => knowledge.entries.get(id!) ?? []).slice(0, 5);
}

const hosts = (entry: Entry): string[] => [
  ...new Set(entry.sources.map((source) => new URL(source).host.replace(/^www\./, '')))
];

function footer(entry: Entry): string {
  const from = hosts(entry).slice(0, 3).join(', ');
  return `${from ? `Source: ${from} · ` : ''}Reviewed ${longDate(entry.reviewed)} by ${entry.owner} · Next review by ${longDate(entry.reviewBy)}`;
}

/** Tools shown with an entry that has no address of its own, such as an idea explained; and other entries as buttons. */
const mostTools = 2;
const mostRelated = 4;

const isTool = ({ kind, status, url }: Entry): boolean =>
  Boolean(url) && status === 'current' && kind !== 'concept' && kind !== 'succession' && kind !== 'contact';

/** The longest question a `why` button carries; the matcher reads no more of it (300 characters). */
const carriedQuestion = 300;

/**
 * The answer: an entry as a whole card.
 *
 * @param question what was asked, so that "why this answer" can be explained; absent when the entry was opened by hand
 * @param handsOver whether a person can be asked
 */
export function entryCard(entry: Entry, knowledge: Knowledge, question?: string, handsOver = false): Card {
  const note = [statusNote(entry, knowledge), overdueNote(entry, knowledge)].filter(Boolean).join(' ');
  const links = entryLinks(entry);
  const contact = entry.contact === undefined ? undefined : knowledge.entries.get(entry.contact);
  const newer = entry.supersededBy === undefined ? undefined : knowledge.entries.get(entry.supersededBy);
  const related = relatedEntries(entry, knowledge).filter((other) => other !== newer);
  const tools = links.length > 0 ? [] : related.filter(isTool).slice(0, mostTools);
  const tiles: Tile[] = [];
  if (newer) tiles.push({ ...entryTile(newer), subtitle: `Use this instead · ${byline(newer)}` });
  tiles.push(...tools.map((tool) => entryTile(tool)));
  if (contact) tiles.push({ ...entryTile(contact), subtitle: 'Contact' });
  const actions: Action[] = related
    .filter((other) => !tools.includes(other))
    .slice(0, mostRelated)
    .map((other) => ({ id: 'open', label: other.title, value: other.id }));
  if (question) {
    actions.push({ id: 'why', label: 'Why this answer?', value: `${entry.id} ${question.slice(0, carriedQuestion)}` });
  }
  if (handsOver) actions.push(askAction(question, entry.id));
  return {
    title: entry.title,
    subtitle: byline(entry),
    text: entry.body,
    ...(note && { note }),
    ...(links.length > 0 && { links }),
    ...(tiles.length > 0 && { tiles }),
    ...(actions.length > 0 && { actions }),
    feedback: { about: entry.id },
    footer: footer(entry)
  };
}
