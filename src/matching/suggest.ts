import Fuse from 'fuse.js';
import type { Entry, Kind, Topic } from '../core/model/entry.ts';
import type { Document } from './corpus/documents.ts';
import { createLetterIndex } from './text/letter-groups.ts';
import { fuzzyLimits, normalise } from './text/text.ts';

/** Limits of a look-up. */
export interface SuggestFilter {
  topic?: Topic;
  kind?: Kind;
  limit?: number;
}

const usualLimit = 20;
/** Characters of what was typed that are compared; names are hardly longer. */
const longestTyped = 60;
/** Maximum number of rows that letter groups pick for fuse.js, which compares every row it is given. */
const mostRows = 100;
/** Maximum number of rows visited for one letter group: a commoner group hardly tells rows apart. */
const longestList = 5000;

/** As-you-type look-up over titles and aliases, tolerant of typos; what answers the words comes after them. */
export interface Suggester {
  suggest(text: string, filter?: SuggestFilter): Entry[];
  /** Follows a change of the documents. */
  change(gone: readonly Document[], come: readonly Document[]): void;
}

interface Row {
  id: string;
  names: string[];
}

/** Returns the groups of letters of a normalised text: the first one and two of each word, and every three in a row. */
function groupsOf(text: string): Set<string> {
  const groups = new Set<string>();
  for (const word of text.split(' ')) {
    groups.add(`^${word.slice(0, 1)}`);
    if (word.length > 1) groups.add(`^${word.slice(0, 2)}`);
    for (let i = 0; i + 3 <= word.length; i++) groups.add(word.slice(i, i + 3));
  }
  return groups;
}

/**
 * Creates the table of names that picks the rows sharing most letter groups with a text; a rarer group counts more. Rows of removed
 * entries stay, and are skipped.
 */
function createRows() {
  const rows: (Row | undefined)[] = [];
  const numbers = new Map<string, number>();
  const index = createLetterIndex();
  return {
    add({ id, entry }: Document): void {
      if (!entry) return;
      const names = [entry.title, ...entry.aliases].map(normalise);
      index.add([...groupsOf(names.join(' '))]);
      numbers.set(id, rows.length);
      rows.push({ id, names });
    },
    remove({ id }: Document): void {
      const row = numbers.get(id);
      if (row !== undefined) rows[row] = undefined;
    },
    pick(typed: string): Row[] {
      const rarity = (having: number, all: number) => Math.log(1 + all / having);
      const shared = [...index.find([...groupsOf(typed)], rarity, longestList)];
      const best = shared.sort(([a, share], [b, other]) => other - share || a - b).slice(0, mostRows);
      return best.flatMap(([row]) => rows[row] ?? []);
    }
  };
}

/**
 * Makes the look-up; names are read at once, so that no question waits for it.
 *
 * @param documents those of entries have names
 * @param entries returns all entries in their order
 * @param answering entries that answer a text, best first: comparing all questions by shape takes a hundred times as long
 */
export function createSuggester(
  documents: readonly Document[],
  entries: () => readonly Entry[],
  entryOf: (id: string) => Entry | undefined,
  answering: (text: string) => Entry[]
): Suggester {
  const rows = createRows();
  documents.forEach(rows.add);
  const passes = (entry: Entry, filter: SuggestFilter) =>
    (!filter.topic || entry.topic === filter.topic) && (!filter.kind || entry.kind === filter.kind);
  const options = { keys: ['names'], includeScore: true, threshold: 0.35 };

  return {
    change(gone, come) {
      gone.forEach(rows.remove);
      come.forEach(rows.add);
    },
    suggest(text, filter = {}) {
      const limit = Math.max(0, filter.limit ?? usualLimit);
      const typed = normalise(text.slice(0, fuzzyLimits.characters)).slice(0, longestTyped);
      if (!typed)
        return entries()
          .filter((entry) => passes(entry, filter))
          .slice(0, limit);
      // names that hold what was typed come before all that is merely like it
      const rank = ({ names }: Row) => {
        if (names.includes(typed)) return 0;
        if (names.some((name) => name.startsWith(typed))) return 1;
        return names.some((name) => ` ${name}`.includes(` ${typed}`)) ? 2 : 3;
      };
      const named = new Fuse(rows.pick(typed), { ...options, ignoreLocation: true })
        .search(typed)
        .map(({ item, score }) => ({ item, key: rank(item) + (score ?? 1) * 0.9 }))
        .sort((a, b) => a.key - b.key)
        .flatMap(({ item }) => entryOf(item.id) ?? []);
      return [...new Set([...named, ...answering(typed)])].filter((entry) => passes(entry, filter)).slice(0, limit);
    }
  };
}
