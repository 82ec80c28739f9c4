import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadKnowledge } from '../src/knowledge/index.ts';
import { build, type EngineName } from './engines.ts';
import { questionsAbout, synthesise } from './entries.ts';
import type { Cell } from './speed.ts';

/** One engine at one size, in a process of its own, so that one engine's memory does not count against another's. */
const { values } = parseArgs({
  options: {
    engine: { type: 'string' },
    size: { type: 'string' },
    table: { type: 'string' },
    seconds: { type: 'string' }
  }
});
const size = Number(values.size);
const { knowledge } = await loadKnowledge('knowledge', '2026-01-01');
const entries = synthesise(knowledge, size);
const questions = questionsAbout(entries, 320);
const collect = (globalThis as { gc?: () => void }).gc;
const used = () => {
  collect?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

const before = used();
const table = values.engine === 'ours' ? readFileSync(values.table!) : undefined;
const began = performance.now();
const engine = build(values.engine as EngineName, entries, table);
const buildMs = performance.now() - began;
const tell = (cell: Partial<Cell>): void => {
  process.stdout.write(`${JSON.stringify(cell)}\n`);
};
tell({ buildMs });
const bytes = used() - before;
const times: number[] = [];
const ask = (question: string): number => {
  const start = performance.now();
  engine.search(question);
  return performance.now() - start;
};
const seconds = Number(values.seconds);
const deadline = performance.now() + seconds * 1000;
// the first question lets an engine make what it puts off until it is asked
ask(questions[0]!);
const second = ask(questions[1]!);
// the first twenty warm an engine up and are not counted; one that takes a second is past warming up
if (second > 1000) times.push(second);
else for (let n = 2; n < 20 && performance.now() < deadline - seconds * 500; n++) ask(questions[n]!);
for (const question of questions.slice(20)) {
  if (performance.now() > deadline && times.length > 0) break;
  times.push(ask(question));
}
times.sort((a, b) => a - b);
const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))]!;
tell({ buildMs, p50: at(0.5), p99: at(0.99), asked: times.length, bytes });
