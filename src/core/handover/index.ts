import type { ChatModule } from '../model/chat-module.ts';
import { createHandoverModule } from './chat-module.ts';
import { createDelivery, type DeliveryParts } from './deliver.ts';
import type { HandoverParts } from './handover-parts.ts';

export { closeOld } from './close-old.ts';

export interface AllHandoverParts extends Omit<HandoverParts, 'onChange' | 'sent'>, DeliveryParts {
  /** Resolves after the time for which an answer may wait for a message to be sent. */
  moment: () => Promise<void>;
}

export interface Handovers {
  chatModule: ChatModule;
  /** Sends due messages. Safe in any number of processes at once. */
  run(now: number, signal?: AbortSignal): Promise<unknown>;
  /** Resolves when nothing is being sent. */
  settled(): Promise<void>;
}

/** Creates the handover of questions to people. */
export function createHandovers(parts: AllHandoverParts): Handovers {
  const { onFailure, moment } = parts;
  const run = createDelivery(parts);
  const underWay = new Set<Promise<void>>();
  /** Starts a run; messages not sent now are sent by the next one. */
  const begin = (now: number): Promise<void> => {
    const work: Promise<void> = run(now)
      .then(() => undefined)
      .catch((error: unknown) => onFailure('experts.send', error))
      .finally(() => underWay.delete(work));
    underWay.add(work);
    return work;
  };
  return {
    chatModule: createHandoverModule({
      ...parts,
      onChange: (now) => void begin(now),
      sent: (now) => Promise.race([begin(now), moment()])
    }),
    run,
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    }
  };
}
