import type { Messenger, ScheduledMessenger } from '../model/messenger.ts';
import type { Subscription, TipStore } from './ledger.ts';

interface CancelParts {
  store: TipStore;
  messengers: ReadonlyMap<string, Messenger | ScheduledMessenger>;
  newId: () => string;
}

/**
 * Cancels the deliveries that are about to go out to a channel.
 *
 * @param reason for the ledger
 * @returns the number cancelled, and whether one could no longer be cancelled
 */
export async function cancelOpen(
  subscription: Subscription,
  reason: string,
  now: number,
  { store, messengers, newId }: CancelParts
): Promise<{ taken: number; leaving: boolean }> {
  const messenger = messengers.get(subscription.conversation.platform);
  const open = (await store.deliveries(subscription.id, 5)).filter(({ tryAt }) => tryAt !== undefined);
  let taken = 0;
  for (const delivery of open) {
    const lease = newId();
    if (delivery.state === 'asked' || !(await store.take(delivery.id, lease, now))) continue;
    const claim = { delivery, subscription, lease };
    try {
      if (delivery.state === 'scheduled' && delivery.remoteId && messenger && 'unschedule' in messenger) {
        await messenger.unschedule(subscription.conversation, delivery.remoteId);
      }
      if (await store.settle(claim, { state: 'skipped', reason })) taken += 1;
    } catch {
      // It stays unchanged; the next run processes it as usual.
      await store.settle(claim, {
        state: delivery.state,
        ...(delivery.tryAt !== undefined && { tryAt: delivery.tryAt })
      });
    }
  }
  return { taken, leaving: taken < open.length };
}
