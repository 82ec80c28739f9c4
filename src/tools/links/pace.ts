/** Limits concurrent requests, in total and a host, with a pause between two to the same host. */
export interface Pace {
  /** Runs the work when its turn comes. */
  run<T>(host: string, work: () => Promise<T>): Promise<T>;
  /** Increases the pause of a host, at the request of robots.txt or the server. Milliseconds. */
  slowDown(host: string, gapMs: number): void;
}

interface PaceOptions {
  /** Maximum number at once, over all hosts. */
  most: number;
  /** Maximum number at once to one host. */
  perHost: number;
  /** Least time between the starts of two requests to one host, in milliseconds. */
  gapMs: number;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
}

interface Host {
  running: number;
  /** Time when the next may start. */
  free: number;
  gapMs: number;
  waiting: (() => void)[];
}

export function createPace({ most, perHost, gapMs, now, sleep }: PaceOptions): Pace {
  const hosts = new Map<string, Host>();
  const queue: (() => void)[] = [];
  let running = 0;
  const hostOf = (name: string): Host => {
    const host = hosts.get(name) ?? { running: 0, free: 0, gapMs, waiting: [] };
    hosts.set(name, host);
    return host;
  };
  return {
    slowDown: (name, gap) => {
      const host = hostOf(name);
      host.gapMs = Math.max(host.gapMs, gap);
    },
    run: async (name, work) => {
      const host = hostOf(name);
      if (host.running >= perHost) await new Promise<void>((turn) => host.waiting.push(turn));
      else host.running += 1;
      try {
        const wait = host.free - now();
        host.free = Math.max(host.free, now()) + host.gapMs;
        if (wait > 0) await sleep(wait);
        if (running >= most) await new Promise<void>((turn) => queue.push(turn));
        else running += 1;
        try {
          return await work();
        } finally {
          const next = queue.shift();
          if (next) next();
          else running -= 1;
        }
      } finally {
        const next = host.waiting.shift();
        if (next) next();
        else host.running -= 1;
      }
    }
  };
}
