import type { Card } from '../../../core/model/card.ts';
import type { MemoryStore } from '../../../core/model/store.ts';

/**
 * Remembers what each message with thumbs was about: Teams tells only the message's id when a thumb is pressed.
 */
export interface Thumbs {
  /** Begins to remember; nobody has to wait for it. */
  sent(conversationId: string, messageId: string, card: Card): void;
  /**
   * What the message was about; undefined when that is forgotten.
   *
   * @param messageId empty where the client does not tell it, as the Agents Playground: then the newest is meant
   */
  aboutOf(conversationId: string, messageId: string): Promise<string | undefined>;
  /** Resolves when everything begun is remembered. */
  settled(): Promise<void>;
}

interface ThumbsParts {
  /** Shared with the answers' memory, so that every replica knows it. */
  memory: Pick<MemoryStore, 'recall' | 'remember'>;
  now: () => number;
  failed: (error: unknown) => void;
}

/** People seldom look further back than a month. */
const rememberMs = 30 * 24 * 60 * 60_000;
/** Conversations whose newest message is kept at hand. */
const newestMax = 500;

export function createThumbs({ memory, now, failed }: ThumbsParts): Thumbs {
  const key = (conversationId: string, messageId: string) =>
    `teams-message/${conversationId.replace(/;messageid=.*$/, '')}/${messageId}`;
  const newest = new Map<string, string>();
  const begun = new Map<string, Promise<void>>();

  return {
    sent(conversationId, messageId, { feedback }) {
      if (!feedback || messageId === '') return;
      const { about } = feedback;
      newest.delete(conversationId);
      newest.set(conversationId, about);
      if (newest.size > newestMax) newest.delete(newest.keys().next().value as string);
      const place = key(conversationId, messageId);
      const written = memory
        .remember(place, [about], now() + rememberMs)
        .catch(failed)
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
        failed(error);
        return undefined;
      }
    },
    async settled() {
      await Promise.all(begun.values());
    }
  };
}
