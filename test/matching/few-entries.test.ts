import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from '@jest/globals';
import type { Matcher } from '../../src/core/model/matcher.ts';
import { readTrainingData } from '../../src/knowledge/training/index.ts';
import { createMatcher } from '../../src/matching/index.ts';
import { aKnowledge, anEntry } from '../support/entries.ts';

/** Five entries with four questions each: so little knowledge has shown nothing of what it cannot answer. */
let matcher: Matcher;
beforeAll(() => {
  matcher = createMatcher({
    knowledge: aKnowledge(
      anEntry({
        id: 'kitchen',
        title: 'Book the training kitchen',
        asks: [
          'how do I book the kitchen',
          'is the kitchen free on monday',
          'who cleans the kitchen',
          'how many people fit in the kitchen'
        ]
      }),
      anEntry({
        id: 'bikes',
        title: 'Bicycle shed',
        asks: [
          'where can I lock my bicycle',
          'code for the bicycle shed',
          'is the bicycle shed covered',
          'my bicycle was stolen'
        ]
      }),
      anEntry({
        id: 'volunteers',
        title: 'Become a volunteer',
        asks: [
          'how do I become a volunteer',
          'do volunteers get expenses',
          'how old must a volunteer be',
          'what do volunteers do'
        ]
      }),
      anEntry({
        id: 'garden',
        title: 'Garden plots',
        asks: [
          'can I have a garden plot',
          'waiting list for the garden',
          'when is the water turned off in the garden',
          'who cuts the hedge'
        ]
      }),
      anEntry({
        id: 'newsletter',
        title: 'Newsletter',
        asks: [
          'how do I get the newsletter',
          'send something for the newsletter',
          'stop the newsletter',
          'when does the newsletter come out'
        ]
      })
    ),
    wordTable: readFileSync('models/word-table.bin'),
    training: readTrainingData()
  });
});

test.each([
  'how do I book the minibus',
  'code for the front door',
  'is the car park covered',
  'my purse was stolen',
  'how old must I be to buy fireworks',
  'do drivers get expenses',
  'when is the gas turned off',
  'waiting list for the dentist',
  'how many people fit in the lift',
  'who cleans the windows',
  'stop the alarm',
  'how do I get the bus pass',
  'can I have a locker'
])('%s is never answered as if known', (text) => {
  expect(matcher.find(text).outcome).not.toBe('answer');
});

test.each([
  ['is the kitchen free tomorrow afternoon', 'kitchen'],
  ['id like to book the kitchen for a class', 'kitchen'],
  ['somebody stole my bicycle', 'bikes'],
  ['whats the code of the bicycle shed', 'bikes'],
  ['I want to volunteer, how do I start', 'volunteers'],
  ['is there a waiting list for a garden plot', 'garden'],
  ['please take me off the newsletter', 'newsletter'],
  ['when is the next newsletter', 'newsletter']
])('%s is shown its entry', (text, id) => {
  const { outcome, matches } = matcher.find(text);
  expect(outcome).not.toBe('none');
  expect(matches[0]?.entry.id).toBe(id);
});

test('a question that begins as small talk does is a question; small talk stays small talk', () => {
  const talk = ['are you a robot', 'are you a person', 'are you clever', 'are you there', 'who are you'];
  const library = createMatcher({
    knowledge: {
      ...aKnowledge(
        anEntry({
          id: 'opening-hours',
          title: 'Library opening hours',
          asks: [
            'when is the library open',
            'what time does the library close on Saturday',
            'what time do you open in the morning'
          ],
          body: 'The library is open from Monday to Saturday and closed on Sunday.'
        }),
        anEntry({ id: 'fines', title: 'Overdue charges', asks: ['how much is the fine', 'do children pay fines'] }),
        anEntry({ id: 'wifi', title: 'Wi-fi', asks: ['is there wifi', 'what is the wifi password'] })
      ),
      talk: { groups: [{ talk: 'about-me', asks: talk }], around: {} }
    },
    wordTable: readFileSync('models/word-table.bin'),
    training: readTrainingData()
  });
  const { outcome, matches } = library.find('are you open on sunday');
  expect([outcome, matches[0]?.entry.id]).toEqual(['choices', 'opening-hours']);
  expect(library.find('are you a robot')).toMatchObject({ outcome: 'none', talk: 'about-me' });
  expect(library.find('are you a real person')).toMatchObject({ outcome: 'none', talk: 'about-me' });
});

test('a question that an entry has word for word is answered with it, also where the name in it is that of another entry', () => {
  const layered = createMatcher({
    knowledge: aKnowledge(
      anEntry({
        id: 'squire',
        title: 'SQUIRE',
        asks: ['which checklist is there for a report', 'how do I write it up']
      }),
      anEntry({ id: 'local', title: 'Writing up at Northtown', asks: ['what is SQUIRE', 'template of Northtown'] })
    ),
    wordTable: readFileSync('models/word-table.bin'),
    training: readTrainingData()
  });
  const first = (text: string) => layered.find(text).matches[0]?.entry.id;
  expect(['what is squire?', 'squire'].map(first)).toEqual(['local', 'squire']);
});
