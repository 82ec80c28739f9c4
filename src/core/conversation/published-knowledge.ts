import type { Knowledge } from '../model/entry.ts';
import type { KnowledgeBase } from '../model/knowledge-base.ts';

const views = new WeakMap<Knowledge, Knowledge>();

/**
 * The knowledge as people may see it: without drafts, also where another entry or a tip leads to one. What leads to a draft
 * leads nowhere then, as if the entry were not there.
 */
export function withoutDrafts(knowledge: Knowledge): Knowledge {
  const known = views.get(knowledge);
  if (known) return known;
  const entries = new Map([...knowledge.entries].filter(([, { status }]) => status !== 'draft'));
  const view = entries.size === knowledge.entries.size ? knowledge : { ...knowledge, entries };
  views.set(knowledge, view);
  return view;
}

/** What the bot answers from. */
export function answerable({ knowledge, matcher }: KnowledgeBase): KnowledgeBase {
  return { knowledge: withoutDrafts(knowledge), matcher };
}
