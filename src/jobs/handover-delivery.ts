import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config/config.ts';
import type { HandoverStore } from '../core/handover/handover.ts';
import { createHandovers, type Handovers } from '../core/handover/index.ts';
import type { Knowledge } from '../core/model/entry.ts';
import type { Messenger } from '../core/model/messenger.ts';
import type { Logger } from '../observability/logger.ts';
import { channelOf, channelSender } from '../platforms/channel.ts';
import { factsOf, titleOf } from '../platforms/facts.ts';

/** Time for which a submitted question waits for the message to whoever asked, in milliseconds; Slack waits three seconds. */
const momentMs = 1500;

interface Parts {
  store: HandoverStore;
  knowledge: () => Knowledge;
  /** Messengers by platform; may be filled after this is made. */
  messengers: ReadonlyMap<string, Messenger>;
  onFailure: (what: string, error: unknown) => void;
  logger: Logger;
}

/** Returns true where a person can be asked: EXPERTS_CHANNEL is set, and its platform is configured. */
export function handsOver(config: Config): boolean {
  if (config.expertsChannel === undefined) return false;
  return factsOf(channelOf(config.expertsChannel, config).platform)?.isConfigured(config) ?? false;
}

/**
 * Connects the handover of questions to people; undefined where EXPERTS_CHANNEL is not set, or its platform is not
 * configured.
 */
export function connectHandovers(config: Config, parts: Parts): Handovers | undefined {
  const { store, knowledge, messengers, onFailure, logger } = parts;
  if (config.expertsChannel === undefined) return undefined;
  if (!handsOver(config)) {
    logger.warn('handover.disabled', {
      fix: 'EXPERTS_CHANNEL names a platform that is not set up: set it up, or name another channel'
    });
    return undefined;
  }
  return createHandovers({
    store,
    experts: channelOf(config.expertsChannel, config),
    messengers,
    newId: randomUUID,
    moment: () => sleep(momentMs, undefined, { ref: false }),
    platformTitle: titleOf,
    entryTitle: (id) => knowledge().entries.get(id)?.title,
    canDraft: config.editors.length > 0,
    onFailure,
    log: (event, fields) => logger.info(event, fields),
    ...(config.curatorsChannel !== undefined && { tell: channelSender(config.curatorsChannel, config, messengers) })
  });
}
