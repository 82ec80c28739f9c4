import { expect, test } from '@jest/globals';
import { contactsCard } from '../../../src/core/conversation/browse.ts';
import { helpCard } from '../../../src/core/conversation/help.ts';
import { saidCommandCard } from '../../../src/core/conversation/said-command.ts';
import { aboutOf } from '../../../src/core/model/about-of.ts';
import { aKnowledge, anEntry } from '../../support/entries.ts';

const contact = (id: string, more: Partial<Parameters<typeof anEntry>[0]> = {}) =>
  anEntry({ id, title: id, kind: 'contact', topic: 'spread', ...more });
const known = aKnowledge(
  contact('our-team'),
  contact('england-office', { nation: 'england' }),
  contact('scotland-office', { nation: 'scotland' }),
  contact('belfast-office', { nation: 'northern-ireland', topic: 'improvement' }),
  contact('library', { topic: 'publishing' }),
  anEntry({ id: 'plan', topic: 'spread', contact: 'our-team' })
);
const nations = { england: ['England'], scotland: ['Scotland', 'Aberdeen'], 'northern-ireland': ['Belfast'] };
const knowledge = { ...known, about: { ...aboutOf(known), nations } };
const listed = (card: ReturnType<typeof contactsCard>) => card.tiles?.map(({ title }) => title);

test('a list of contacts shows those of the nation that is named, and none of another', () => {
  expect(listed(contactsCard('spread', knowledge, 'nurse in Aberdeen, who do I ask about spread'))).toEqual([
    'scotland-office',
    'our-team'
  ]);
  expect(listed(contactsCard('spread', knowledge, 'who helps in England'))).toEqual(['england-office', 'our-team']);
});

test('a nation’s only contact is shown for every topic, after the first that fits the topic', () => {
  expect(listed(contactsCard('publishing', knowledge, 'I work in Belfast'))).toEqual(['library', 'belfast-office']);
});

test('where no nation is named all stand, those that most entries lead to first', () => {
  expect(listed(contactsCard('spread', knowledge, 'who do I ask about spread'))).toEqual([
    'our-team',
    'england-office',
    'scotland-office'
  ]);
  expect(listed(contactsCard(undefined, knowledge))?.slice(0, 1)).toEqual(['our-team']);
});

test('where nobody is named that is said, and the help offers neither them nor tips nor assessments', () => {
  const bare = aKnowledge(anEntry({ id: 'plan', topic: 'spread' }));
  const card = contactsCard(undefined, bare);
  expect(card).not.toHaveProperty('tiles');
  expect(card).not.toHaveProperty('actions');
  expect(helpCard(bare).text).toContain('`topics');
  expect(helpCard(bare).text).not.toMatch(/`(?:contacts|tips|assess)/);
  expect(helpCard(knowledge).text).toContain('`contacts');
  // Of several topics, those of which somebody is named.
  const some = aKnowledge(anEntry({ id: 'plan', topic: 'spread' }), contact('library', { topic: 'publishing' }));
  expect(contactsCard('spread', some).actions?.map(({ value }) => value)).toEqual(['publishing']);
});

test('who asks for a person and names topic and nation gets their contacts', () => {
  const asked = { question: 'can I speak to somebody in Scotland about spread', topic: 'spread' };
  expect(listed(saidCommandCard('ask', { knowledge, matcher: { suggest: () => [] } }, asked))).toEqual([
    'scotland-office',
    'our-team'
  ]);
});
