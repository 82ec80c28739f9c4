import { memoizeByObject } from '../model/bounded-map.ts';
import type { Link } from '../model/card.ts';
import type { Entry, Knowledge } from '../model/entry.ts';
import { longDate } from '../time/calendar.ts';

/** Names of publishers by address and by host, as given by the entries. */
interface Names {
  byAddress: ReadonlyMap<string, string>;
  byHost: ReadonlyMap<string, string>;
}

/** Names of archives and journals that many entries cite but no entry describes, by host without `www.`. */
const wellKnown: Readonly<Record<string, string>> = {
  'pmc.ncbi.nlm.nih.gov': 'PubMed Central',
  'pubmed.ncbi.nlm.nih.gov': 'PubMed',
  'ncbi.nlm.nih.gov': 'PubMed Central',
  'doi.org': 'The published paper',
  'dx.doi.org': 'The published paper',
  'en.wikipedia.org': 'Wikipedia',
  'web.archive.org': 'Internet Archive',
  'webarchive.nationalarchives.gov.uk': 'UK Government Web Archive',
  'slideshare.net': 'SlideShare',
  'youtube.com': 'YouTube'
};

/** Returns the host of an address without `www.`; empty for an invalid address. */
function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host.replace(/^www\./, '') : '';
}

/**
 * Collects the names once for each loaded knowledge. Where several publishers share a host, the most frequent one is
 * kept.
 */
const namesOf = memoizeByObject((entries: Knowledge['entries']): Names => {
  const byAddress = new Map<string, string>();
  const counts = new Map<string, Map<string, number>>();
  for (const { url, publisher } of entries.values()) {
    if (!url || !publisher) continue;
    byAddress.set(url, publisher);
    const ofHost = counts.get(hostOf(url)) ?? new Map<string, number>();
    ofHost.set(publisher, (ofHost.get(publisher) ?? 0) + 1);
    counts.set(hostOf(url), ofHost);
  }
  const byHost = new Map(
    [...counts].map(([host, names]) => [host, [...names].sort(([, a], [, b]) => b - a)[0]![0]] as const)
  );
  return { byAddress, byHost };
});

/**
 * Returns the name of the organisation behind an address: the publisher of an entry at that address or host, or a
 * well-known archive. Falls back to the host.
 */
export function sourceName(address: string, { entries }: Pick<Knowledge, 'entries'>): string {
  const { byAddress, byHost } = namesOf(entries);
  const host = hostOf(address);
  return wellKnown[host] ?? byAddress.get(address) ?? byHost.get(host) ?? host;
}

/** Maximum number of sources listed on a card; the entry's file has all of them. */
const listed = 5;

/** Returns the sources of an entry as links, labelled by name; a repeated name gets a number. */
export function sourceLinks(entry: Entry, knowledge: Pick<Knowledge, 'entries'>): Link[] {
  const seen = new Map<string, number>();
  const links: Link[] = [];
  for (const url of entry.sources.slice(0, listed)) {
    const name = sourceName(url, knowledge);
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    links.push({ label: times > 1 ? `${name} (${times})` : name, url });
  }
  return links;
}

/** Days of a text's making and checking, as an entry and the table of journals have them. */
type Made = Pick<Entry, 'compiled' | 'reviewed' | 'reviewedBy'> & Partial<Pick<Entry, 'reviewBy'>>;

/** Returns the date and author of the compilation or review of a text, in the words of a card's footer. */
export function reviewWords(made: Made, { today }: Pick<Knowledge, 'today'>): string {
  const { compiled, reviewed, reviewedBy, reviewBy } = made;
  if (reviewed === undefined || reviewedBy === undefined) {
    const when = compiled === undefined ? '' : `Compiled ${longDate(compiled)} · `;
    return `${when}Not yet reviewed by your organisation`;
  }
  const done = `Reviewed ${longDate(reviewed)} by ${reviewedBy}`;
  if (reviewBy === undefined) return done;
  const due = today !== undefined && reviewBy < today;
  return `${done} · ${due ? 'Review due since' : 'Next review by'} ${longDate(reviewBy)}`;
}

/** Returns true if an entry's review has been due for a year or more, so that a note warns the reader. */
export function longOverdue({ reviewBy }: Pick<Entry, 'reviewBy'>, today: string): boolean {
  return `${Number(reviewBy.slice(0, 4)) + 1}${reviewBy.slice(4)}` <= today;
}

/**
 * Returns one sentence for an entry without a recent review: a review overdue by a year, or a text compiled more than a
 * year ago and never reviewed.
 */
export function staleNote(entry: Entry, { today }: Pick<Knowledge, 'today'>): string | undefined {
  if (today === undefined) return undefined;
  const advice = 'and may be out of date; check it at its source.';
  if (longOverdue(entry, today)) return `This was to be reviewed by ${longDate(entry.reviewBy)} ${advice}`;
  const { compiled, reviewed } = entry;
  if (reviewed !== undefined || compiled === undefined || !longOverdue({ reviewBy: compiled }, today)) return undefined;
  return `This was compiled on ${longDate(compiled)} ${advice}`;
}
