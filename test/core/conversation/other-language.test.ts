import { expect, test } from '@jest/globals';
import { isOtherLanguage } from '../../../src/core/conversation/other-language.ts';

test.each([
  'Sut mae lledaenu ein prosiect i wardiau eraill?',
  'Jak mogę opublikować nasz projekt?',
  '¿Cómo puedo difundir mi proyecto de mejora?',
  'Wie kann ich mein Projekt veröffentlichen?',
  '如何推广我们的项目',
  'ہم اپنے منصوبے کو کیسے پھیلا سکتے ہیں'
])('%s is no English', (text) => {
  expect(isOtherLanguage(text)).toBe(true);
});

test.each([
  '',
  '👍',
  '12345',
  'Dr Nguyễn says come to the ward and see',
  'is there a bus to the hospital',
  'die a ward so nice',
  'how do we roll out our Siân Lloyd café project para 3',
  'comment on our project',
  'NG to PO switch',
  'put meds PO via NG'
])('“%s” is told nothing of languages', (text) => {
  expect(isOtherLanguage(text)).toBe(false);
});
