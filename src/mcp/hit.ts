import { entryFoot, relatedEntries, statusNote } from '../core/conversation/entry-card.ts';
import { withoutMarkup } from '../core/conversation/plain-text.ts';
import { sourceName, staleNote } from '../core/conversation/sources.ts';
import type { Entry, Knowledge } from '../core/model/entry.ts';
import type { Ask, Hit } from './schemas.ts';

/** Returns the address under which this server shows an entry; undefined where it has no page for people. */
export type EntryUrl = (id: string) => string | undefined;

/**
 * Returns the one address to cite an entry by: its page on this server, else its own page, else the first place where
 * its facts were seen. An https address comes before an http one, since some assistants cite nothing else.
 */
function canonicalUrl({ id, url, archivedUrl, sources }: Entry, entryUrl: EntryUrl): string | undefined {
  const known = [entryUrl(id), url, archivedUrl, ...sources].filter((address) => address !== undefined);
  return known.find((address) => address.startsWith('https://')) ?? known[0];
}

/**
 * Returns the foot of a card, which says when it was compiled or reviewed; it always names a source, by its host where
 * it has no name.
 */
function sourceWords(entry: Entry, knowledge: Knowledge): string {
  const foot = entryFoot(entry, knowledge);
  const [first] = entry.sources;
  return foot.startsWith('Source:') || first === undefined ? foot : `Source: ${sourceName(first, knowledge)} · ${foot}`;
}

/**
 * Returns an entry as an assistant gets it: its text word for word, without markup, and where it comes from.
 *
 * @param confidence how sure the matcher is that this was asked for; absent where it was fetched by its id
 */
export function hitOf(entry: Entry, knowledge: Knowledge, entryUrl: EntryUrl, confidence?: number): Hit {
  const { id, title, kind, topic, status, summary, url: page, body, compiled, reviewed, reviewedBy } = entry;
  const url = canonicalUrl(entry, entryUrl);
  const note = statusNote(entry, knowledge) ?? staleNote(entry, knowledge);
  return {
    id,
    title,
    ...(url && { url }),
    ...(page && { page }),
    kind,
    topic,
    status,
    ...(note && { note }),
    summary,
    text: withoutMarkup(body),
    source: sourceWords(entry, knowledge),
    ...(compiled && { compiled }),
    ...(reviewed && { reviewed }),
    ...(reviewedBy && { reviewed_by: reviewedBy }),
    ...(confidence !== undefined && { confidence: Math.round(confidence * 100) / 100 })
  };
}

/** Returns the name, id and address of an entry. */
export function askOf(entry: Entry, entryUrl: EntryUrl): Ask {
  const url = canonicalUrl(entry, entryUrl);
  return { id: entry.id, title: entry.title, ...(url && { url }) };
}

/** Returns the contact that an entry names; undefined where it names none. */
export function contactOf({ contact }: Entry, { entries }: Knowledge): Entry | undefined {
  return contact === undefined ? undefined : entries.get(contact);
}

/** Returns the entries worth reading next. */
export function seeOf(entry: Entry, knowledge: Knowledge, entryUrl: EntryUrl): Ask[] {
  return relatedEntries(entry, knowledge).map((other) => askOf(other, entryUrl));
}
