import type { Link } from '../model/card.ts';

const most = 5;
const pages = /\bhttps?:\/\/[^\s<>"]{1,2000}/gi;
const trailing = /[.,;:!?'"”’)\]}>]+$/;

/**
 * Returns the addresses in a person's plain text as buttons, since the text is never drawn as markup. Each label shows
 * its target, so that no label can promise another page.
 */
export function linksIn(text: string): Link[] {
  const found = new Map<string, Link>();
  for (const [match] of text.matchAll(pages)) {
    const written = match.replace(trailing, '');
    if (!URL.canParse(written)) continue;
    const { href, host, pathname, username, password } = new URL(written);
    if (username || password) continue;
    const label = `${host.replace(/^www\./, '')}${pathname === '/' ? '' : pathname}`;
    found.set(href, { label, url: href });
  }
  for (const [address] of text.replace(pages, ' ').matchAll(/\b[\w.+-]{1,64}@[a-z\d-]+(?:\.[a-z\d-]+)+\b/gi)) {
    found.set(address.toLowerCase(), { label: `Email ${address}`, url: `mailto:${address}` });
  }
  return [...found.values()].slice(0, most);
}
