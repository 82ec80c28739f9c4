import { type HandoverStore, openStates } from './handover.ts';
import { obsolete } from './replies.ts';

/**
 * Closes unanswered questions asked before `before` and notifies both sides, so that no asker waits indefinitely. Safe
 * in any number of processes at once.
 *
 * @returns the number closed
 */
export async function closeOld(
  store: Pick<HandoverStore, 'leftOpen' | 'change'>,
  before: number,
  now: number
): Promise<number> {
  const change = { from: openStates, to: 'closed', tell: ['closed', 'card'], drop: ['question', ...obsolete] } as const;
  let closed = 0;
  for (const id of await store.leftOpen(before)) if (await store.change(id, change, now)) closed++;
  return closed;
}
