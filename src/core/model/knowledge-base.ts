import type { Knowledge } from './entry.ts';
import type { Matcher } from './matcher.ts';

/** A knowledge and the matcher trained on it, at one moment. */
export interface KnowledgeBase {
  knowledge: Knowledge;
  matcher: Matcher;
}
