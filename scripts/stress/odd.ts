import { type Asked, createCrowd } from './crowd.ts';
import { platforms } from './deliver.ts';
import { oddTexts } from './odd-texts.ts';
import type { Verdict } from './verdict.ts';
import { openWorld, type StressOptions } from './world.ts';

export interface OddOptions extends StressOptions {
  /** Takes every so manieth row of Unicode. */
  every: number;
  /** Seconds for which the server is asked before times are taken; 5 when not given. */
  warmUpSeconds?: number;
}

const goalMs = 100;
/** A text that took too long is asked again so often: what costs too much does so each time, a busy machine does not. */
const tries = 3;

/** Sends odd texts, one after another, to both platforms by turns. */
export async function odd(options: OddOptions): Promise<Verdict[]> {
  const world = await openWorld(options);
  world.slack.delayMs = 0;
  world.connector.delayMs = 0;
  try {
    const served = await world.serve();
    const crowd = createCrowd(world);
    await crowd.silent(await crowd.ask(() => served.origin, 40, options.warmUpSeconds ?? 5));
    const texts = oddTexts(options.every);
    const slow: string[] = [];
    const silent: string[] = [];
    let worst = 0;
    for (const [index, { name, text }] of texts.entries()) {
      const times: number[] = [];
      for (let n = 0; n < tries && !(times.at(-1)! <= goalMs); n += 1) {
        const asked: Asked = await crowd.askOne(served.origin, platforms[index % 2]!, text);
        if (asked.status !== 200 || asked.answeredMs === undefined) silent.push(`${name} (${asked.status})`);
        else times.push(asked.answeredMs);
      }
      const best = Math.min(...times);
      worst = Math.max(worst, best);
      if (best > goalMs) slow.push(`${name} ${best.toFixed(0)} ms`);
    }
    const named = (list: readonly string[]) => (list.length > 0 ? `: ${list.slice(0, 5).join(', ')}` : '');
    return [
      {
        goal: 'odd: every odd text is answered or declined',
        measured: `${texts.length} texts, ${silent.length} without an answer${named(silent)}`,
        met: silent.length === 0
      },
      {
        goal: `odd: in under ${goalMs} ms each`,
        measured: `the slowest took ${worst.toFixed(0)} ms, ${slow.length} longer than ${goalMs} ms${named(slow)}`,
        met: slow.length === 0,
        timed: true
      }
    ];
  } finally {
    await world.close();
  }
}
