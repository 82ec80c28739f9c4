import type { Config } from '../config/config.ts';
import { withoutDrafts } from '../core/conversation/published-knowledge.ts';
import { reviewCard } from '../core/editing/review-card.ts';
import type { Card } from '../core/model/card.ts';
import { isNamed, type Named } from '../core/model/identity.ts';
import type { KnowledgeBase } from '../core/model/knowledge-base.ts';

/** Creates a function that returns the card of due and completed reviews for editors, and undefined for others. */
export function connectReviews({ editors }: Pick<Config, 'editors'>, knowledgeBase: () => KnowledgeBase) {
  const people = new Set(editors);
  return (person: Named): Card | undefined => {
    const { knowledge } = knowledgeBase();
    if (!isNamed(people, person) || knowledge.today === undefined) return undefined;
    return reviewCard(withoutDrafts(knowledge), knowledge.today);
  };
}
