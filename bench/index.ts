import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadKnowledge } from '../src/knowledge/index.ts';
import { createMatcher } from '../src/matching/index.ts';
import { questionsOf } from '../test/support/golden.ts';
import { type EngineName, engineNames } from './engines.ts';
import { engineTable, outcomeTable } from './quality.ts';
import { type Cell, goalLines, measure, speedTable } from './speed.ts';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '150,1000,10000,100000' },
    table: { type: 'string', default: 'models/word-table.bin' },
    limit: { type: 'string', default: '240' }
  }
});
const print = (lines: readonly string[]) => process.stdout.write(`${lines.join('\n')}\n\n`);
const { knowledge, questions } = await loadKnowledge('knowledge', '2026-01-01');
const table = existsSync(values.table) ? readFileSync(values.table) : undefined;
const test = questionsOf('test', questions);

print(engineTable(knowledge, test, table));
print(outcomeTable(createMatcher({ knowledge, ...(table && { wordTable: table }) }), test));
const cells = new Map<string, Cell | undefined>();
for (const size of values.sizes.split(',').map(Number)) {
  const row = new Map<EngineName, Cell | undefined>();
  for (const name of engineNames) {
    const cell = await measure(name, size, values.table, Number(values.limit));
    row.set(name, cell);
    cells.set(`${name} ${size}`, cell);
  }
  print(speedTable(size, row));
}
print(['Goals', ...goalLines((engine, size) => cells.get(`${engine} ${size}`))]);
