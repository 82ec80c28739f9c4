import { randomUUID } from 'node:crypto';
import type { Config } from '../config/config.ts';
import type { Card } from '../core/model/card.ts';
import type { Conversation } from '../core/model/message.ts';
import type { Messenger } from '../core/model/messenger.ts';
import { channelConversation } from './teams/parse/conversation.ts';

/**
 * The conversation that a setting names, as CURATORS_CHANNEL and EXPERTS_CHANNEL have it: `slack:` and a channel's id,
 * after its workspace's where several are served; `teams:` and a channel's id, which is completed, or its whole address.
 */
export function channelOf(setting: string, { slack, teams }: Pick<Config, 'slack' | 'teams'>): Conversation {
  const [platform = '', ...rest] = setting.split(':');
  const address = rest.join(':');
  if (platform === 'teams') return channelConversation(address, teams?.appId, teams?.tenantId);
  const [channel = '', tenant] = address.split('/').reverse();
  // Where there is one workspace its link may name the organisation above it; nothing then hangs on the name.
  return { platform, address: channel, direct: false, ...(tenant && slack?.oauth && { tenant }) };
}

/** Makes a function that tells the channel of a setting; it rejects where the channel's platform is not connected. */
export function teller(
  setting: string,
  config: Pick<Config, 'slack' | 'teams'>,
  messengers: ReadonlyMap<string, Messenger>
): (card: Card) => Promise<void> {
  const conversation = channelOf(setting, config);
  return async (card) => {
    const messenger = messengers.get(conversation.platform);
    if (!messenger) throw new Error(`A setting names a channel of ${conversation.platform}, which is not connected.`);
    await messenger.send(conversation, card, randomUUID());
  };
}
