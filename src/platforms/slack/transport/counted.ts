import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import type { Workload } from '../../workload.ts';

/**
 * Wraps a receiver so that all its payloads count as under way until their work is done: Bolt's own `stop` does not
 * wait.
 */
export function counted(receiver: Receiver, workload: Workload): Receiver {
  return {
    init(app) {
      const processEvent = (event: ReceiverEvent) => workload.run(() => app.processEvent(event));
      receiver.init({ processEvent } as unknown as App);
    },
    start: (...given) => receiver.start(...given),
    stop: (...given) => receiver.stop(...given)
  };
}
