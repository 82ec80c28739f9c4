import { BoundedMap } from '../../../core/model/bounded-map.ts';
import type { Card } from '../../../core/model/card.ts';
import type { MemoryStore } from '../../../core/model/store.ts';
import { dayMs } from '../../../core/time/calendar.ts';

/** Remembers the entry of each message with thumbs: Teams sends only the message's id when a thumb is pressed. */
export interface Thumbs {
  /** Starts to remember a message, without waiting for the store. */
  sent(conversationId: string, messageId: string, card: Card): void;
  /**
   * Returns the subject of a message; undefined when it is no longer remembered.
   *
   * @param messageId empty where the client does not send it, as the Agents Playground: then the newest message is
   * meant
   */
  aboutOf(conversationId: string, messageId: string): Promise<string | undefined>;
  /** Resolves when all pending writes are done. */
  settled(): Promise<void>;
}

interface ThumbsParts {
  /** Shared with the answers' memory, so that every replica knows it. */
  memory: Pick<MemoryStore, 'recall' | 'remember'>;
  now: () => number;
  onFailure: (error: unknown) => void;
}

/** Period for which messages are remembered, in milliseconds: people seldom look further back than a month. */
const rememberMs = 30 * dayMs;
/** Maximum number of conversations whose newest message is cached. */
const newestMax = 500;

export function createThumbs({ memory, now, onFailure }: ThumbsParts): Thumbs {
  const key = (conversationId: string, messageId: string) =>
    `teams-message/${conversationId.replace(/;messageid=.*$/, '')}/${messageId}`;
  const newest = new BoundedMap<string, string>(newestMax);
  const begun = new Map<string, Promise<void>>();

  return {
    sent(conversationId, messageId, { feedback }) {
      if (!feedback || messageId === '') return;
      const { about } = feedback;
      newest.set(conversationId, about);
      const place = key(conversationId, messageId);
      const written = memory
        .remember(place, [about], now() + rememberMs)
        .catch(onFailure)
        .finally(() => begun.delete(place));
      begun.set(place, written);
    },
    async aboutOf(conversationId, messageId) {
      if (messageId === '') return newest.get(conversationId);
      const place = key(conversationId, messageId);
      try {
        await begun.get(place);
        return (await memory.recall(place, now()))[0];
      } catch (error) {
        onFailure(error);
        return undefined;
      }
    },
    async settled() {
      await Promise.all(begun.values());
    }
  };
}
