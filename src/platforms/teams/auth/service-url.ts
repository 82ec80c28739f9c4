/**
 * Hosts of the Bot Connector for Teams: the public cloud and the United States' government clouds (msteams-docs,
 * send-proactive-messages.md and the Teams SDK's endpoints). Answers carry the bot's own access token, so they go nowhere
 * else: the SDKs themselves send it to any address an activity names.
 */
const connectorHosts: ReadonlySet<string> = new Set([
  'smba.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
  'smba.infra.gov.teams.microsoft.us',
  'smba.infra.dod.teams.microsoft.us'
]);

/** Tells whether answers may be sent to a `serviceUrl`. */
export type Trust = (serviceUrl: string) => boolean;

/** The rule with credentials: https, one of Microsoft's hosts, the usual port, nothing before an `@`. */
export const trustMicrosoft: Trust = (serviceUrl) => {
  const url = parsed(serviceUrl);
  return url?.protocol === 'https:' && connectorHosts.has(url.hostname) && url.port === '' && plainUrl(url);
};

/** The rule of local mode: this machine only. */
export const trustLoopback: Trust = (serviceUrl) => {
  const url = parsed(serviceUrl);
  return url !== undefined && /^https?:$/.test(url.protocol) && isLoopbackHost(url.hostname) && plainUrl(url);
};

/** True for an address that a connection from this machine has. */
export function isLoopbackAddress(address: string | undefined): boolean {
  const plain = address?.replace(/^::ffff:/, '') ?? '';
  return plain === '::1' || /^127(?:\.\d{1,3}){3}$/.test(plain);
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
