import type { Conversation } from '../model/message.ts';
import type { ExpertCardParts } from './expert-cards.ts';
import type { HandoverStore } from './handover.ts';

/** Dependencies shared by the asker's and the experts' side of a handover. */
export interface HandoverParts extends ExpertCardParts {
  store: HandoverStore;
  /** Experts' channel. */
  experts: Conversation;
  /** Returns a unique id that cannot be guessed. */
  newId: () => string;
  /** Called after every change that requires a message; not awaited. */
  onChange: (now: number) => void;
  /** Does what `onChange` does, and resolves once the messages are sent, or after a moment. Never rejects. */
  sent: (now: number) => Promise<void>;
  /** Called with an error when the store cannot be reached. */
  onFailure: (what: string, error: unknown) => void;
}
