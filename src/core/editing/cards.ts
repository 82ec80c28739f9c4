import { byline } from '../conversation/entry-card.ts';
import { reviewTile } from '../conversation/reviewing.ts';
import type { Action, Card, Tile } from '../model/card.ts';
import type { Entry, Knowledge } from '../model/entry.ts';
import { ownCommand } from '../model/own-command.ts';
import { longDate } from '../time/calendar.ts';
import { dueEntries, reviewedShare } from '../time/review-dates.ts';

/** Number of entries on one page of a list. */
const pageSize = 5;

const add: Action = { id: 'curate.add', label: 'Add an entry', value: '', style: 'primary', opens: true };
const edit = ({ id }: Entry): Action => ({ id: 'curate.edit', label: 'Edit', value: id, opens: true });
const publish = ({ id }: Entry, label: string): Action => ({ id: 'curate.publish', label, value: id, opens: true });
const withdraw = ({ id }: Entry): Action => ({ id: 'curate.withdraw', label: 'Withdraw', value: id, opens: true });

function draftTile(entry: Entry): Tile {
  return {
    title: entry.title,
    subtitle: `Draft · ${byline(entry)} · ${entry.id}`,
    text: entry.summary,
    actions: [edit(entry), publish(entry, 'Publish')]
  };
}

function dueTile(entry: Entry, today: string, team: string | undefined): Tile {
  const due = entry.reviewBy < today ? 'Review was due' : 'Review is due';
  const subtitle = `${due} ${longDate(entry.reviewBy)}${entry.owner ? ` · ${entry.owner}` : ''} · ${entry.id}`;
  return reviewTile(entry, subtitle, team, { more: [withdraw(entry)] });
}

const unreviewedTile = (entry: Entry, team: string | undefined): Tile =>
  reviewTile(entry, `Not yet reviewed by you · ${byline(entry)} · ${entry.id}`, team);

function entryTile(entry: Entry): Tile {
  if (entry.status === 'draft') return draftTile(entry);
  return {
    title: entry.title,
    subtitle: `${entry.status} · ${byline(entry)} · ${entry.id}`,
    text: entry.summary,
    actions: [edit(entry), withdraw(entry)]
  };
}

/** Returns the drafts, sorted by title: the files hold no date of creation. */
function draftsOf(knowledge: Knowledge): Entry[] {
  return [...knowledge.entries.values()]
    .filter(({ status }) => status === 'draft')
    .sort((a, b) => a.title.localeCompare(b.title));
}

/**
 * Returns the editors' overview: drafts, entries due for review, and a button to add an entry.
 *
 * @param today `YYYY-MM-DD`
 * @param team team in whose name they review, where it is known
 */
export function overviewCard(knowledge: Knowledge, today: string, team: string | undefined): Card {
  const drafts = draftsOf(knowledge);
  const { overdue, soon } = dueEntries(knowledge, today);
  const due = [...overdue, ...soon];
  const more: Action[] = [];
  if (drafts.length > pageSize) more.push({ id: 'curate.list', label: 'All drafts', value: 'drafts 0' });
  if (due.length > pageSize) more.push({ id: 'curate.list', label: 'All to review', value: 'due 0' });
  const share = reviewedShare(knowledge);
  if (share.left.length > 0) more.push({ id: 'curate.list', label: 'Not yet reviewed', value: 'unreviewed 0' });
  const left = [...new Set(knowledge.leftOut?.map(({ file }) => file))];
  const count = (number: number, what: string): string => `**${number}** ${what}`;
  return {
    title: 'The entries',
    text: `${[
      count(share.of, 'published'),
      count(share.reviewed, 'of them reviewed by your organisation'),
      count(drafts.length, drafts.length === 1 ? 'draft' : 'drafts'),
      count(overdue.length, 'overdue for review'),
      count(soon.length, 'to review soon')
    ].join(', ')}. For one entry, write \`entries find WORDS\`.`,
    ...(left.length > 0 && {
      note: `Left out for a fault, or served as it was before: ${left.join(', ')}. “${ownCommand('check')}” says what is wrong.`
    }),
    tiles: [
      ...drafts.slice(0, pageSize).map(draftTile),
      ...due.slice(0, pageSize).map((entry) => dueTile(entry, today, team))
    ],
    actions: [add, ...more]
  };
}

/** A paged list of the editors. */
interface PagedList {
  title: string;
  entries: readonly Entry[];
  tile: (entry: Entry) => Tile;
}

function listNamed(which: string, knowledge: Knowledge, today: string, team: string | undefined): PagedList {
  switch (which) {
    case 'due': {
      const { overdue, soon } = dueEntries(knowledge, today);
      return { title: 'To review', entries: [...overdue, ...soon], tile: (entry) => dueTile(entry, today, team) };
    }
    case 'unreviewed': {
      const { left } = reviewedShare(knowledge);
      return { title: 'Not yet reviewed', entries: left, tile: (entry) => unreviewedTile(entry, team) };
    }
    default:
      return { title: 'Drafts', entries: draftsOf(knowledge), tile: draftTile };
  }
}

/**
 * Returns one page of the drafts, of the entries due for review, or of those that the organisation never reviewed.
 *
 * @param value list and number of entries already shown, such as `drafts 5`
 */
export function listCard(value: string, knowledge: Knowledge, today: string, team: string | undefined): Card {
  const [which = '', shown = ''] = value.split(' ');
  const { title, entries: all, tile } = listNamed(which, knowledge, today, team);
  const from = Math.max(0, Math.min(Math.trunc(Number(shown)) || 0, all.length));
  const page = all.slice(from, from + pageSize);
  const next: Action[] =
    all.length > from + pageSize
      ? [{ id: 'curate.list', label: 'Show more', value: `${which} ${from + pageSize}` }]
      : [];
  return {
    title,
    text: page.length > 0 ? `${from + 1} to ${from + page.length} of ${all.length}.` : 'None.',
    tiles: page.map(tile),
    actions: [...next, add]
  };
}

/** Returns the card of entries found for an editor to edit. */
export function foundCard(words: string, found: readonly Entry[]): Card {
  return {
    title: found.length > 0 ? 'Which one?' : 'I found no entry',
    quote: words,
    text:
      found.length > 0
        ? 'These fit best.'
        : 'Try fewer or other words. The drafts are under `entries drafts`: they are not looked through.',
    tiles: found.map(entryTile),
    actions: [add]
  };
}

/**
 * Returns the card for a person who is not an editor. `owner` is the team that maintains the entry in question, if any.
 */
export function refusalCard(anybody: boolean, owner: string | undefined): Card {
  const who = anybody
    ? `Please tell ${owner ? `“${owner}”, who look after this entry` : 'the team named at the foot of an entry’s card'}, or whoever runs this bot, what you would like changed.`
    : 'Nobody has been named as an editor yet. Whoever runs this bot names them with the setting EDITORS; until then the entries are changed as files.';
  return { title: 'Only editors change entries', text: who };
}

/** Returns the card used where no window can be opened, with the button that opens it. */
export function openCard(title: string, text: string, action: Omit<Action, 'style' | 'opens'>): Card {
  return { title, text, actions: [{ ...action, style: 'primary', opens: true }] };
}

/** Returns the card shown after a change was saved. */
export function savedCard(title: string, entry: Entry, where: string): Card {
  const draft = entry.status === 'draft';
  const effect = draft ? 'Nobody is answered from it.' : 'Within about ten seconds I answer from it; ask me, and see.';
  return {
    title,
    subtitle: entry.title,
    text: `${effect} ${where}`,
    actions: draft
      ? [publish(entry, 'Publish'), edit(entry)]
      : [{ id: 'open', label: 'Show it', value: entry.id }, edit(entry)]
  };
}
