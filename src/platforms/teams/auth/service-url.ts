import { isLoopbackAddress } from '../../local-request.ts';

/**
 * Hosts of the Bot Connector for Teams in the public cloud, GCC included: `PUBLIC.allowedServiceUrls` of Microsoft's
 * Teams SDKs (teams.ts, teams.net and teams.py, November 2026). Answers carry the bot's own access token, so they go
 * nowhere else.
 */
export const connectorHosts: readonly string[] = [
  'smba.trafficmanager.net',
  'smba.onyx.prod.teams.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com'
];

/** Returns true where answers may be sent to a `serviceUrl`. */
export type Trust = (serviceUrl: string) => boolean;

/**
 * Creates the rule for a bot with credentials: https, one of Microsoft's hosts, the usual port, no user name.
 *
 * @param further hosts that an operator has added, for rings that Microsoft opened later
 */
export function trustMicrosoft(further: readonly string[] = []): Trust {
  const hosts = new Set([...connectorHosts, ...further]);
  return (serviceUrl) => {
    const url = parsed(serviceUrl);
    return url?.protocol === 'https:' && hosts.has(url.hostname) && url.port === '' && plainUrl(url);
  };
}

/** Rule of local mode: this machine only. */
export const trustLoopback: Trust = (serviceUrl) => {
  const url = parsed(serviceUrl);
  return url !== undefined && /^https?:$/.test(url.protocol) && isLoopbackHost(url.hostname) && plainUrl(url);
};

/**
 * Returns a service URL for comparing: in lower case and without a trailing slash, in which Microsoft's tokens and
 * activities differ (teams.ts).
 */
export function comparableUrl(serviceUrl: unknown): string {
  return typeof serviceUrl === 'string' ? serviceUrl.toLowerCase().replace(/\/+$/, '') : '';
}

function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || isLoopbackAddress(host.replace(/^\[|\]$/g, ''));
}

function plainUrl(url: URL): boolean {
  return url.username === '' && url.password === '' && url.search === '' && url.hash === '';
}

/**
 * Parses an address that has only the expected characters; undefined for those that parsers read differently (`\\`,
 * `@`, letters of other scripts).
 */
function parsed(address: string): URL | undefined {
  return /^[\w.:/[\]-]+$/.test(address) && URL.canParse(address) ? new URL(address) : undefined;
}
