import type { Conversation } from './message.ts';

/** Returns the channel of a conversation without its thread, and the key under which its data is stored. */
export function channelOf({ home, place, ...conversation }: Conversation): { channel: Conversation; place: string } {
  const address = home ?? conversation.address;
  const name = `${placePrefix(conversation.platform, conversation.tenant)}${place ?? address}`;
  return { channel: { ...conversation, address }, place: name };
}

/** Returns the common prefix of every place of a workspace or tenant. */
export function placePrefix(platform: string, tenant: string | undefined): string {
  return `${platform}/${tenant ?? ''}/`;
}
