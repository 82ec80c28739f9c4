import { randomUUID } from 'node:crypto';
import type { Config } from '../config/config.ts';
import type { Card } from '../core/model/card.ts';
import type { Conversation } from '../core/model/message.ts';
import type { Messenger } from '../core/model/messenger.ts';
import { factsOf } from './facts.ts';

/**
 * Returns the conversation that a setting names, as CURATORS_CHANNEL and EXPERTS_CHANNEL have it: `slack:` and a
 * channel's id, after its workspace's where several are served; `teams:` and a channel's id, which is completed, or its
 * whole address.
 */
export function channelOf(setting: string, config: Pick<Config, 'slack' | 'teams'>): Conversation {
  const [platform = '', ...rest] = setting.split(':');
  const address = rest.join(':');
  return factsOf(platform)?.channelOf(address, config) ?? { platform, address, direct: false };
}

/**
 * Creates a function that sends a card to the channel of a setting, under a key of its own where none is given; it rejects
 * where the channel's platform is not connected.
 */
export function channelSender(
  setting: string,
  config: Pick<Config, 'slack' | 'teams'>,
  messengers: ReadonlyMap<string, Messenger>
): (card: Card, key?: string) => Promise<void> {
  const conversation = channelOf(setting, config);
  return async (card, key = randomUUID()) => {
    const messenger = messengers.get(conversation.platform);
    if (!messenger) throw new Error(`A setting names a channel of ${conversation.platform}, which is not connected.`);
    await messenger.send(conversation, card, key);
  };
}
