import type { IsOwnDirect } from '../parse/target.ts';

/** The direct conversations of people with the bot, as far as this process has seen events of them. */
export interface OwnDirects {
  /** Notes a conversation; Slack sends the bot events of its own direct conversations only. */
  add(channel: string | undefined): void;
  has: IsOwnDirect;
}

/** Conversations that are kept in mind; each takes some tens of bytes. */
const most = 50_000;

/**
 * An id that begins with D may be the bot's conversation with somebody or one of two people, and no payload of a command or
 * button says which. One that is not known to be the bot's is treated as a place in which it may be no member: nothing is
 * promised for it that has not been tried, and an answer for the asker alone is seen by nobody else.
 */
export function createOwnDirects(): OwnDirects {
  const known = new Set<string>();
  return {
    add(channel) {
      if (!channel?.startsWith('D')) return;
      known.delete(channel);
      known.add(channel);
      for (const oldest of known) {
        if (known.size <= most) break;
        known.delete(oldest);
      }
    },
    has: (channel) => known.has(channel)
  };
}
