import type { Config } from '../../config/config.ts';
import { toldOf } from '../../core/conversation/help.ts';
import { dateAt } from '../../core/time/calendar.ts';
import { loadKnowledge } from '../../knowledge/index.ts';
import { slackManifest } from '../../platforms/slack/manifest.ts';

/** Mentions of the bot, by platform. */
export interface Called {
  slack: string;
  teams: string;
}

/** Returns how people mention the bot, by its name in the knowledge, as its manifests have it; `@spread-bot` where there is none to read. */
export async function called({ knowledgeDirs }: Pick<Config, 'knowledgeDirs'>, now: number): Promise<Called> {
  const loaded = await loadKnowledge(knowledgeDirs, dateAt(now)).catch(() => undefined);
  if (!loaded) return { slack: '@spread-bot', teams: '@Spread Bot' };
  const told = toldOf(loaded.knowledge);
  const { display_name: handle = '' } = slackManifest(told).features?.bot_user ?? {};
  return { slack: `@${handle}`, teams: `@${told.name}` };
}
