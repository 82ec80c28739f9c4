import { expect, test } from '@jest/globals';
import { maskPersonal } from '../../../src/core/privacy/index.ts';

test.each([
  ['Hi Eirwen, how do I write an abstract', 'Eirwen'],
  ['Best wishes, Teemu. How do I get funding?', 'Teemu'],
  ['Spencer and I want to publish our work', 'Spencer'],
  ['Femi and Adaora want to know how to sustain a change', 'Adaora'],
  ['I am Studley, a porter. How do I share my idea?', 'Studley'],
  ['my name is Oluchi. What is a driver diagram?', 'Oluchi'],
  ['Prosper wants to publish', 'Prosper'],
  ['our manager Leofric wants a spread plan', 'Leofric'],
  ['Toole, our manager, wants a business case', 'Toole'],
  ['sister bernie spreckley asks how to get the night staff on board', 'spreckley'],
  ["it's gethin from pharmacy, how do I write a lay summary", 'gethin'],
  ['how do i deal with resistance? cheers, wojtek', 'wojtek']
])('%s: %s is masked by where it stands', (text, name) => {
  expect(maskPersonal(text).text).not.toContain(name);
});

test.each([
  'hi spread guide please',
  'I am Band 6, can I lead a project?',
  'Hi team, how do I publish',
  'Dear Editor, what goes in the letter',
  'Finance wants to see a return on investment',
  'Kotter says eight steps',
  'what does the Long Term Success Tool ask and how long does it take',
  'the 1000 Lives Campaign asked us for our data',
  'what does Wiltsey Stirman ask of a team',
  'I am Welsh, where do I get help',
  'Commissioner would like to know more',
  'a colleague from Ghana asks for it',
  'Thanks! Abstract next'
])('%s: nobody is named', (text) => {
  expect(maskPersonal(text).found).toEqual([]);
});
