import type { Reply } from './card.ts';
import type { Entry, Kind, Topic } from './entry.ts';
import type { Message } from './message.ts';

/** The front door: what every platform calls. */
export interface Bot {
  /**
   * Answers a message once: a delivery that was handled before gets `undefined`.
   *
   * @param now milliseconds since 1970
   */
  handle(message: Message, now: number): Promise<Reply | undefined>;
  /** As-you-type look-up, for search boxes; at most `limit` entries (20 when not given). */
  suggest(text: string, filter?: { topic?: Topic; kind?: Kind; limit?: number }): Entry[];
  /** One entry by id, as its answer card. Undefined for an unknown id. */
  entryCard(id: string): Reply | undefined;
  /** Up to four questions to offer somebody who opens the conversation. */
  prompts(): { title: string; text: string }[];
  /** The card for somebody who meets the bot for the first time. */
  welcome(): Reply;
}
