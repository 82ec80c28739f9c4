import type { Entry } from '../../core/model/entry.ts';
import type { SmallTalk } from '../../core/model/matcher.ts';

/** What the matcher ranks: an entry, or a kind of talk or of outside question that no entry answers. */
export interface Document {
  id: string;
  /** Only for entries. */
  entry?: Entry;
  /** Only for the others. */
  talk?: SmallTalk;
  /** Title and aliases. */
  names: readonly string[];
  asks: readonly string[];
  body: string;
}

/** Questions that are not for the knowledge base, a group for each subject or kind of talk. */
export interface BackgroundGroup {
  id: string;
  talk: SmallTalk;
  asks: readonly string[];
}

/** The entries that may be answered from, and after them the background. */
export function documentsOf(entries: Iterable<Entry>, background: readonly BackgroundGroup[]): Document[] {
  const documents: Document[] = [];
  for (const entry of entries) {
    if (entry.status === 'draft') continue;
    const names = [...new Set([entry.title, ...entry.aliases])];
    documents.push({ id: entry.id, entry, names, asks: entry.asks, body: entry.body });
  }
  for (const group of background) {
    documents.push({ id: group.id, talk: group.talk, names: [], asks: group.asks, body: '' });
  }
  return documents;
}
