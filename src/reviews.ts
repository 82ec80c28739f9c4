import type { Config } from './config.ts';
import type { Mind } from './core/bot.ts';
import type { Card } from './core/card.ts';
import { dueEntries } from './core/due.ts';
import { reviewCard } from './core/review-card.ts';

/** Tells an editor, named as EDITORS has it, what is to be reviewed; everybody else nothing. */
export function connectReviews({ editors }: Pick<Config, 'editors'>, mind: () => Mind) {
  return (person: string): Card | undefined => {
    const { knowledge } = mind();
    if (!editors.includes(person) || knowledge.today === undefined) return undefined;
    return reviewCard(dueEntries(knowledge, knowledge.today));
  };
}
