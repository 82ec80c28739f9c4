import type { Entry, Knowledge } from '../core/model/entry.ts';
import type { Matcher } from '../core/model/matcher.ts';
import { plainText } from './markup.ts';

/** Existing entry that may say the same as a draft, with the reason. */
export interface Alike {
  id: string;
  title: string;
  why: string;
}

/**
 * Least confidence with which the draft's title, asked as a question, is answered by the entry for the two to count as
 * alike.
 */
const sure = 0.6;
/** Least share of a draft's runs of four words that also occur in the entry. */
const sameWords = 0.2;

const runsOf = (text: string): Set<string> => {
  const words =
    plainText(text)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.slice(3).map((_, index) => words.slice(index, index + 4).join(' ')));
};

const addressKey = (url: string): string =>
  url
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.)?/, '')
    .replace(/#.*$/, '')
    .replace(/\/$/, '');

/** Text to compare: a new entry, or an existing one that is being changed. */
interface Text {
  /** Absent for a new entry. */
  id?: string;
  title: string;
  body: string;
  url?: string;
}

/** Creates a function that lists the entries a text resembles: by address, by words, and by the matcher's answer. */
export function createAlike(knowledge: Knowledge, matcher: Matcher): (text: Text) => Alike[] {
  const entries = [...knowledge.entries.values()].map((entry) => ({
    entry,
    runs: runsOf(entry.body),
    address: entry.url && addressKey(entry.url)
  }));
  return ({ id, title, body, url }) => {
    const found = new Map<string, Alike>();
    const add = (entry: Entry, why: string): void => {
      if (entry.id !== id && !found.has(entry.id)) found.set(entry.id, { id: entry.id, title: entry.title, why });
    };
    const runs = runsOf(body);
    for (const { entry, runs: theirs, address } of entries) {
      if (url && address === addressKey(url)) add(entry, 'the same address');
      const shared = [...runs].filter((run) => theirs.has(run)).length;
      if (runs.size >= 8 && shared / runs.size >= sameWords)
        add(entry, `${Math.round((100 * shared) / runs.size)} % of its words in the same order`);
    }
    const [best] = matcher.find(title).matches;
    if (best && best.confidence >= sure)
      add(best.entry, `asked by its title, the bot answers with it (${best.confidence.toFixed(2)})`);
    return [...found.values()].slice(0, 3);
  };
}
