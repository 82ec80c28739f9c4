import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadKnowledge } from '../src/knowledge/index.ts';
import { build, type EngineName } from './engines.ts';
import { questionsAbout, synthesise } from './entries.ts';

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
// the first twenty warm the engine up and are not counted; a slow one gets fewer
const deadline = performance.now() + Number(values.seconds) * 1000;
let asked = 0;
while (asked < 20 && performance.now() < deadline - (Number(values.seconds) * 1000) / 2)
  engine.search(questions[asked++]!);
const times: number[] = [];
for (const question of questions.slice(20)) {
  const start = performance.now();
  engine.search(question);
  times.push(performance.now() - start);
  if (performance.now() > deadline && times.length >= 3) break;
}
times.sort((a, b) => a - b);
const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))]!;
process.stdout.write(
  `${JSON.stringify({ buildMs, p50: at(0.5), p99: at(0.99), asked: times.length, bytes: used() - before })}\n`
);
