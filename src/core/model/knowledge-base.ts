import type { Knowledge } from './entry.ts';
import type { Matcher } from './matcher.ts';

/** The knowledge and the matcher made from it, as they are at one moment. */
export interface KnowledgeBase {
  knowledge: Knowledge;
  matcher: Matcher;
}
