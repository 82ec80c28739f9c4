import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Asked, createCrowd, pause } from './crowd.ts';
import type { Figures } from './plan.ts';
import { mostHeapEach, slopeOf, type Verdict } from './verdict.ts';
import { openWorld, type StressOptions, type World } from './world.ts';

export interface SoakOptions extends StressOptions {
  perSecond: number;
  seconds: number;
  /** Seconds between two changes of the knowledge. */
  reloadEvery: number;
}

/** Seconds between two looks at the memory. */
const lookEvery = 5;
/**
 * The staff of a large hospital who ask: each some twelve times. With another person each time the front door, which
 * remembers 10,000, would fill up all through the run.
 */
const people = 1000;
/**
 * Factor of the warm-up: for a sixth of the time so many times as much is asked, and so many times as often the knowledge
 * changes. What may fill up (compiled code, words and cards that are remembered) does so before the memory is looked at.
 */
const haste = 5;
/** In less time, in seconds, the heap says nothing: code is still being compiled. */
const longEnough = 300;
/** Of a normal distribution, 95 % lie within so many standard errors. */
const certain = 1.96;

/** Puts a steady load on the program for long, while the knowledge changes and the vendors misbehave, and measures its memory. */
export async function soak(options: SoakOptions): Promise<Verdict[]> {
  const { perSecond, seconds, say } = options;
  const knowledgeDir = await mkdtemp(join(tmpdir(), 'spread-bot-soak-'));
  await cp(options.knowledgeDir, knowledgeDir, { recursive: true });
  const world = await openWorld({ ...options, knowledgeDir });
  let over = false;
  try {
    const served = await world.serve();
    const crowd = createCrowd(world, { people });
    const samples: (Figures & { at: number })[] = [];
    const spoiling = spoil(world, () => over);
    let every = options.reloadEvery / haste;
    const changing = change(
      knowledgeDir,
      () => every,
      () => over
    );
    const before = await crowd.ask(() => served.origin, perSecond * haste, seconds / 6);
    every = options.reloadEvery;
    const began = performance.now();
    const looking = (async () => {
      while (!over) {
        samples.push({ ...(await served.figures()), at: (performance.now() - began) / 60_000 });
        await pause(lookEvery * 1000);
      }
    })();
    const asked = [...before, ...(await crowd.ask(() => served.origin, perSecond, seconds))];
    over = true;
    await Promise.all([looking, spoiling, changing]);
    const silent = await crowd.silent(asked);
    const { unhandled } = await served.figures();
    say(`soak: heap ${samples.map(({ heap }) => (heap / 1e6).toFixed(1)).join(' ')} MB`);
    return [
      answered(asked, silent, served.alive() ? unhandled : -1),
      ...(seconds >= longEnough ? memory(samples, perSecond) : [])
    ];
  } finally {
    over = true;
    await world.close();
    await rm(knowledgeDir, { recursive: true, force: true });
  }
}

function answered(asked: readonly Asked[], silent: readonly Asked[], unhandled: number): Verdict {
  const failed = asked.filter(({ status }) => status !== 200).length;
  return {
    goal: 'soak: everybody is answered, and nothing goes unhandled',
    measured: `${asked.length} questions: ${failed} errors, ${silent.length} unanswered, ${unhandled} unhandled faults`,
    met: failed + silent.length + unhandled === 0
  };
}

function memory(samples: readonly (Figures & { at: number })[], perSecond: number): Verdict[] {
  const { slope, error } = slopeOf(samples.map(({ at, heap }) => ({ x: at, y: heap / 1000 })));
  const rss = Math.max(...samples.map((sample) => sample.rss)) / 1e6;
  const each = (slope * 1000) / (perSecond * 60);
  return [
    {
      goal: `soak: the heap after collection grows by less than ${((mostHeapEach * 10_000) / 1e6).toFixed(1)} MB in 10,000 questions`,
      measured: `${slope.toFixed(0)} ± ${(certain * error).toFixed(0)} kB a minute over ${samples.length} looks (${((each * 10_000) / 1e6).toFixed(2)} MB in 10,000 questions); ${rss.toFixed(0)} MB resident at most`,
      met: each < mostHeapEach
    }
  ];
}

/** Makes one call in twenty go wrong, as the vendors' calls do. */
async function spoil({ slack, connector, random }: World, over: () => boolean): Promise<void> {
  const slackFaults = [
    { status: 500 },
    { status: 429, retryAfter: 1 },
    { drop: true } as const,
    { error: 'fatal_error' }
  ];
  const teamsFaults = [{ status: 502 }, { status: 429, headers: { 'retry-after': '1' } }, { status: 412 }];
  while (!over()) {
    slack.misbehave('chat.postMessage', slackFaults[Math.floor(random() * slackFaults.length)]!);
    connector.fail(teamsFaults[Math.floor(random() * teamsFaults.length)]!);
    await pause(2000);
  }
}

/** Writes another summary into one entry now and then, so that everything is compiled, trained and taken into use anew. */
async function change(folder: string, everySeconds: () => number, over: () => boolean): Promise<void> {
  const [name] = (await readdir(join(folder, 'resources'))).filter((file) => file.endsWith('.md'));
  const file = join(folder, 'resources', name!);
  const text = await readFile(file, 'utf8');
  for (let n = 1; !over(); n += 1) {
    for (let waited = 0; waited < everySeconds() && !over(); waited += 1) await pause(1000);
    await writeFile(file, n % 2 ? `${text}\nChanged ${n} times.\n` : text);
  }
}
