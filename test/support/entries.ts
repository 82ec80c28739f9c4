import type { Entry, Knowledge } from '../../src/core/model/entry.ts';

/** Returns an entry with everything a test does not care about filled in. */
export function anEntry(entry: Partial<Entry> & Pick<Entry, 'id'>): Entry {
  return {
    title: entry.id,
    kind: 'guide',
    topic: 'spread',
    status: 'current',
    asks: [],
    aliases: [],
    see: [],
    compiled: '2026-11-22',
    reviewBy: '2027-11-22',
    sources: ['https://example.org/a'],
    body: 'What it is.\n\n- A fact.',
    summary: 'What it is.',
    file: `resources/${entry.id}.md`,
    ...entry
  };
}

export function aKnowledge(...entries: Entry[]): Knowledge {
  return {
    version: 'test',
    entries: new Map(entries.map((entry) => [entry.id, entry])),
    tips: [],
    synonyms: { abbreviations: {}, groups: [] },
    assessments: new Map()
  };
}
