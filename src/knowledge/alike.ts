import type { Entry, Knowledge } from '../core/model/entry.ts';
import type { Matcher } from '../core/model/matcher.ts';
import { plainText } from './markup.ts';

/** An entry that may say the same as a draft, and why it is thought so. */
export interface Alike {
  id: string;
  title: string;
  why: string;
}

/** A draft is held to be alike when a person who asks its title would be answered with the entry this surely. */
const sure = 0.6;
/** Share of a draft's runs of four words that stand in the entry too. */
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

/** What is compared: an entry that is yet to be, or one that is being changed. */
interface Text {
  /** Absent for a new one. */
  id?: string;
  title: string;
  body: string;
  url?: string;
}

/** Makes a function that names the entries a text is like: by address, by words, by what the matcher would answer. */
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
