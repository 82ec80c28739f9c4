import type { PlatformFacts } from './platform.ts';
import { slackFacts } from './slack/facts.ts';
import { teamsFacts } from './teams/facts.ts';
import { webFacts } from './web/facts.ts';

/** Every platform that this program knows, connected or not. */
export const platformFacts: readonly PlatformFacts[] = [slackFacts, teamsFacts, webFacts];

/** Returns what is known of a platform by its name; undefined for a name of no platform. */
export function factsOf(name: string): PlatformFacts | undefined {
  return platformFacts.find((facts) => facts.name === name);
}

/** Returns a platform's name as people say it. */
export function titleOf(name: string): string {
  return factsOf(name)?.title ?? name;
}
