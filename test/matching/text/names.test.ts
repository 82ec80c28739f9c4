import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { loadKnowledge } from '../../../src/knowledge/index.ts';
import { readTrainingData } from '../../../src/knowledge/training/index.ts';
import { createIndex, type Index } from '../../../src/matching/search-index.ts';

let index: Index;
beforeAll(async () => {
  const { knowledge } = await loadKnowledge('knowledge', '2026-11-23');
  index = createIndex({ knowledge, training: readTrainingData(), wordTable: readFileSync('models/word-table.bin') });
});

describe('names of people are not corrected', () => {
  test.each([
    'Ethan Cale says ethics comes first',
    'I asked Rory Fundy and he told me to find a sponsor',
    'Siwan told me you can help with a spread plan',
    'Can Tomos be first author if he only collected data?',
    'how do I persuade Hefin that we need a run chart',
    'Could Abebe Girma present our work at the conference?',
    'Kasia from the night shift asked how to get others on board',
    'Cassie Whitcher had the idea, which journal would take it?',
    'the consultant (Wes Plantin) will not join in',
    'Celine Journeaux gave me your name, what do you do?',
    'me and Sione got an award, can we put it in the paper',
    'is there a grant ffion could apply for',
    'farai says the trust must approve our project first',
    'Priti Chandarana is writing the lay summary. What length?',
    'How can Iwona measure what changed',
    'Should Ottoline sign the form or me',
    'Is Oonagh the right person to ask about publishing?'
  ])('%s', (text) => {
    expect(index.read(text).corrections).toEqual([]);
  });
});

describe('slips in words with a capital are', () => {
  test.each([
    ['How do I Pubilsh', 'publish'],
    ['Abstarct deadline?', 'abstract'],
    ['What Is A Driver Diagarm?', 'diagram'],
    ['Do we need Ethcis approval', 'ethics'],
    ['Adoptoin curve', 'adoption'],
    ['How to write a Buisness Case', 'business'],
    ['Hi, Resistence to change on my ward', 'resistance'],
    ['Hello! Taem does not want to change', 'team'],
    ['Evidnece for spread', 'evidence'],
    ['Sharing Leanring Across Trusts', 'learning'],
    ['Coachng, who offers it?', 'coaching'],
    ['EVALUTION HELP', 'evaluation'],
    ['Sponser for my project', 'sponsor'],
    ['Postor template', 'poster'],
    ['Ethicks approval', 'ethics'],
    ['Stratergy for spread', 'strategy']
  ])('%s: %s', (text, meant) => {
    expect(index.read(text).corrections.map(({ to }) => to)).toEqual([meant]);
  });
});
