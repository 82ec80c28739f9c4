import { memoizeByObject } from './bounded-map.ts';
import type { Knowledge } from './entry.ts';
import type { Matcher } from './matcher.ts';

/** A knowledge and the matcher trained on it, at one moment. */
export interface KnowledgeBase {
  knowledge: Knowledge;
  matcher: Matcher;
}

/**
 * Returns the knowledge without drafts. References from other entries or tips to a draft are removed too, as if the
 * entry did not exist.
 */
export const withoutDrafts = memoizeByObject((knowledge: Knowledge): Knowledge => {
  const entries = new Map([...knowledge.entries].filter(([, { status }]) => status !== 'draft'));
  return entries.size === knowledge.entries.size ? knowledge : { ...knowledge, entries };
});

/** Returns the knowledge base used for answers: without drafts. */
export const answerable = memoizeByObject(
  ({ knowledge, matcher }: KnowledgeBase): KnowledgeBase => ({ knowledge: withoutDrafts(knowledge), matcher })
);
