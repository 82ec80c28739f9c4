import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { createIndex } from '../../src/matching/search-index.ts';
import { aKnowledge, anEntry } from '../support/entries.ts';

const body = 'It stands in the yard.\n\n- A wheelchair is lent out at the porters desk beside the lift.';
const asks = ['what is our plan for the shed', 'plan of the shed', 'where is the shed', 'shed key', 'the shed leaks'];
const indexOf = (own: string[]) =>
  createIndex({
    knowledge: aKnowledge(
      anEntry({ id: 'shed', title: 'Shed', asks: own, body }),
      anEntry({
        id: 'kitchen',
        title: 'Kitchen',
        asks: ['who cleans the kitchen', 'book the kitchen', 'look into the oven']
      })
    ),
    wordTable: readFileSync('models/word-table.bin')
  });
const index = indexOf(asks);
const rankedFor = (text: string, searched = index) => searched.ranker.rank(searched.query(searched.read(text).words));

describe('words are repaired', () => {
  test.each([
    ['paln', 'plan', 'a short word whose letters changed places'],
    ['kitcjrn', 'kitchen', 'two keys beside the ones that were meant']
  ])('%s: %s, %s', (typed, meant) => {
    expect(index.read(`the ${typed}`).corrections).toEqual([{ from: typed, to: meant }]);
  });

  test.each([
    ['vook the kitchen', 'book'],
    ['vook into the oven', 'look']
  ])('of words as near the one that stands there in the knowledge is meant: %s', (text, meant) => {
    expect(index.read(text).corrections).toEqual([{ from: 'vook', to: meant }]);
  });

  test('a short unknown word stays as it is, and so does an English one, misspelt too', () => {
    expect(index.read('the qiqi trophy trpohy').corrections).toEqual([]);
  });
});

describe('sentences of the body', () => {
  const question = 'wheelchair lent out at the porters desk beside the lift';

  test('are compared as questions are, and count less', () => {
    const [best] = rankedFor(question);
    expect(index.corpus.documents[best!.document]!.id).toBe('shed');
    expect(best!.parts.nearestQuestion).toBeGreaterThan(0.7);
    expect(best!.parts.nearestQuestion).toBeLessThanOrEqual(0.9);
    expect(best!.parts.meaning).toBeLessThan(0.95);
    expect(rankedFor('where is the shed')[0]!.parts.nearestQuestion).toBeCloseTo(1);
  });

  test('are not where an entry has many questions', () => {
    const many = indexOf(Array.from({ length: 30 }, (_, i) => `${asks[i % asks.length]} number ${i}`));
    expect(rankedFor(question, many)[0]!.parts.nearestQuestion).toBeLessThan(0.3);
  });

  test('together weigh no more than names and questions', () => {
    expect(indexOf([]).corpus.features[0]!.sentenceWeight).toBe(0.5);
    expect(index.corpus.features[0]!.sentenceWeight).toBe(1);
  });
});

test('a question asked word for word of an entry finds it, however many others hold its words oftener', () => {
  const others = Array.from({ length: 20 }, (_, i) =>
    anEntry({
      id: `kettle-${i}`,
      title: `Kettle ${i} works`,
      asks: [`show the works kettle ${i}`, `works kettle show ${i}`]
    })
  );
  const many = Array.from({ length: 60 }, (_, i) => `where did tray ${i} of the ${i} trolleys go`);
  const searched = createIndex({
    knowledge: aKnowledge(...others, anEntry({ id: 'proof', title: 'Proof', asks: [...many, 'show that it works'] }))
  });
  const found = (text: string) =>
    rankedFor(text, searched).find(({ document }) => searched.corpus.documents[document]!.id === 'proof');
  expect(found('show that it works')?.parts.nearestQuestion).toBeCloseTo(1);
});
