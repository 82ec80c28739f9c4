import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadKnowledge } from '../src/knowledge/index.ts';
import { readTrainingData } from '../src/knowledge/training/index.ts';
import { createMatcher } from '../src/matching/index.ts';
import { questionsOf } from '../test/support/golden.ts';
import { type EngineName, engineNames, titles } from './engines.ts';
import { engineTable, outcomeTable } from './quality.ts';
import { scaleTable } from './scale.ts';
import { finished, goalLines, type Measured, measure, speedTable } from './speed.ts';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '150,1000,10000,100000' },
    table: { type: 'string', default: 'models/word-table.bin' },
    seconds: { type: 'string', default: '3' },
    limit: { type: 'string', default: '60' },
    only: { type: 'string' }
  }
});
const { knowledge, questions } = await loadKnowledge('knowledge', '2026-01-01');
const table = existsSync(values.table) ? readFileSync(values.table) : undefined;
const test = questionsOf('test', questions);
const golden = questionsOf('tuning', questions);

/** Everything stands in one table at the end; meanwhile it is told what goes on. */
const lines: string[] = [];
const began = performance.now();
const tell = (what: string): void => {
  process.stderr.write(`${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s  ${what}\n`);
};
const sizes = values.sizes.split(',').map(Number);
if (values.only === 'scale') {
  process.stdout.write(`${scaleTable(knowledge, sizes, table).join('\n')}\n`);
  process.exit();
}
tell('quality on the golden questions');
lines.push(...engineTable(knowledge, test, table), '');
lines.push(
  ...outcomeTable(
    createMatcher({ knowledge, training: readTrainingData(), golden, ...(table && { wordTable: table }) }),
    test
  ),
  ''
);
const cells = new Map<string, Measured>();
const limits = { askSeconds: Number(values.seconds), limitSeconds: Number(values.limit) };
for (const size of sizes) {
  const row = new Map<EngineName, Measured>();
  for (const name of engineNames) {
    tell(`${size.toLocaleString('en')} entries: ${titles[name]}`);
    const cell = await measure(name, size, values.table, limits);
    row.set(name, cell);
    cells.set(`${name} ${size}`, cell);
  }
  lines.push(...speedTable(size, row), '');
}
lines.push(...scaleTable(knowledge, sizes, table), '');
lines.push('Goals', ...goalLines((engine, size) => finished(cells.get(`${engine} ${size}`))));
tell('done');
process.stdout.write(`${lines.join('\n')}\n`);
