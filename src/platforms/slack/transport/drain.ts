import type { App, Receiver, ReceiverEvent } from '@slack/bolt';

/** Counts work under way, so that a stop can wait for what was acknowledged: Bolt's own `stop` does not. */
export interface Drain {
  /** @param work told to call `acknowledged` when its request is over */
  run<T>(work: (acknowledged: () => void) => Promise<T>): Promise<T>;
  /** Pieces of work under way whose request is acknowledged already. */
  readonly acknowledged: number;
  /** Resolves when nothing is under way, or after `mostMs` milliseconds; true when nothing was left. */
  idle(mostMs: number): Promise<boolean>;
}

export function createDrain(): Drain {
  let underWay = 0;
  let acknowledged = 0;
  const waiting = new Set<() => void>();

  return {
    get acknowledged() {
      return acknowledged;
    },
    async run(work) {
      underWay += 1;
      let over = 0;
      try {
        return await work(() => {
          acknowledged += 1 - over;
          over = 1;
        });
      } finally {
        underWay -= 1;
        acknowledged -= over;
        if (underWay === 0) for (const done of [...waiting]) done();
      }
    },
    idle(mostMs) {
      if (underWay === 0) return Promise.resolve(true);
      return new Promise((resolve) => {
        const finish = (clear: boolean) => {
          clearTimeout(timer);
          waiting.delete(done);
          resolve(clear);
        };
        const done = () => finish(true);
        const timer = setTimeout(() => finish(false), mostMs);
        waiting.add(done);
      });
    }
  };
}

/** The receiver, with all that it hands to Bolt counted, from before the acknowledgement to the end of the work. */
export function counted(receiver: Receiver, drain: Drain): Receiver {
  return {
    init(app) {
      const processEvent = (event: ReceiverEvent) =>
        drain.run((acknowledged) => {
          const ack: ReceiverEvent['ack'] = (response) => {
            acknowledged();
            return event.ack(response);
          };
          return app.processEvent({ ...event, ack });
        });
      receiver.init({ processEvent } as unknown as App);
    },
    start: (...given) => receiver.start(...given),
    stop: (...given) => receiver.stop(...given)
  };
}
