import type { Config } from '../config/config.ts';
import type { PlatformFacts } from './platform.ts';
import { slackFacts } from './slack/facts.ts';
import { teamsFacts } from './teams/facts.ts';
import { webFacts } from './web/facts.ts';

/** Facts of every supported platform, connected or not. */
export const platformFacts: readonly PlatformFacts[] = [slackFacts, teamsFacts, webFacts];

/** Returns the facts of a platform; undefined for an unknown name. */
export function factsOf(name: string): PlatformFacts | undefined {
  return platformFacts.find((facts) => facts.name === name);
}

/** Returns the names of the platforms on which a post whose outcome is unknown is sent once more. */
export function repeatingOnUnknown(config: Pick<Config, 'tipsTeamsRetry'>): ReadonlySet<string> {
  return new Set(platformFacts.filter((facts) => facts.repeatsUnknown(config)).map(({ name }) => name));
}

/** Returns a platform's display name. */
export function titleOf(name: string): string {
  return factsOf(name)?.title ?? name;
}
