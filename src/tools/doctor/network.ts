import { isLoopback } from './no-answer.ts';
import { fault, type Result } from './result.ts';

/** Hosts that answered during the checks, and those that did not, with the reason. */
export interface AskedHosts {
  answered: Set<string>;
  silent: Map<string, string>;
}

/**
 * Evaluates all calls together. One silent service may be down; if several are silent and none answered, this machine
 * has no connection to the internet, and neither Slack nor Teams can work.
 */
export function network({ answered, silent }: AskedHosts, proxied: boolean): Result[] {
  const outside = (host: string): boolean => !isLoopback(new URL(`http://${host}`));
  const missing = [...silent.keys()].filter(outside).sort();
  if (missing.length < 2 || [...answered].some(outside)) return [];
  return [
    fault('network', {
      what: `Nobody on the internet answered: ${missing.slice(0, 4).join(', ')}${missing.length > 4 ? ' and others' : ''}.`,
      why: 'The bot calls Slack and Microsoft from this machine; without a way to them it can answer nobody.',
      fix: proxied
        ? `The way goes through the proxy of HTTPS_PROXY (${[...silent.values()][0]}). Compare its address, write http://name:password@host:port where it answers 407, and ask who runs it to let these hosts through on port 443.`
        : 'Ask who runs the network to let this machine reach these hosts on port 443, or set HTTPS_PROXY to the proxy it has to use.'
    })
  ];
}
