import type { Conversation } from './message.ts';

/** Returns the whole channel of a conversation, and the text under which things are kept for it. */
export function channelOf({ home, place, ...conversation }: Conversation): { channel: Conversation; place: string } {
  const address = home ?? conversation.address;
  const name = `${placePrefix(conversation.platform, conversation.tenant)}${place ?? address}`;
  return { channel: { ...conversation, address }, place: name };
}

/** Returns how every place of a workspace or tenant begins. */
export function placePrefix(platform: string, tenant: string | undefined): string {
  return `${platform}/${tenant ?? ''}/`;
}
