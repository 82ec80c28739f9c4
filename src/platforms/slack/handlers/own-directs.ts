import { BoundedMap } from '../../../core/model/bounded-map.ts';
import type { IsOwnDirect } from '../parse/payload.ts';

/** Direct conversations with the bot of which this process has seen events. */
export interface OwnDirects {
  /** Records a conversation; Slack sends the bot events of its own direct conversations only. */
  add(channel: string | undefined): void;
  has: IsOwnDirect;
}

/** Maximum number of remembered conversations; each takes some tens of bytes. */
const most = 50_000;

/**
 * Creates the record of the bot's own direct conversations. An id that begins with D may be one of them or a
 * conversation of two people, and payloads of commands and buttons do not tell them apart. An unknown one is treated as
 * a place where the bot may not be a member: delivery is not assumed before it succeeds, and an answer for the asker is
 * visible to no other person.
 */
export function createOwnDirects(): OwnDirects {
  const known = new BoundedMap<string, true>(most);
  return {
    add(channel) {
      if (channel?.startsWith('D')) known.set(channel, true);
    },
    has: (channel) => known.has(channel)
  };
}
