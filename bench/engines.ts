import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import type { Entry, Knowledge } from '../src/core/model/entry.ts';
import { readTrainingData } from '../src/knowledge/training/index.ts';
import { createMatcher } from '../src/matching/index.ts';
import { stem, wordsOf } from '../src/matching/text/text.ts';

/** Anything that ranks entries for a question: ids, best first. */
export interface Engine {
  search(question: string): string[];
}

export const engineNames = ['ours', 'fuse', 'fuse tokens', 'minisearch', 'bm25'] as const;
export type EngineName = (typeof engineNames)[number];

export const titles: Readonly<Record<EngineName, string>> = {
  ours: 'this matcher',
  fuse: 'fuse.js, default',
  'fuse tokens': 'fuse.js, token search',
  minisearch: 'MiniSearch, fuzzy 0.2',
  bm25: 'BM25 with stemming'
};

const shown = 5;

/** Builds an engine over the entries. Libraries are used as their documentation shows, over the same fields. */
export function build(name: EngineName, knowledge: Knowledge, wordTable: Uint8Array | undefined): Engine {
  const entries = [...knowledge.entries.values()];
  if (name === 'ours') {
    const matcher = createMatcher({ knowledge, training: readTrainingData(), ...(wordTable && { wordTable }) });
    return { search: (question) => matcher.find(question).matches.map(({ entry }) => entry.id) };
  }
  if (name === 'minisearch') return miniSearch(entries);
  if (name === 'bm25') return bm25(entries);
  const fuse = new Fuse(entries, {
    keys: ['title', 'aliases', 'asks', 'body'],
    includeScore: true,
    ...(name === 'fuse tokens' && { useTokenSearch: true, threshold: 0.3 })
  });
  return { search: (question) => fuse.search(question, { limit: shown }).map(({ item }) => item.id) };
}

function miniSearch(entries: readonly Entry[]): Engine {
  const index = new MiniSearch({
    fields: ['title', 'aliases', 'asks', 'body'],
    extractField: (document, field) => {
      const value: unknown = document[field];
      return Array.isArray(value) ? value.join('\n') : value;
    },
    searchOptions: { fuzzy: 0.2, boost: { title: 1.5, body: 0.3 } }
  });
  index.addAll(entries);
  return {
    search: (question) =>
      index
        .search(question)
        .slice(0, shown)
        .map(({ id }) => id)
  };
}

/** Builds plain BM25 (k1 1.2, b 0.75) over all words of an entry, stemmed. */
function bm25(entries: readonly Entry[]): Engine {
  const postings = new Map<string, { document: number; count: number }[]>();
  const lengths = entries.map((entry, document) => {
    const words = wordsOf([entry.title, ...entry.aliases, ...entry.asks, entry.body].join('\n')).map(stem);
    const counts = new Map<string, number>();
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    for (const [word, count] of counts) {
      const list = postings.get(word);
      if (list) list.push({ document, count });
      else postings.set(word, [{ document, count }]);
    }
    return words.length;
  });
  const average = lengths.reduce((a, b) => a + b, 0) / entries.length;
  return {
    search(question) {
      const scores = new Map<number, number>();
      for (const word of new Set(wordsOf(question).map(stem))) {
        const list = postings.get(word) ?? [];
        const rarity = Math.log(1 + (entries.length - list.length + 0.5) / (list.length + 0.5));
        for (const { document, count } of list) {
          const length = 0.25 + (0.75 * lengths[document]!) / average;
          const gain = (rarity * count * 2.2) / (count + 1.2 * length);
          scores.set(document, (scores.get(document) ?? 0) + gain);
        }
      }
      const best = [...scores].sort((a, b) => b[1] - a[1]).slice(0, shown);
      return best.map(([document]) => entries[document]!.id);
    }
  };
}
