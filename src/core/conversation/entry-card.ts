import type { Action, Card, Folded, Link, Tile } from '../model/card.ts';
import type { Entry, Kind, Knowledge } from '../model/entry.ts';
import { askAction, assessmentAction, assessmentOf, contactFor } from './next-steps.ts';
import { splitLead } from './plain-text.ts';
import { reviewWords, sourceLinks, sourceName, staleNote } from './sources.ts';

/** The kinds of entries in words. */
export const kindNames: Readonly<Record<Kind, string>> = {
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

/** Returns the kind, publisher and year of an entry: `Guide from The Health Foundation, 2015`. */
export function byline(entry: Entry): string {
  const from = entry.publisher ? ` from ${entry.publisher}` : '';
  return `${kindNames[entry.kind]}${from}${entry.year ? `, ${entry.year}` : ''}`;
}

/** Returns one sentence with one advice for an entry that is not current; undefined for a current one. */
export function statusNote(entry: Entry, knowledge: Knowledge): string | undefined {
  const newer = knowledge.entries.get(entry.supersededBy ?? '');
  const use = newer && `use “${newer.title}” instead`;
  switch (entry.status) {
    case 'archived':
      return use ? `This is an older item: ${use}.` : 'This is an older item, kept for the record.';
    case 'superseded':
      return `A newer one has taken its place${use ? `: ${use}` : ''}.`;
    case 'closed':
      return `This has closed${use ? `: ${use}` : ''}.`;
    default:
      return undefined;
  }
}

/** Button labels of entries without their own; `Read about it` of other kinds, whose page is not the thing itself. */
export const linkLabels: Readonly<Partial<Record<Kind, string>>> = {
  guide: 'Open the guide',
  journal: 'Open the journal',
  checklist: 'Open the checklist',
  course: 'Open the course',
  page: 'Open the page',
  contact: 'Open its website',
  organisation: 'Open its website'
};

/**
 * Returns the links of an entry, the page to open first: its address, an archived copy that may be published, and the
 * mail addresses in its text.
 */
export function entryLinks(entry: Entry): Link[] {
  const links: Link[] = [];
  const isOld = entry.status === 'archived' || entry.status === 'closed';
  const label = entry.linkLabel ?? (isOld ? 'Open the old page' : (linkLabels[entry.kind] ?? 'Read about it'));
  if (entry.url) links.push({ label, url: entry.url, name: `${label}: ${entry.title}` });
  if (entry.archivedUrl) {
    const copy = isOld ? 'Open an archived copy' : 'Open another copy';
    links.push({ label: copy, url: entry.archivedUrl, name: `${copy}: ${entry.title}` });
  }
  for (const [, address] of entry.body.matchAll(/\]\((mailto:[^)\s]+)\)/g)) {
    if (address) links.push({ label: `Email ${address.slice('mailto:'.length)}`, url: address });
  }
  return links;
}

/** Label of the button below a card that tells a part of an entry, where no title stands beside it. */
export const wholeEntry = 'Show the whole entry';

/** Returns the button that shows an entry as a card of its own. */
export function showAction({ id, title }: Entry, label = 'Show', action: 'open' | 'choose' = 'open'): Action {
  return { id: action, label, name: `${label}: ${title}`, value: id };
}

/** Returns an entry as one line of a list: kind, first sentence and a button that opens the whole entry. */
export function entryTile(entry: Entry, action: 'open' | 'choose' = 'open'): Tile {
  return {
    title: entry.title,
    subtitle: entry.status === 'current' ? byline(entry) : `${byline(entry)} · ${entry.status}`,
    text: entry.summary,
    actions: [showAction(entry, 'Show', action)]
  };
}

/** Returns related entries: the newer one first, then those the editors name; never the contact. */
export function relatedEntries(entry: Entry, knowledge: Knowledge): Entry[] {
  const related = new Set<Entry>();
  for (const id of [entry.supersededBy ?? '', ...entry.see]) {
    const other = knowledge.entries.get(id);
    if (other && id !== entry.contact && id !== entry.id) related.add(other);
  }
  return [...related].slice(0, 5);
}

/** Returns the name of the first source that has one besides its host. */
function namedSource({ sources }: Entry, knowledge: Knowledge): string | undefined {
  const names = sources.map((url) => sourceName(url, knowledge));
  return names.find((name) => !/^[\w-]+(\.[\w-]+)+$/.test(name));
}

/** Returns the footer of an entry: publisher, date of compilation or review, and reviewer. */
export function entryFoot(entry: Entry, knowledge: Knowledge): string {
  const from = entry.publisher ?? (entry.kind === 'contact' ? undefined : namedSource(entry, knowledge));
  const source = from && `Source: ${from}${entry.year ? `, ${entry.year}` : ''}`;
  return [source, reviewWords(entry, knowledge)].filter(Boolean).join(' · ');
}

/** Maximum number of tools shown with an entry that has no address of its own, such as an idea explained. */
const mostTools = 2;
/** Maximum number of related entries in the folded part. */
const mostRelated = 4;

const isTool = ({ kind, status, url }: Entry): boolean =>
  Boolean(url) && status === 'current' && kind !== 'concept' && kind !== 'succession' && kind !== 'contact';

/** Maximum length of a question on a `why` button, in characters. */
const explainedQuestion = 300;

/** Maximum length of the label of a button, in characters. */
const labelLength = 30;

/**
 * Returns a line with an entry's title and its page, or a button to the entry where it has none. On another entry's card a
 * "Home page" says whose it is, as platforms draw it apart from the title.
 */
function linkTile(entry: Entry): Tile {
  const [link] = entryLinks(entry);
  const subtitle = byline(entry);
  const whose = `Home page of ${entry.title}`;
  const label = link?.label === 'Home page' && whose.length <= labelLength ? whose : link?.label;
  return link && label
    ? { title: entry.title, subtitle, links: [{ ...link, label }], about: entry.id }
    : { title: entry.title, subtitle, actions: [showAction(entry)] };
}

/** Returns the page of the entry that replaces an old one; undefined where it has none. */
function newerLink(newer: Entry): Link | undefined {
  const [link] = entryLinks(newer);
  return link && { label: 'Open the newer one', url: link.url, name: `Open the newer one: ${newer.title}` };
}

/** Returns the line that names the contact. */
export function contactTile(contact: Entry): Tile {
  return { title: contact.title, subtitle: 'Who to ask', actions: [showAction(contact, 'Contact')], about: '' };
}

/** Circumstances of a card. */
export interface Asked {
  /** The person's own words; absent where an entry was opened by hand. */
  question?: string;
  /** True where a person can be asked. */
  handsOver?: boolean;
}

/**
 * Returns an entry as a whole answer card. Visible are one sentence, the page to open, the contact and the button for a
 * person; the rest is folded. With a question it can explain "why this answer".
 */
export function entryCard(entry: Entry, knowledge: Knowledge, { question, handsOver = false }: Asked = {}): Card {
  const note = statusNote(entry, knowledge) ?? staleNote(entry, knowledge);
  const { lead, rest } = splitLead(entry.body);
  const newer = knowledge.entries.get(entry.supersededBy ?? '');
  const [own, ...others] = entryLinks(entry);
  const main = newer ? newerLink(newer) : own;
  const mailAt = entry.kind === 'contact' ? others.findIndex(({ url }) => url.startsWith('mailto:')) : -1;
  const mails = mailAt < 0 ? [] : others.splice(mailAt, 1);
  const contact = contactFor(entry, knowledge, question);
  const related = relatedEntries(entry, knowledge);
  const tools = own || newer ? [] : related.filter(isTool).slice(0, mostTools);
  const inSight = newer && !main ? [...tools, newer] : tools;
  const behind = new Set(related);
  for (const shown of inSight) behind.delete(shown);
  const more = folded({
    text: rest,
    sources: sourceLinks(entry, knowledge),
    links: [...(newer && own ? [own] : []), ...others],
    related: [...behind].slice(0, mostRelated),
    why: question ? `${entry.id} ${question.slice(0, explainedQuestion)}` : undefined
  });
  const links = [...(main ? [{ ...main, style: 'primary' as const }] : []), ...mails];
  const tiles = [...inSight.map(linkTile), ...(contact ? [contactTile(contact)] : [])];
  const assessment = assessmentOf(entry, knowledge);
  const actions = [
    ...(assessment ? [assessmentAction(assessment)] : []),
    ...(handsOver ? [askAction(question, entry.id)] : [])
  ];
  return {
    title: entry.title,
    text: lead,
    ...(note && { note }),
    ...(links.length > 0 && { links }),
    ...(tiles.length > 0 && { tiles }),
    ...(actions.length > 0 && { actions }),
    ...(more && { more }),
    feedback: { about: entry.id },
    footer: entryFoot(entry, knowledge)
  };
}

interface FoldedParts {
  text: string;
  sources: readonly Link[];
  links: readonly Link[];
  related: readonly Entry[];
  why: string | undefined;
}

/** Returns the folded part of an answer: the rest of the text, the sources, related entries. */
function folded({ text, sources, links, related, why }: FoldedParts): Folded | undefined {
  let whole = text;
  if (sources.length > 0) whole += `${text && '\n\n'}**Sources:** ${sources.map(sourceInMarkdown).join(', ')}`;
  const seeAlso: Tile[] = [];
  for (const entry of related)
    seeAlso.push({ title: entry.title, subtitle: `See also · ${byline(entry)}`, actions: [showAction(entry)] });
  if (!whole && links.length === 0 && related.length === 0) return undefined;
  return {
    label: 'More and sources',
    ...(whole && { text: whole }),
    ...(links.length > 0 && { links }),
    ...(seeAlso.length > 0 && { tiles: seeAlso }),
    ...(why && { actions: [{ id: 'why', label: 'Why this answer?', value: why }] })
  };
}

/** Returns a link in Markdown; brackets are escaped in its address and left out of its label, as they would end it. */
const sourceInMarkdown = ({ label, url }: Link): string =>
  `[${label.replaceAll(/[[\]]/g, '')}](${url.replaceAll('(', '%28').replaceAll(')', '%29')})`;
