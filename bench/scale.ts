import type { Knowledge } from '../src/core/model/entry.ts';
import { readTrainingData } from '../src/knowledge/training/index.ts';
import { prior } from '../src/matching/confidence/fit-confidence.ts';
import { createMatcher } from '../src/matching/index.ts';
import { questionsAbout, synthesise } from './entries.ts';

const asked = 200;
const changed = 10;

/** Measures the CPU time of something done so many times, in milliseconds each. */
function cpuMs(times: number, run: (n: number) => void): string {
  const before = process.cpuUsage();
  for (let n = 0; n < times; n++) run(n);
  const { user, system } = process.cpuUsage(before);
  return ((user + system) / 1000 / times).toFixed(2).padStart(12);
}

/**
 * Measures our matcher at several sizes, in milliseconds of CPU time, which a busy machine changes less than the clock: index,
 * first question, a question, a key press in look-up, a changed entry.
 */
export function scaleTable(real: Knowledge, sizes: readonly number[], wordTable: Uint8Array | undefined): string[] {
  const heads = ['index', 'first', 'question', 'key press', 'change'];
  const lines = [`CPU milliseconds\n  entries${heads.map((head) => head.padStart(12)).join('')}`];
  for (const size of sizes) {
    const knowledge = synthesise(real, size);
    const parts = { knowledge, training: readTrainingData(), ...(wordTable && { wordTable }) };
    const questions = questionsAbout(knowledge, asked);
    let matcher = createMatcher({ ...parts, trained: prior });
    const index = cpuMs(1, () => {
      matcher = createMatcher({ ...parts, trained: prior });
    });
    const first = cpuMs(1, () => matcher.find(questions[0]!));
    for (const question of questions) matcher.find(question);
    const question = cpuMs(asked, (n) => matcher.find(questions[n]!));
    const key = cpuMs(asked, (n) => matcher.suggest(questions[n]!.slice(0, 3 + (n % 12))));
    const ids = [...knowledge.entries.keys()];
    const states: Knowledge[] = [knowledge];
    for (let n = 0; n < changed; n++) {
      const entry = knowledge.entries.get(ids[(n * 37) % ids.length]!)!;
      const entries = new Map(states[n]!.entries);
      states.push({ ...knowledge, entries: entries.set(entry.id, { ...entry, asks: [...entry.asks, `zebra ${n}`] }) });
    }
    const change = cpuMs(changed, (n) => matcher.follow(states[n + 1]!));
    lines.push(`  ${String(size).padStart(7)}${[index, first, question, key, change].join('')}`);
  }
  return lines;
}
