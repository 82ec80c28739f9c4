import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Knowledge } from '../src/core/model/entry.ts';
import { loadKnowledge } from '../src/knowledge/index.ts';
import { readTrainingData } from '../src/knowledge/training/index.ts';
import { questionsOf } from '../test/support/golden.ts';
import { ablations, learningCurve } from './public/curve.ts';
import { knowledgeOf } from './public/measure.ts';
import { fitPrior } from './public/prior.ts';
import { type Half, readPublicSets } from './public/sets.ts';
import { publicTable } from './public/table.ts';

/** Returns knowledge whose entries have at most so many questions. */
function withQuestions(knowledge: Knowledge, most: number): Knowledge {
  const cut = [...knowledge.entries].map(([id, entry]) => [id, { ...entry, asks: entry.asks.slice(0, most) }] as const);
  return { ...knowledge, entries: new Map(cut) };
}

/**
 * `npm run bench -- --public DIR`: the public sets as knowledge bases. Choices are made on their validation halves; the test
 * halves are for reporting. `--curve` tells how the figures grow with the questions of an entry, `--ablate` what each part brings.
 * `--fit` prints the prior of the confidence instead, fitted on the validation halves.
 */
const { values } = parseArgs({
  options: {
    public: { type: 'string' },
    half: { type: 'string', default: 'validation' },
    limit: { type: 'string', default: '300' },
    table: { type: 'string', default: 'models/word-table.bin' },
    fit: { type: 'boolean', default: false },
    curve: { type: 'boolean', default: false },
    ablate: { type: 'boolean', default: false }
  }
});
const tell = (what: string): void => {
  process.stderr.write(`${what}\n`);
};
const wordTable = existsSync(values.table) ? readFileSync(values.table) : undefined;
const training = readTrainingData();
const half: Half = values.half === 'test' && !values.fit ? 'test' : 'validation';
const sets = readPublicSets(values.public!, half, Number(values.limit));
if (values.fit) {
  const { knowledge, questions } = await loadKnowledge('knowledge', '2026-01-01');
  const bases = sets.map((set) => ({
    family: set.name.split('-')[0]!.replace(/\d+/, ''),
    parts: { knowledge: knowledgeOf(set), wordTable, training },
    questions: [
      ...set.questions,
      ...Object.values(set.outside).flatMap((texts) =>
        (texts ?? []).map((text) => ({ text, right: new Set<string>() }))
      )
    ]
  }));
  const golden = questionsOf('tuning', questions).map(({ ask, expect }) => ({ text: ask, right: new Set(expect) }));
  // An organisation's own knowledge begins with few questions an entry.
  const cut = [0, 1, 5, 20, Number.POSITIVE_INFINITY].map((most) => ({
    family: most < 20 ? 'begun' : 'golden',
    parts: { knowledge: withQuestions(knowledge, most), wordTable, training },
    questions: golden
  }));
  const model = fitPrior([...bases, ...cut]);
  const rounded = (weights: readonly number[]) => weights.map((weight) => Number(weight.toFixed(2)));
  process.stdout.write(`${JSON.stringify({ candidate: rounded(model.candidate), none: rounded(model.none) })}\n`);
} else {
  const given = { wordTable, training };
  const lines = values.curve
    ? learningCurve(sets, given, tell)
    : values.ablate
      ? ablations(sets, given, tell)
      : publicTable(sets, given, tell);
  process.stdout.write(`Public sets, ${half} halves, per cent\n${lines.join('\n')}\n`);
}
