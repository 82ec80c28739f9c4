import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { HeapPlan, Held } from './plan.ts';
import { mostHeapEach, type Verdict } from './verdict.ts';
import { makeDataDir, type StressOptions } from './world.ts';

export interface HeapOptions extends StressOptions {
  /** Rounded up to ten looks of whole handfuls. */
  questions: number;
  /** Permitted growth of the heap for each question, in bytes. */
  mostEach?: number;
  /** Share of the questions not looked at, 0.1 to 0.9 in tenths: what may fill up does so in it. A fifth when not given. */
  warmUp?: number;
}

/** The ceiling of the heap, in megabytes. */
const ceiling = 128;
/** A write that waits, a connection that closes: a question that left one behind would leave thousands. */
const handful = 5;
const mb = (bytes: number): string => (bytes / 1e6).toFixed(1);

/**
 * Asks the bot without a network, under a low ceiling. What it holds is compared after the first of the questions, when what
 * may fill up has done so, and after all.
 */
export async function heap(options: HeapOptions): Promise<Verdict[]> {
  const { compiled, knowledgeDir, seed, mostEach = mostHeapEach, warmUp = 0.2, say } = options;
  const questions = Math.ceil(options.questions / 200) * 200;
  const dataDir = await makeDataDir(options);
  const plan: HeapPlan = { knowledgeDir, dataDir, questions, seed };
  const child = fork(join(compiled, 'asked-much.js'), [JSON.stringify(plan)], {
    execArgv: ['--expose-gc', `--max-old-space-size=${ceiling}`]
  });
  const all: Held[] = [];
  child.on('message', (held: Held) => {
    all.push(held);
    say(`heap: ${held.asked} questions, ${mb(held.heap)} MB, ${mb(held.rss)} MB resident, ${held.open} open`);
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  await rm(dataDir, { recursive: true, force: true });
  const [early, late] = [all[Math.round(warmUp * 10) - 1], all.at(-1)];
  const whole = code === 0 && late?.asked === questions;
  const lives = {
    goal: `heap: all are answered under --max-old-space-size=${ceiling}`,
    measured: `${late?.asked ?? 0} of ${questions} questions, ${late?.unwell ?? 0} faults, ended with ${code}`,
    met: whole && late.unwell === 0
  };
  if (!early || !late) return [lives];
  const each = (late.heap - early.heap) / (late.asked - early.asked);
  return [
    lives,
    {
      goal: `heap: after a collection it grows by less than ${mb(mostEach * 10_000)} MB in 10,000 questions`,
      measured: `${mb(early.heap)} MB after ${early.asked}, ${mb(late.heap)} MB after ${late.asked}: ${mb(each * 10_000)} MB in 10,000; ${mb(Math.max(...all.map(({ rss }) => rss)))} MB resident at most`,
      met: whole && each < mostEach
    },
    {
      goal: 'heap: timers and handles that are open do not grow in number',
      measured: `${early.open}, then ${late.open}`,
      met: whole && late.open <= early.open + handful
    }
  ];
}
