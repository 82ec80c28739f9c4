import type { Conversation } from '../model/message.ts';

/** The whole channel of a conversation, and the text under which its subscription is kept. */
export function channelOf({ home, place, ...conversation }: Conversation): { channel: Conversation; place: string } {
  const address = home ?? conversation.address;
  const name = `${placePrefix(conversation.platform, conversation.tenant)}${place ?? address}`;
  return { channel: { ...conversation, address }, place: name };
}

/** How every place of a workspace or tenant begins. */
export function placePrefix(platform: string, tenant: string | undefined): string {
  return `${platform}/${tenant ?? ''}/`;
}
