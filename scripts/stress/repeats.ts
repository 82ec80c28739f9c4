import { startPostgres } from '../../test/support/postgres.ts';
import { guardMs } from '../../test/support/until.ts';
import { pause } from './crowd.ts';
import { createWriter, type Delivery, platforms, send, slackHeaders } from './deliver.ts';
import { goldenTexts } from './golden-texts.ts';
import type { Verdict } from './verdict.ts';
import { openWorld, type StressOptions } from './world.ts';

export interface RepeatsOptions extends StressOptions {
  events: number;
  /** Processes on one store; three when not given. */
  replicas?: number;
  /** Time after the last answer for which it is watched for one too many, in milliseconds. */
  watchMs: number;
}

/** Deliveries of each event. Slack makes four: the first, at once, after a minute, after five. */
const times = 4;
/** Deliveries under way at once: few enough that nobody is told "busy". */
const atOnce = 40;

/** Delivers each event several times, in any order, to any of a few replicas on one PostgreSQL. */
export async function repeats(options: RepeatsOptions): Promise<Verdict[]> {
  const { events, replicas = 3, watchMs, say } = options;
  const server = await startPostgres();
  if (!server) return [];
  const world = await openWorld(options);
  try {
    const databaseUrl = await server.createDatabase();
    const served = await Promise.all(Array.from({ length: replicas }, () => world.serve('server', { databaseUrl })));
    const write = createWriter(world);
    const texts = goldenTexts();
    const shown = new Map<string, number>();
    world.shown = (where) => shown.set(where, (shown.get(where) ?? 0) + 1);
    const all: Delivery[] = [];
    for (let n = 0; n < events; n += 1) {
      const delivery = write(platforms[n % 2]!, `r${n}`, texts[Math.floor(world.random() * texts.length)]!);
      for (let time = 0; time < times; time += 1) all.push(time === 1 ? anew(delivery) : delivery);
    }
    shuffle(all, world.random);
    const deliveries = all.length;
    let refused = 0;
    const deliver = async (): Promise<void> => {
      for (let next = all.pop(); next; next = all.pop()) {
        const { origin } = served[Math.floor(world.random() * replicas)]!;
        const headers = next.platform === 'slack' ? slackHeaders(next.body) : next.headers;
        const status = await send(origin, { ...next, headers });
        if (status < 200 || status >= 300) refused += 1;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, deliver));
    for (let waited = 0; shown.size < events && waited < guardMs; waited += 100) await pause(100);
    await pause(watchMs);
    const answers = [...shown.values()];
    const more = answers.filter((count) => count > 1).length;
    say(`repeats: ${deliveries} deliveries, ${refused} not acknowledged`);
    return [
      {
        goal: `repeats: each event, delivered ${times} times over ${replicas} replicas on PostgreSQL, is answered once`,
        measured: `${events} events, ${deliveries} deliveries: ${events - shown.size} without an answer, ${more} answered more than once, ${refused} deliveries not acknowledged`,
        met: shown.size === events && more === 0 && refused === 0
      }
    ];
  } finally {
    await world.close();
    await server.remove();
  }
}

/** Repeats a message in another event with another time, as Slack does now and then (bolt-js #2487). */
function anew(delivery: Delivery): Delivery {
  if (delivery.platform !== 'slack') return delivery;
  const payload = JSON.parse(delivery.body) as { event_id: string; event: { ts: string } };
  const event = { ...payload.event, ts: `${Number(payload.event.ts.split('.')[0]) + 21}.000100` };
  return { ...delivery, body: JSON.stringify({ ...payload, event_id: `${payload.event_id}B`, event }) };
}

function shuffle<T>(items: T[], random: () => number): void {
  for (let last = items.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [items[last], items[other]] = [items[other]!, items[last]!];
  }
}
