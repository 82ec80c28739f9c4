import type { Conversation } from '../../../core/model/message.ts';

/** Place in Slack of a message. */
export interface SlackAddress {
  /** A channel, or a person's id, for which Slack opens the direct message itself. */
  channel: string;
  /** `ts` of the message a thread hangs on. */
  thread?: string;
}

/** Writes an address as the opaque text of a Conversation: `C123`, or `C123/1700000000.000100` for a thread. */
export function writeAddress({ channel, thread }: SlackAddress): string {
  return thread ? `${channel}/${thread}` : channel;
}

/** Reads what {@link writeAddress} wrote. */
export function readAddress(address: string): SlackAddress {
  const [channel = '', thread] = address.split('/');
  return thread ? { channel, thread } : { channel };
}

/** Installation of the bot, and the workspace where it is that of a whole organisation. */
export type Within = Pick<Conversation, 'tenant' | 'team'>;

/**
 * Returns a conversation of Slack. A direct message is one conversation across all its threads, so that a follow-up in
 * another thread is understood.
 */
export function conversationOf(address: SlackAddress, direct: boolean, { tenant, team }: Within): Conversation {
  const home = writeAddress({ channel: address.channel });
  const here = direct ? home : writeAddress(address);
  return {
    platform: 'slack',
    address: here,
    direct,
    ...(tenant && { tenant }),
    ...(team && { team }),
    ...(here !== home && { home })
  };
}
