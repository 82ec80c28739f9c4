import { type Asked, createCrowd } from './crowd.ts';
import { percentile, type Verdict } from './verdict.ts';
import { openWorld, type StressOptions } from './world.ts';

export interface LoadOptions extends StressOptions {
  perSecond: number;
  seconds: number;
  /** False leaves out the bare echo, and what is measured against it. */
  bare?: boolean;
}

/** Time for which a server is asked before it is measured, in seconds: the first thousands are what V8 compiles on. */
const warmUpSeconds = 15;

/** Puts a steady load of both platforms on the program, then the same on a bare echo. */
export async function load(options: LoadOptions): Promise<Verdict[]> {
  const { perSecond, seconds } = options;
  const bare = options.bare === false ? undefined : await run(options, 'echo', Math.max(2, seconds / 3));
  const ours = await run(options, 'server', seconds);
  const failed = ours.asked.filter(({ status }) => status !== 200);
  const acks = ours.asked.flatMap(({ acknowledgedMs }) => acknowledgedMs ?? []);
  const answers = ours.asked.flatMap(({ answeredMs }) => answeredMs ?? []);
  const asked = `${ours.asked.length} questions, ${perSecond} a second`;
  const [ackP99, answerP99] = [percentile(acks, 0.99), percentile(answers, 0.99)];
  return [
    {
      goal: 'load: no errors, nobody unanswered, nobody told "busy"',
      measured: `${asked}: ${failed.length} errors${statusesOf(failed)}, ${ours.silent} unanswered, ${ours.busy} busy`,
      met: failed.length + ours.silent + ours.busy === 0
    },
    {
      goal: 'load: acknowledged within 250 ms, p99',
      measured: `${ackP99.toFixed(0)} ms`,
      met: ackP99 <= 250,
      timed: true
    },
    {
      goal: 'load: answered within 500 ms, p99',
      measured: `${answerP99.toFixed(0)} ms`,
      met: answerP99 <= 500,
      timed: true
    },
    ...(bare ? [compared(ours.cpuMs, bare.cpuMs)] : [])
  ];
}

/** Returns the statuses as ` (2 × 503, 1 × none)`; empty where there is none. */
function statusesOf(failed: readonly Asked[]): string {
  const counts = new Map<number, number>();
  for (const { status } of failed) counts.set(status, (counts.get(status) ?? 0) + 1);
  const told = [...counts].map(([status, times]) => `${times} × ${status || 'none'}`);
  return told.length > 0 ? ` (${told.join(', ')})` : '';
}

function compared(ours: number, bare: number): Verdict {
  return {
    goal: 'load: processor a question at most twice a bare echo’s',
    measured: `${ours.toFixed(2)} ms to ${bare.toFixed(2)} ms: ${(ours / bare).toFixed(2)} times`,
    met: ours / bare <= 2,
    timed: true
  };
}

interface Run {
  asked: Asked[];
  silent: number;
  busy: number;
  cpuMs: number;
}

async function run(options: LoadOptions, what: 'server' | 'echo', seconds: number): Promise<Run> {
  const world = await openWorld(options);
  try {
    const served = await world.serve(what);
    const crowd = createCrowd(world);
    // botbuilder that checks tokens cannot be told where the fake keys are; the bare one takes what has none.
    const ask = (forSeconds: number) => crowd.ask(() => served.origin, options.perSecond, forSeconds);
    await crowd.silent(await ask(Math.min(warmUpSeconds, seconds)));
    const before = await served.figures();
    const asked = await ask(seconds);
    const silent = (await crowd.silent(asked)).length;
    const after = await served.figures();
    const busy = asked.filter((one) => one.busy).length;
    return { asked, silent, busy, cpuMs: (after.cpuMs - before.cpuMs) / asked.length };
  } finally {
    await world.close();
  }
}
