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

/** Returns a platform's display name. */
export function titleOf(name: string): string {
  return factsOf(name)?.title ?? name;
}
