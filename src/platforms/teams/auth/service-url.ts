import { isLoopbackAddress } from '../../local-request.ts';

/**
 * Hosts of the Bot Connector for Teams in the public cloud, GCC included: `PUBLIC.allowedServiceUrls` of Microsoft's Teams
 * SDKs (teams.ts, teams.net and teams.py, November 2026). Answers carry the bot's own access token, so they go nowhere else.
 */
export const connectorHosts: readonly string[] = [
  'smba.trafficmanager.net',
  'smba.onyx.prod.teams.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com'
];

/** Tells whether answers may be sent to a `serviceUrl`. */
export type Trust = (serviceUrl: string) => boolean;

/**
 * Makes the rule with credentials: https, one of Microsoft's hosts, the usual port, nothing before an `@`.
 *
 * @param further hosts that an operator has added, for a ring that Microsoft opens after this was written
 */
export function trustMicrosoft(further: readonly string[] = []): Trust {
  const hosts = new Set([...connectorHosts, ...further]);
  return (serviceUrl) => {
    const url = parsed(serviceUrl);
    return url?.protocol === 'https:' && hosts.has(url.hostname) && url.port === '' && plainUrl(url);
  };
}

/** The rule of local mode: this machine only. */
export const trustLoopback: Trust = (serviceUrl) => {
  const url = parsed(serviceUrl);
  return url !== undefined && /^https?:$/.test(url.protocol) && isLoopbackHost(url.hostname) && plainUrl(url);
};

/** A service URL for comparing: without case and slash at its end, in which Microsoft's tokens and activities differ (teams.ts). */
export function comparableUrl(serviceUrl: unknown): string {
  return typeof serviceUrl === 'string' ? serviceUrl.toLowerCase().replace(/\/+$/, '') : '';
}

function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || isLoopbackAddress(host.replace(/^\[|\]$/g, ''));
}

function plainUrl(url: URL): boolean {
  return url.username === '' && url.password === '' && url.search === '' && url.hash === '';
}

/** Only the characters these addresses have: what parsers read differently (`\\`, `@`, letters of other scripts) is no address. */
function parsed(address: string): URL | undefined {
  return /^[\w.:/[\]-]+$/.test(address) && URL.canParse(address) ? new URL(address) : undefined;
}
