import type { Conversation } from '../model/message.ts';
import type { ExpertCardParts } from './expert-cards.ts';
import type { HandoverStore } from './handover.ts';

/** What both sides of a handover, the asker's and the experts', are made with. */
export interface HandoverParts extends ExpertCardParts {
  store: HandoverStore;
  /** The experts' channel. */
  experts: Conversation;
  /** Makes an id that no other process makes and nobody can guess. */
  newId: () => string;
  /** Called after every change that somebody has to be told about; not awaited. */
  onChange: (now: number) => void;
  /** Called with an error when the store cannot be reached. */
  onFailure: (what: string, error: unknown) => void;
}
