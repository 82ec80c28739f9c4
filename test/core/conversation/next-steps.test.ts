import { expect, test } from '@jest/globals';
import { contactFor } from '../../../src/core/conversation/next-steps.ts';
import { aKnowledge, anEntry } from '../../support/entries.ts';

const contact = (id: string, more = {}) => anEntry({ id, kind: 'contact', ...more });
const entry = anEntry({ id: 'plan', topic: 'spread', contact: 'contact-england' });
const england = contact('contact-england', { nation: 'england' });
const wales = contact('contact-wales', { nation: 'wales' });
const about = {
  ...{ covers: 'x', language: 'en', topics: [], prompts: [], texts: {} },
  nations: { wales: ['Wales', 'Cardiff'], 'northern-ireland': ['Northern Ireland'], ireland: ['Ireland'] }
};

test('is the entry’s own, unless the question names another nation', () => {
  const knowledge = { ...aKnowledge(entry, england, wales), about };
  expect(contactFor(entry, knowledge)?.id).toBe('contact-england');
  expect(contactFor(entry, knowledge, 'how do I spread this in Cardiff?')?.id).toBe('contact-wales');
  expect(contactFor(entry, knowledge, 'and in Ireland')?.id).toBe('contact-england');
  expect(contactFor(england, knowledge, 'in Wales')).toBeUndefined();
});

test('is the one that the organisation named for the topic', () => {
  const ours = contact('contact-ours', { for: ['spread'] });
  const knowledge = { ...aKnowledge(entry, england, wales, ours), about };
  expect(contactFor(entry, knowledge, 'how do I spread this')?.id).toBe('contact-ours');
  expect(contactFor(anEntry({ id: 'other', topic: 'publishing' }), knowledge)).toBeUndefined();
});

test('of several contacts of a nation it is the one to which most entries lead', () => {
  const device = contact('contact-a-device-office', { nation: 'wales', see: ['contact-wales'] });
  const knowledge = { ...aKnowledge(entry, england, device, wales), about };
  expect(contactFor(entry, knowledge, 'how do I spread this in Cardiff?')?.id).toBe('contact-wales');
});
