/** Longest delay of a page refresh, in seconds, that counts as a redirect. */
const soon = 10;

const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]{0,2000})"|'([^']{0,2000})'|([^\\s"'>]{1,2000}))`, 'i').exec(
    tag
  );
  return (found?.[1] ?? found?.[2] ?? found?.[3])?.replace(/&amp;/gi, '&').replace(/&#0*38;/g, '&');
};

/** Returns a page without its comments, scripts, and what it shows only where scripts do not run. */
function withoutUnread(html: string): string {
  const lower = html.toLowerCase();
  const opener = /<!--|<(noscript|script|template)[\s>]/g;
  let [read, at] = ['', 0];
  for (let found = opener.exec(lower); found; found = opener.exec(lower)) {
    read += html.slice(at, found.index);
    const end = lower.indexOf(found[1] ? `</${found[1]}` : '-->', found.index);
    if (end < 0) return read;
    at = end;
    opener.lastIndex = end;
  }
  return read + html.slice(at);
}

/** Returns the target of `<meta http-equiv="refresh">` in a page; undefined if it has none. */
export function refreshTarget(html: string): string | undefined {
  for (const [tag] of withoutUnread(html.slice(0, 100_000)).matchAll(/<meta\s[^>]{1,2500}>/gi)) {
    if (attribute(tag, 'http-equiv')?.toLowerCase() !== 'refresh') continue;
    const [, seconds, target] =
      /^\s*(\d{1,4})[\d.]{0,10}\s*[;,]\s*(?:url\s*=\s*)?["']?([^"']{1,2000})/i.exec(attribute(tag, 'content') ?? '') ??
      [];
    if (seconds !== undefined && Number(seconds) <= soon) return target!.trim();
  }
  return undefined;
}

/**
 * Returns true if a page lacks the part that a fragment refers to. Fragments that scripts read (`#/x`, `#!x`), that
 * quote text, or of pages whose parts scripts create, count as present.
 */
export function lacksPart(html: string, hash: string): boolean {
  const fragment = hash.slice(1);
  if (!fragment || /^(?:top$|[/!:?]|page=)|:~:|[=&/]/i.test(fragment)) return false;
  let name = fragment;
  try {
    name = decodeURIComponent(fragment);
  } catch {
    // A stray per cent sign is literal.
  }
  const ids = [...html.matchAll(/\s(?:id|name)\s*=\s*(?:"([^"]{1,500})"|'([^']{1,500})'|([^\s"'>]{1,500}))/gi)].map(
    ([, a, b, c]) => (a ?? b ?? c)!
  );
  if (ids.length < 3) return false;
  return !ids.some((id) => id === name || id === fragment || id === `user-content-${name}`);
}
