import { byline } from '../conversation/entry-card.ts';
import { reviewTile } from '../conversation/reviewing.ts';
import type { Action, Card, Tile } from '../model/card.ts';
import type { Entry, Knowledge } from '../model/entry.ts';
import { longDate } from '../time/long-date.ts';
import { dueEntries } from '../time/review-dates.ts';
import { reviewedShare } from '../time/reviewed-share.ts';

/** Entries on one page of a list. */
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
  return reviewTile(entry, subtitle, team, [withdraw(entry)]);
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

/** Newest first by nothing but the title: the files do not say when a draft was begun. */
function draftsOf(knowledge: Knowledge): Entry[] {
  return [...knowledge.entries.values()]
    .filter(({ status }) => status === 'draft')
    .sort((a, b) => a.title.localeCompare(b.title));
}

/**
 * Returns what the editors have before them: drafts, entries to review, and a button to add one.
 *
 * @param today `YYYY-MM-DD`
 * @param team in whose name they review, where it is known
 */
export function deskCard(knowledge: Knowledge, today: string, team: string | undefined): Card {
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
      note: `Left out for a fault, or served as it was before: ${left.join(', ')}. “spread-bot check” says what is wrong.`
    }),
    tiles: [
      ...drafts.slice(0, pageSize).map(draftTile),
      ...due.slice(0, pageSize).map((entry) => dueTile(entry, today, team))
    ],
    actions: [add, ...more]
  };
}

/** A list that the editors page through. */
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
 * Returns one page of the drafts, of what is due for review, or of what nobody of the organisation has reviewed.
 *
 * @param value `drafts 5`: which list, and how many were shown
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

/** Entries that somebody looked for, to edit. */
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

/** For somebody who is no editor. `owner` looks after the entry in question, where it is about one. */
export function refusalCard(anybody: boolean, owner: string | undefined): Card {
  const who = anybody
    ? `Please tell ${owner ? `“${owner}”, who look after this entry` : 'the team named at the foot of an entry’s card'}, or whoever runs this bot, what you would like changed.`
    : 'Nobody has been named as an editor yet. Whoever runs this bot names them with the setting EDITORS; until then the entries are changed as files.';
  return { title: 'Only editors change entries', text: who };
}

/** Stands where no window can be opened, with the button that opens it. */
export function openCard(title: string, text: string, action: Omit<Action, 'style' | 'opens'>): Card {
  return { title, text, actions: [{ ...action, style: 'primary', opens: true }] };
}

/** After a change was saved. */
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
