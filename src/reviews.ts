import type { Config } from './config.ts';
import type { Mind } from './core/bot.ts';
import type { Card } from './core/card.ts';
import { dueEntries } from './core/due.ts';
import { isNamed, type Named } from './core/named.ts';
import { reviewCard } from './core/review-card.ts';

/** Tells an editor what is to be reviewed; everybody else nothing. */
export function connectReviews({ editors }: Pick<Config, 'editors'>, mind: () => Mind) {
  const people = new Set(editors);
  return (person: Named): Card | undefined => {
    const { knowledge } = mind();
    if (!isNamed(people, person) || knowledge.today === undefined) return undefined;
    return reviewCard(dueEntries(knowledge, knowledge.today));
  };
}
