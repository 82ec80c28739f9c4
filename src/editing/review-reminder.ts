import type { Config } from '../config/config.ts';
import { reviewCard } from '../core/editing/review-card.ts';
import type { Card } from '../core/model/card.ts';
import { isNamed, type Named } from '../core/model/identity.ts';
import type { KnowledgeBase } from '../core/model/knowledge-base.ts';
import { dueEntries } from '../core/time/review-dates.ts';

/** Tells an editor what is to be reviewed; everybody else nothing. */
export function connectReviews({ editors }: Pick<Config, 'editors'>, knowledgeBase: () => KnowledgeBase) {
  const people = new Set(editors);
  return (person: Named): Card | undefined => {
    const { knowledge } = knowledgeBase();
    if (!isNamed(people, person) || knowledge.today === undefined) return undefined;
    return reviewCard(dueEntries(knowledge, knowledge.today));
  };
}
