import type { Config } from '../config.ts';
import type { Platform, PlatformParts } from './platform.ts';
import { renderSlack } from './slack/render.ts';
import { renderTeams } from './teams/render.ts';
import { createWeb } from './web/index.ts';

/** Every platform the configuration asks for. */
export function createPlatforms(config: Config, parts: PlatformParts): Platform[] {
  const platforms: Platform[] = [];
  if (config.playground) {
    const renderers = {
      slack: renderSlack,
      teams: (card: Parameters<typeof renderTeams>[0]) => renderTeams(card, { feedback: 'buttons' })
    };
    const presses = { slack: readSlackPress, teams: readTeamsPress };
    platforms.push(createWeb({ renderers, presses, localOnly: config.host === 'localhost' }, parts));
  }
  return platforms;
}
