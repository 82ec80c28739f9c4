import { guardMs } from '../../test/support/until.ts';
import { createWriter, type PlatformName, platforms, send, slackHeaders, unsent } from './deliver.ts';
import { goldenTexts } from './golden-texts.ts';
import type { World } from './world.ts';

/** Outcome of one question. Times in milliseconds after the moment at which it was due to be asked. */
export interface Asked {
  n: string;
  platform: PlatformName;
  status: number;
  acknowledgedMs?: number;
  answeredMs?: number;
  /** Number of messages sent to it. */
  times: number;
  busy: boolean;
}

export interface Crowd {
  /**
   * Asks at a steady rate, whether or not answers come: open loop, so that a server that is slow is not asked less.
   *
   * @param perSecond questions; both platforms by turns
   * @param sent told when the last one is on its way
   */
  ask(origin: () => string, perSecond: number, seconds: number, sent?: () => void): Promise<Asked[]>;
  /** Asks one question now and waits for its answer, or `mostMs`; for `guardMs` where none are given. */
  askOne(origin: string, platform: PlatformName, text: string, mostMs?: number): Promise<Asked>;
  /** Resolves when each of them that was acknowledged has its answer, or after `guardMs`; those that have none. */
  silent(asked: readonly Asked[]): Promise<Asked[]>;
}

/**
 * Waits in milliseconds before a delivery that was not acknowledged is made again. Slack does it at once, after a minute and
 * after five; Teams after 15 seconds. Here all is shorter but for the first, and goes on until a slow start is over.
 */
const tryAgainMs: Readonly<Record<PlatformName, readonly number[]>> = {
  slack: [0, 500, 5000, 10_000, 20_000, 30_000],
  teams: [0, 8000, 15_000, 20_000, 30_000]
};

interface CrowdOptions {
  /** True where payloads not acknowledged are delivered again, as the vendors do. */
  again?: boolean;
  /** Time limit of an acknowledgement, in milliseconds; `guardMs` where not given. Slack waits three seconds, Teams fifteen. */
  patienceMs?: Readonly<Record<PlatformName, number>>;
  /** So many people, who ask by turns; each question is another person's when not given. */
  people?: number;
}

/** Creates people who ask questions. */
export function createCrowd(
  world: World,
  { again = false, patienceMs = { slack: guardMs, teams: guardMs }, people }: CrowdOptions = {}
): Crowd {
  const write = createWriter(world);
  const texts = goldenTexts();
  const waiting = new Map<string, (text: string) => void>();
  world.shown = (where, text) => waiting.get(where)?.(text);
  let serial = 0;

  const begin = (origin: () => string, platform: PlatformName, text: string, due: number) => {
    serial += 1;
    const n = `${serial}x${Math.floor(world.random() * 1e6)}`;
    const asked: Asked = { n, platform, status: 0, times: 0, busy: false };
    const delivery = write(platform, n, text, people === undefined ? n : `p${serial % people}`);
    const answered = new Promise<void>((resolve) => {
      waiting.set(delivery.where, (said) => {
        asked.times += 1;
        asked.busy ||= /busy/i.test(said);
        asked.answeredMs ??= performance.now() - due;
        resolve();
      });
    });
    const acknowledged = (async () => {
      for (const wait of again ? tryAgainMs[platform] : [0]) {
        if (wait > 0) await pause(wait);
        const headers = platform === 'slack' ? slackHeaders(delivery.body) : delivery.headers;
        asked.status = await send(origin(), { ...delivery, headers }, { mostMs: patienceMs[platform] });
        if (asked.status >= 200 && asked.status < 300) break;
      }
      if (asked.status === 200 || asked.status === 201) asked.acknowledgedMs = performance.now() - due;
    })();
    return { asked, answered, acknowledged };
  };

  return {
    async ask(origin, perSecond, seconds, sent) {
      const all: ReturnType<typeof begin>[] = [];
      const started = performance.now();
      for (let n = 0; n < perSecond * seconds; ) {
        const due = started + (n * 1000) / perSecond;
        const now = performance.now();
        if (now < due) {
          await pause(Math.max(1, due - now));
          continue;
        }
        const text = texts[Math.floor(world.random() * texts.length)]!;
        all.push(begin(origin, platforms[n % 2]!, text, due));
        n += 1;
        // What comes back is read between two of a burst.
        if (n % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
      while (unsent() > 0) await pause(5);
      sent?.();
      await Promise.all(all.map(({ acknowledged }) => acknowledged));
      return all.map(({ asked }) => asked);
    },
    async askOne(origin, platform, text, mostMs = guardMs) {
      const { asked, answered, acknowledged } = begin(() => origin, platform, text, performance.now());
      await acknowledged;
      // A time limit that nobody waits for any more is not to keep the process.
      await Promise.race([answered, new Promise((resolve) => setTimeout(resolve, mostMs).unref())]);
      return asked;
    },
    async silent(asked) {
      const end = performance.now() + guardMs;
      const left = () => asked.filter(({ acknowledgedMs, times }) => acknowledgedMs !== undefined && times === 0);
      while (left().length > 0 && performance.now() < end) await pause(50);
      return left();
    }
  };
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
