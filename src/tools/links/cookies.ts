/** Cookies of one chain of redirects, dropped after it. Sites that redirect until a cookie comes back need them. */
export interface CookieJar {
  /** Stores `Set-Cookie` headers; returns true if they changed anything. */
  take(url: URL, headers: readonly string[]): boolean;
  /** Returns the `Cookie` header for an address; empty if there is none. */
  header(url: URL): string;
}

const most = 50;

/** Creates an empty jar. A cookie goes to the host that set it, or to the domain that it names and that host is in. */
export function createCookieJar(): CookieJar {
  const cookies = new Map<string, { domain: string; below: boolean; name: string; value: string }>();
  return {
    take: (url, headers) => {
      let changed = false;
      for (const header of headers) {
        const [, name, value] = /^\s*([^=;\s]{1,200})=([^;\r\n]{0,4000})/.exec(header) ?? [];
        if (name === undefined || value === undefined || cookies.size >= most) continue;
        const wanted = /;\s*domain=\.?([\w.-]{1,250})/i.exec(header)?.[1]?.toLowerCase();
        const host = url.hostname.toLowerCase();
        const below = wanted?.includes('.') === true && (host === wanted || host.endsWith(`.${wanted}`));
        const domain = below ? wanted! : host;
        const key = `${domain} ${name}`;
        changed ||= cookies.get(key)?.value !== value.trim();
        cookies.set(key, { domain, below, name, value: value.trim() });
      }
      return changed;
    },
    header: ({ hostname }) =>
      [...cookies.values()]
        .filter(({ domain, below }) => hostname === domain || (below && hostname.endsWith(`.${domain}`)))
        .map(({ name, value }) => `${name}=${value}`)
        .join('; ')
  };
}
