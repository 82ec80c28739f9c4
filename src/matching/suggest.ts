import Fuse from 'fuse.js';
import type { Entry, Kind, Topic } from '../core/entry.ts';
import { cut } from './reading.ts';
import { normalise } from './text.ts';

export interface SuggestFilter {
  topic?: Topic;
  kind?: Kind;
  limit?: number;
}

const usualLimit = 20;
/** Entries picked by shared beginnings of words before fuse.js looks at them closely. */
const shortlist = 400;

/** As-you-type look-up by fuse.js over titles, aliases and questions, tolerant of typos. */
export interface Suggester {
  suggest(text: string, filter?: SuggestFilter): Entry[];
}

export function createSuggester(entries: readonly Entry[]): Suggester {
  const rows = entries.map((entry) => ({
    entry,
    names: [entry.title, ...entry.aliases].map(normalise),
    asks: entry.asks.map(normalise)
  }));
  const fuse = new Fuse(rows.slice(0, shortlist * 25), {
    keys: [
      { name: 'names', weight: 3 },
      { name: 'asks', weight: 1 }
    ],
    includeScore: true,
    ignoreLocation: true,
    threshold: 0.35
  });
  const passes = (entry: Entry, filter: SuggestFilter) =>
    (!filter.topic || entry.topic === filter.topic) && (!filter.kind || entry.kind === filter.kind);

  return {
    suggest(text, filter = {}) {
      const limit = Math.max(0, filter.limit ?? usualLimit);
      const typed = normalise(cut(text)).slice(0, 60);
      if (!typed)
        return rows
          .filter(({ entry }) => passes(entry, filter))
          .slice(0, limit)
          .map(({ entry }) => entry);
      // names that hold what was typed come before all that is merely like it
      const rank = ({ names }: (typeof rows)[number]) => {
        if (names.includes(typed)) return 0;
        if (names.some((name) => name.startsWith(typed))) return 1;
        return names.some((name) => ` ${name}`.includes(` ${typed}`)) ? 2 : 3;
      };
      return fuse
        .search(typed)
        .map(({ item, score }) => ({ item, key: rank(item) + (score ?? 1) * 0.9 }))
        .filter(({ item }) => passes(item.entry, filter))
        .sort((a, b) => a.key - b.key)
        .slice(0, limit)
        .map(({ item }) => item.entry);
    }
  };
}
