import type { Card } from '../model/card.ts';
import type { Claim, Subscription } from './ledger.ts';

/** Content for one slot of a subscription: a tip, or a reminder. */
interface Content {
  /** Id written into the ledger. */
  id: string;
  /** Draws the card, when it is sent. */
  card: () => Promise<Card>;
}

/** Chooses and draws what a ledger sends: the weekly tips, or questions whether to do an assessment again. */
export interface Contents {
  /** Word before the id of a delivery in the key that goes with its card, such as `tip`. */
  name: string;
  /** Returns what to plan for a day, by subscription; undefined where nothing is to be sent. */
  choose(
    subscriptions: readonly Subscription[]
  ): Promise<(subscription: Subscription, date: string) => string | undefined>;
  /** Returns what was planned, or what took its place since; undefined where nothing is to be sent. */
  contentOf(claim: Claim): Promise<Content | undefined>;
}

/** Reason recorded for a slot for which nothing was to be sent. */
export const emptyReason = 'nothing to send';
