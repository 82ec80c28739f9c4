import Fuse from 'fuse.js';
import type { Entry, Kind, Topic } from '../core/model/entry.ts';
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
/** Letter groups pick this many rows for fuse.js, which looks at every one it is given. */
const mostRows = 100;
/** Of a letter group that more rows have only so many are counted: it hardly tells them apart. */
const longestList = 5000;
/** Up to this fuse.js score (0 is the same) a name counts as meant. */
const nearName = 0.2;

/** As-you-type look-up over titles and aliases, tolerant of typos; what answers the words comes after them. */
export interface Suggester {
  suggest(text: string, filter?: SuggestFilter): Entry[];
  /** Returns entries whose title or another name is spelt nearly like the text, best first; for inputs of a few words. */
  nearNames(text: string): Entry[];
}

interface Row {
  entry: Entry;
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

/** Returns the function that picks the rows which share most letter groups with a text, a group counting more the fewer have it. */
function indexGroups(rows: readonly Row[]): (typed: string) => Row[] {
  const lists = new Map<string, number[]>();
  rows.forEach(({ names }, row) => {
    for (const group of groupsOf(names.join(' '))) {
      const list = lists.get(group);
      if (list) list.push(row);
      else lists.set(group, [row]);
    }
  });
  const shared = new Float32Array(rows.length);
  return (typed) => {
    const touched: number[] = [];
    for (const group of groupsOf(typed)) {
      const list = lists.get(group) ?? [];
      const weight = Math.log(1 + rows.length / (list.length || 1));
      for (let i = 0; i < Math.min(list.length, longestList); i++) {
        const row = list[i]!;
        if (shared[row] === 0) touched.push(row);
        shared[row]! += weight;
      }
    }
    const best = touched.sort((a, b) => shared[b]! - shared[a]! || a - b);
    const picked = best.slice(0, mostRows).map((row) => rows[row]!);
    for (const row of best) shared[row] = 0;
    return picked;
  };
}

/**
 * Makes the look-up; names are read at once, so that no question waits for it.
 *
 * @param answering entries that answer a text, best first: comparing all questions by shape takes a hundred times as long
 */
export function createSuggester(entries: readonly Entry[], answering: (text: string) => Entry[]): Suggester {
  const pick = indexGroups(entries.map((entry) => ({ entry, names: [entry.title, ...entry.aliases].map(normalise) })));
  const passes = (entry: Entry, filter: SuggestFilter) =>
    (!filter.topic || entry.topic === filter.topic) && (!filter.kind || entry.kind === filter.kind);
  const options = { keys: ['names'], includeScore: true, threshold: 0.35 };

  return {
    nearNames(text) {
      const typed = normalise(text).slice(0, longestTyped);
      return new Fuse(pick(typed), { ...options, distance: 60 })
        .search(typed)
        .filter(({ score }) => (score ?? 1) <= nearName)
        .map(({ item }) => item.entry);
    },
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
      const named = new Fuse(pick(typed), { ...options, ignoreLocation: true })
        .search(typed)
        .map(({ item, score }) => ({ item, key: rank(item) + (score ?? 1) * 0.9 }))
        .sort((a, b) => a.key - b.key)
        .map(({ item }) => item.entry);
      return [...new Set([...named, ...answering(typed)])].filter((entry) => passes(entry, filter)).slice(0, limit);
    }
  };
}
