import type { Conversation } from '../model/message.ts';
import { placePrefix } from '../model/place.ts';

/** What the bot was taken out of: one channel or chat, one team of channels, or the whole workspace where neither is named. */
export interface LeftPlace {
  platform: string;
  tenant?: string;
  /** Names a channel as `Conversation.place` does, or where there is none its address. */
  place?: string;
  /** Names a team as `Conversation.team` does. */
  team?: string;
}

/** Whether a subscription was in what the bot was taken out of. */
export function isLeft(
  { place, conversation }: { place: string; conversation: Conversation },
  { platform, tenant, place: left, team }: LeftPlace
): boolean {
  if (conversation.platform !== platform || conversation.tenant !== tenant) return false;
  const names = placePrefix(platform, tenant);
  if (team !== undefined) return conversation.team === team || place === `${names}${team}`;
  return left === undefined || place === `${names}${left}`;
}
