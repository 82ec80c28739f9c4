import type { Config } from '../config.ts';
import type { Card } from '../core/card.ts';
import type { Platform, PlatformParts } from './platform.ts';
import { parsePress as parseSlackPress } from './slack/parse.ts';
import { renderSlack } from './slack/render.ts';
import { readPress as readTeamsPress } from './teams/parse.ts';
import { renderTeams } from './teams/render.ts';
import { createWeb } from './web/index.ts';

/** What a button of Slack's drawing means, read by Slack's own parser as if its server had sent it. */
function readSlackPress(pressed: Record<string, unknown>) {
  const heard = parseSlackPress({ user: { id: 'U0' }, channel: { id: 'D0' }, trigger_id: '0', actions: [pressed] });
  const message = heard?.message;
  if (message?.kind === 'action') return { action: message.action, value: message.value };
  return message?.kind === 'feedback' ? { about: message.about, helpful: message.helpful } : undefined;
}

/** Every platform the configuration asks for. */
export function createPlatforms(config: Config, parts: PlatformParts): Platform[] {
  const platforms: Platform[] = [];
  if (config.playground) {
    const renderers = {
      slack: (card: Card) => renderSlack(card),
      teams: (card: Card) => renderTeams(card)
    };
    const presses = { slack: readSlackPress, teams: readTeamsPress };
    platforms.push(createWeb({ renderers, presses, localOnly: config.host === 'localhost' }, parts));
  }
  return platforms;
}
