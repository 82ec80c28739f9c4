import type { NoAnswer } from './ask.ts';
import type { Environment } from './check.ts';
import { isLoopback } from './no-answer.ts';
import { fault, type Result } from './result.ts';

/** Hosts that answered during the checks, and those that did not, with the reason. */
export interface AskedHosts {
  answered: Set<string>;
  silent: Map<string, NoAnswer>;
}

/**
 * Evaluates all calls together. A proxy that fails is a fault with one host already. Without one a single silent service may be down; if
 * several are silent and none answered, this machine has no connection to the internet, and neither Slack nor Teams can work.
 */
export function network({ answered, silent }: AskedHosts, environment: Environment = {}): Result[] {
  const outside = (host: string): boolean => !isLoopback(new URL(`http://${host}`));
  const missing = [...silent.keys()].filter(outside).sort();
  const noneAnswered = ![...answered].some(outside);
  const stopped = missing.filter((host) => silent.get(host)!.kind === 'proxy');
  if (stopped.length > 0) {
    const reasons = [...new Set(stopped.map((host) => silent.get(host)!.reason))];
    return [
      fault('network', {
        what: `On the way to ${some(stopped)}: ${some(reasons)}.`,
        why: noneAnswered
          ? 'The bot calls Slack and Microsoft by this proxy; without it it can answer nobody.'
          : 'The bot goes the same way, and what it needs from there does not work.',
        fix: `Compare the address in HTTPS_PROXY; where the proxy answers 407, put the name and password it asks for before its host. Ask who runs it to let these hosts through on port 443, or name in NO_PROXY what is called without it.`
      })
    ];
  }
  if (missing.length < 2 || !noneAnswered) return [];
  const unread = otherProxies.find((name) => environment[name]?.trim());
  return [
    fault('network', {
      what: `Nobody on the internet answered: ${some(missing)}.`,
      why: 'The bot calls Slack and Microsoft from this machine; without a way to them it can answer nobody.',
      fix: `Ask who runs the network to let this machine reach these hosts on port 443, or set HTTPS_PROXY to the proxy it has to use${unread ? `: ${unread}, which is set, is not read` : ''}.`
    })
  ];
}

/** Variables by which other programs find a proxy; the bot calls https alone. */
const otherProxies = ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'] as const;

/** Maximum number of things listed in one line. */
const mostNamed = 4;

const some = (all: readonly string[]): string =>
  `${all.slice(0, mostNamed).join(', ')}${all.length > mostNamed ? ' and others' : ''}`;
