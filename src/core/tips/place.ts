import { type Conversation, placePrefix } from '../model/message.ts';

/**
 * The place from which the bot was removed: one channel or chat, one team of channels, or the whole workspace where
 * neither is named.
 */
export interface LeftPlace {
  platform: string;
  tenant?: string;
  /** Channel, in the format of `Conversation.place`, or its address where there is none. */
  place?: string;
  /** Team, in the format of `Conversation.team`. */
  team?: string;
}

/** Returns true if a subscription belongs to the place from which the bot was removed. */
export function isLeft(
  { place, conversation }: { place: string; conversation: Conversation },
  { platform, tenant, place: left, team }: LeftPlace
): boolean {
  if (conversation.platform !== platform || conversation.tenant !== tenant) return false;
  const names = placePrefix(platform, tenant);
  if (team !== undefined) return conversation.team === team || place === `${names}${team}`;
  return left === undefined || place === `${names}${left}`;
}
