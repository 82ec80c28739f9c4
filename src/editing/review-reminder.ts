import type { Config } from '../config/config.ts';
import { reviewCard } from '../core/editing/review-card.ts';
import type { Card } from '../core/model/card.ts';
import { type KnowledgeBase, withoutDrafts } from '../core/model/knowledge-base.ts';
import { isNamed, type Named } from '../core/model/message.ts';

/** Creates a function that returns the card of due and completed reviews for editors, and undefined for others. */
export function connectReviews({ editors }: Pick<Config, 'editors'>, knowledgeBase: () => KnowledgeBase) {
  const people = new Set(editors);
  return (person: Named): Card | undefined => {
    const { knowledge } = knowledgeBase();
    if (!isNamed(people, person) || knowledge.today === undefined) return undefined;
    return reviewCard(withoutDrafts(knowledge), knowledge.today);
  };
}
