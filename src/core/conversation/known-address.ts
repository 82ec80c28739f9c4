import type { Entry, Knowledge } from '../model/entry.ts';

/**
 * Returns an address without the parts that differ between copies: scheme, www, trailing slash, tracking parameters,
 * fragment. Empty for what is no address.
 */
function sameAddress(address: string | undefined): string {
  if (address === undefined || !URL.canParse(address)) return '';
  const { hostname, pathname, search } = new URL(address);
  const query = search.replace(/[?&]utm_\w+=[^&]*/g, '');
  return `${hostname.replace(/^www\./, '')}${pathname.replace(/\/$/, '')}${query}`;
}

/**
 * Returns the entry that an address belongs to: the current one whose page it is, else one that is not current, else one
 * of which it is an archived copy.
 */
export function entryAt(address: string, { entries }: Pick<Knowledge, 'entries'>): Entry | undefined {
  const wanted = sameAddress(address);
  if (wanted === '') return undefined;
  const all = [...entries.values()];
  const owners = all.filter(({ url }) => sameAddress(url) === wanted);
  return (
    owners.find(({ status }) => status === 'current') ??
    owners[0] ??
    all.find(({ archivedUrl }) => sameAddress(archivedUrl) === wanted)
  );
}

/**
 * Returns the hosts, without www, of the addresses of entries that are not current, those of most entries first.
 */
export function retiredHosts({ entries }: Pick<Knowledge, 'entries'>): string[] {
  const counts = new Map<string, number>();
  for (const { status, url, archivedUrl } of entries.values()) {
    if (status === 'current' || status === 'draft') continue;
    const hosts = [url, archivedUrl].flatMap((address) => sameAddress(address).split('/')[0] || []);
    for (const host of new Set(hosts)) counts.set(host, (counts.get(host) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([host]) => host);
}
