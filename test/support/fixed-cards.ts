import { contactsCard, topicsCard } from '../../src/core/conversation/browse.ts';
import { errorCard, helpCard, welcomeCard } from '../../src/core/conversation/help.ts';
import { aboutOf } from '../../src/core/model/about-of.ts';
import type { Card } from '../../src/core/model/card.ts';
import type { Knowledge } from '../../src/core/model/entry.ts';
import { tipCard } from '../../src/core/tips/tip-card.ts';

/** Returns the cards that answer no question, by name: tips, contacts, topics, help, welcome, the card of an error. */
export function fixedCards(knowledge: Knowledge): [string, Card][] {
  return [
    ...knowledge.tips.map((tip): [string, Card] => [tip.id, tipCard(tip, knowledge)]),
    ...aboutOf(knowledge).topics.map(({ id }): [string, Card] => [`contacts ${id}`, contactsCard(id, knowledge)]),
    ['contacts', contactsCard(undefined, knowledge)],
    ['topics', topicsCard(knowledge)],
    ['help', helpCard(knowledge)],
    ['welcome', welcomeCard(knowledge)],
    ['error', errorCard()]
  ];
}
