import { readFileSync } from 'node:fs';
import { loadKnowledge } from '../src/knowledge/index.ts';
import { type Example, fitModel } from '../src/matching/confidence/fit-model.ts';
import { createIndex } from '../src/matching/search-index.ts';
import { createTelling } from '../src/matching/telling.ts';
import { type FactsOfHand, isRight, readFacts } from '../test/support/facts.ts';

/** Weight of numbers of zero, in questions: a hundredth of those that are fitted. */
const hold = 2.65;

const { knowledge } = await loadKnowledge('knowledge', '2026-01-01');
const index = createIndex({ knowledge, wordTable: readFileSync('models/word-table.bin') });
const { tell, features } = createTelling(index);

/** Returns the examples of a person's questions: the sentences of the entry, and which of them are right. */
const examplesOf = ({ facts }: FactsOfHand): Example[] =>
  facts.map(({ entry, asks, tells }) => {
    const { passages, rows } = features(asks, knowledge.entries.get(entry)!);
    const right = passages.map(({ text }) => Number(tells.some((words) => new RegExp(words, 'i').test(text))));
    return { candidates: rows, none: [1], right, weight: 1 };
  });

const hands = readFacts();
for (const { hand, fitted, facts } of hands) {
  const right = facts.filter((fact) => isRight(fact, tell(fact.asks, knowledge.entries.get(fact.entry)!).passage));
  process.stdout.write(`${hand}${fitted ? '' : ' (not fitted on)'}: ${right.length} of ${facts.length} right\n`);
}
const examples = hands.filter(({ fitted }) => fitted).flatMap(examplesOf);
const zero = { candidate: (examples[0]?.candidates[0] ?? []).map(() => 0), none: [0] };
const model = fitModel(examples, zero, hold);
const written = (numbers: readonly number[]): string => numbers.map((number) => number.toFixed(2)).join(', ');
process.stdout.write(`Fitted anew: a sentence ${written(model.candidate)}; telling none ${written(model.none)}\n`);
