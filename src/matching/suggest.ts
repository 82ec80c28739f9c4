import Fuse from 'fuse.js';
import type { Entry, Kind, Topic } from '../core/model/entry.ts';
import { fuzzyLimits, normalise } from './text/text.ts';

export interface SuggestFilter {
  topic?: Topic;
  kind?: Kind;
  limit?: number;
}

const usualLimit = 20;
/** Characters of what was typed that are compared; names are hardly longer. */
const longestTyped = 60;
/** fuse.js looks at every row: past this many a look-up would hold up everything else. */
const mostRows = 10_000;
/** Up to this fuse.js score (0 is the same) a name counts as meant. */
const nearName = 0.2;

/** As-you-type look-up by fuse.js over titles and aliases, tolerant of typos; what answers the words comes after them. */
export interface Suggester {
  suggest(text: string, filter?: SuggestFilter): Entry[];
  /** Entries whose title or another name is spelt nearly like the text, best first; for inputs of a few words. */
  nearNames(text: string): Entry[];
}

/** @param answering entries that answer a text, best first: comparing all questions by shape takes a hundred times as long */
export function createSuggester(entries: readonly Entry[], answering: (text: string) => Entry[]): Suggester {
  // made at the first look-up: it takes as long as the rest of the index, and many a matcher is never asked
  let made: ReturnType<typeof indexNames> | undefined;
  const index = () => (made ??= indexNames(entries));
  const passes = (entry: Entry, filter: SuggestFilter) =>
    (!filter.topic || entry.topic === filter.topic) && (!filter.kind || entry.kind === filter.kind);

  return {
    nearNames: (text) =>
      index()
        .names.search(normalise(text).slice(0, longestTyped))
        .filter(({ score }) => (score ?? 1) <= nearName)
        .map(({ item }) => item.entry),
    suggest(text, filter = {}) {
      const limit = Math.max(0, filter.limit ?? usualLimit);
      const typed = normalise(text.slice(0, fuzzyLimits.characters)).slice(0, longestTyped);
      if (!typed) return entries.filter((entry) => passes(entry, filter)).slice(0, limit);
      // names that hold what was typed come before all that is merely like it
      const rank = ({ names }: Row) => {
        if (names.includes(typed)) return 0;
        if (names.some((name) => name.startsWith(typed))) return 1;
        return names.some((name) => ` ${name}`.includes(` ${typed}`)) ? 2 : 3;
      };
      const named = index()
        .rows.search(typed)
        .map(({ item, score }) => ({ item, key: rank(item) + (score ?? 1) * 0.9 }))
        .sort((a, b) => a.key - b.key)
        .map(({ item }) => item.entry);
      return [...new Set([...named, ...answering(typed)])].filter((entry) => passes(entry, filter)).slice(0, limit);
    }
  };
}

interface Row {
  entry: Entry;
  names: string[];
}

function indexNames(entries: readonly Entry[]) {
  const rows: Row[] = entries
    .slice(0, mostRows)
    .map((entry) => ({ entry, names: [entry.title, ...entry.aliases].map(normalise) }));
  const options = { keys: ['names'], includeScore: true, threshold: 0.35 };
  return {
    rows: new Fuse(rows, { ...options, ignoreLocation: true }),
    names: new Fuse(rows, { ...options, distance: 60 })
  };
}
