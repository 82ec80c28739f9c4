/** Parameters that tell a publisher where a visitor came from, and nothing about the page. */
const tracking =
  /^(?:utm_\w+|gclid|gclsrc|dclid|gbraid|wbraid|fbclid|msclkid|twclid|ttclid|yclid|igshid|mc_[ce]id|mkt_tok|_ga|_gl|_hs(?:enc|mi)|hsctatracking|vero_id|oly_(?:anon|enc)_id|wt\.mc_id|at_(?:medium|campaign)|__s)$/i;

/** Services that stand before the real address, by host and path, with the parameter that holds it. */
const wrappers: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\.)safelinks\.protection\.(?:outlook\.com|office365\.us)\/$/i, 'url'],
  [/^(?:www\.)?google\.(?:com|co\.uk)\/url$/i, 'q'],
  [/^(?:www\.)?google\.(?:com|co\.uk)\/url$/i, 'url'],
  [/^lm?\.facebook\.com\/l\.php$/i, 'u'],
  [/^(?:www\.)?linkedin\.com\/(?:redir\/redirect|safety\/go)\/?$/i, 'url'],
  [/^statics\.teams\.cdn\.office\.net\/evergreen-assets\/safelinks\//i, 'url'],
  [/^(?:www\.)?youtube\.com\/redirect$/i, 'q']
];

/** Most services that stand before one another. */
const mostWrappers = 4;

/**
 * Returns the address that a link leads to: without the service that Outlook, Google Docs or a network puts before it,
 * and without parameters that follow visitors.
 */
export function realAddress(url: URL, depth = 0): URL {
  const inner = wrappers
    .filter(([place]) => place.test(url.host + url.pathname))
    .map(([, name]) => url.searchParams.get(name))
    .find((value) => value && /^https?:\/\//i.test(value) && URL.canParse(value));
  if (inner && depth < mostWrappers) return realAddress(new URL(inner), depth + 1);
  const unwanted = [...url.searchParams.keys()].filter((name) => tracking.test(name));
  if (unwanted.length === 0) return url;
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((part) => !unwanted.some((name) => decodedName(part) === name));
  const plain = new URL(url);
  // Not by `searchParams.delete`, which writes every other parameter anew.
  plain.search = kept.join('&');
  return plain;
}

const decodedName = (part: string): string | undefined => [...new URLSearchParams(part).keys()][0];
