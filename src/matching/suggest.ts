import Fuse from 'fuse.js';
import type { Entry } from '../core/model/entry.ts';
import type { Matcher } from '../core/model/matcher.ts';
import type { Document } from './corpus/documents.ts';
import { topOf } from './ranking/words.ts';
import { createLetterIndex } from './text/letter-groups.ts';
import { fuzzyLimits, normalise } from './text/text.ts';

const usualLimit = 20;
/** Characters of what was typed that are compared; names are hardly longer. */
const longestTyped = 60;
/** Maximum number of words of what may be a name; of a longer text, which asks something, what answers it comes first. */
const longestName = 5;
/** Maximum number of rows that letter groups pick for fuse.js, which compares every row it is given. */
const mostRows = 100;
/** Maximum number of rows visited for one letter group: a commoner group hardly tells rows apart. */
const longestList = 5000;

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

/** Sorts entries for a list that nothing was typed for: current ones first, then those that most others lead to. */
function byImportance(entries: readonly Entry[]): Entry[] {
  const leadingTo = new Map<string, number>();
  for (const { see } of entries) for (const id of see) leadingTo.set(id, (leadingTo.get(id) ?? 0) + 1);
  return [...entries].sort(
    (a, b) =>
      Number(b.status === 'current') - Number(a.status === 'current') ||
      (leadingTo.get(b.id) ?? 0) - (leadingTo.get(a.id) ?? 0)
  );
}

/**
 * Makes the as-you-type look-up over titles and aliases, tolerant of typos; what answers the words comes after them. Names are read at
 * once, so that no question waits for it.
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
) {
  const index = createLetterIndex();
  /** Names by their number in the index; those of removed entries stay, and are skipped. */
  const rows: Row[] = [];
  const numbers = new Map<string, number>();

  /** Follows a change of the documents. */
  function change(gone: readonly Document[], come: readonly Document[]): void {
    for (const { id } of gone) numbers.delete(id);
    for (const { id, entry } of come) {
      if (!entry) continue;
      const names = [entry.title, ...entry.aliases].map(normalise);
      index.add([...groupsOf(names.join(' '))]);
      numbers.set(id, rows.length);
      rows.push({ id, names });
    }
  }
  change([], documents);

  /** Returns the rows that share most letter groups with a text; a rarer group counts more. */
  function pick(typed: string): Row[] {
    const rarity = (having: number, all: number) => Math.log(1 + all / having);
    const shared = index.find([...groupsOf(typed)], rarity, longestList);
    const sharing = [...rows.keys()].filter((row) => shared[row]! > 0);
    return topOf(sharing, shared, mostRows).flatMap((row) => (numbers.get(rows[row]!.id) === row ? rows[row]! : []));
  }

  /** Returns the entries whose names are like what was typed; those that hold it come first. */
  function namedLike(typed: string): Entry[] {
    const rank = ({ names }: Row) => {
      if (names.includes(typed)) return 0;
      if (names.some((name) => name.startsWith(typed))) return 1;
      return names.some((name) => ` ${name}`.includes(` ${typed}`)) ? 2 : 3;
    };
    return new Fuse(pick(typed), { keys: ['names'], includeScore: true, threshold: 0.35, ignoreLocation: true })
      .search(typed)
      .map(({ item, score }) => ({ item, key: rank(item) + (score ?? 1) * 0.9 }))
      .sort((a, b) => a.key - b.key)
      .flatMap(({ item }) => entryOf(item.id) ?? []);
  }

  const suggest: Matcher['suggest'] = (text, { topic, kind, limit = usualLimit } = {}) => {
    const typed = normalise(text.slice(0, fuzzyLimits.characters)).slice(0, longestTyped);
    const found = typed ? [namedLike(typed), answering(typed)] : [byImportance(entries())];
    if (typed.split(' ').length > longestName) found.reverse();
    return [...new Set(found.flat())]
      .filter((entry) => (!topic || entry.topic === topic) && (!kind || entry.kind === kind))
      .slice(0, Math.max(0, limit));
  };

  return { suggest, change };
}
