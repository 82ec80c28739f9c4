import type { Knowledge } from './entry.ts';
import type { Matcher } from './matcher.ts';

/** A knowledge and the matcher trained on it, at one moment. */
export interface KnowledgeBase {
  knowledge: Knowledge;
  matcher: Matcher;
}

const views = new WeakMap<Knowledge, Knowledge>();

/**
 * Returns the knowledge without drafts. References from other entries or tips to a draft are removed too, as if the
 * entry did not exist.
 */
export function withoutDrafts(knowledge: Knowledge): Knowledge {
  const known = views.get(knowledge);
  if (known) return known;
  const entries = new Map([...knowledge.entries].filter(([, { status }]) => status !== 'draft'));
  const view = entries.size === knowledge.entries.size ? knowledge : { ...knowledge, entries };
  views.set(knowledge, view);
  return view;
}

/** Returns the knowledge base used for answers: without drafts. */
export function answerable({ knowledge, matcher }: KnowledgeBase): KnowledgeBase {
  return { knowledge: withoutDrafts(knowledge), matcher };
}
