import type { Entry, Kind, Topic } from './entry.ts';
import type { Message } from './message.ts';
import type { Reply } from './reply.ts';

/** The entry point that every platform adapter calls. */
export interface Bot {
  /**
   * Answers a message once: a repeat of a message that was already handled gets `undefined`. Never rejects: an internal
   * error becomes an apology.
   *
   * @param now milliseconds since 1970
   * @param sent resolves when the reply has been sent: only then is the message marked as handled, so that one whose
   *   process died in between is answered when it is delivered again. Not given: marked when the reply is made
   */
  handle(message: Message, now: number, sent?: Promise<unknown>): Promise<Reply | undefined>;
  /** Returns the entries for as-you-type look-up in search boxes; at most `limit` (20 when not given). */
  suggest(text: string, filter?: { topic?: Topic; kind?: Kind; limit?: number }): Entry[];
  /** Returns one entry by id, as its answer card; undefined for an unknown id. */
  entryCard(id: string): Reply | undefined;
  /** Returns the entry that an address belongs to; undefined for an unknown address. */
  entryAt(address: string): Entry | undefined;
  /** Returns up to four questions to offer when the conversation is opened. */
  prompts(): { title: string; text: string }[];
  /** Returns the topics of the knowledge, in the order in which they are shown. */
  topics(): readonly { id: Topic; title: string }[];
  /** Returns what the bot is called. */
  name(): string;
  /** Returns true if a command of the table in `conversation/commands.ts` is of use with the knowledge. */
  offers(command: string): boolean;
  /** Returns the card for a person's first contact with the bot. */
  welcome(): Reply;
}
