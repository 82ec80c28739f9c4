import type { Entry } from '../core/model/entry.ts';
import type { Located } from './located.ts';
import type { Problem } from './problem.ts';

/** Hosts that publish papers rather than the tools that the papers describe. */
const papers =
  /(?:^|\.)(?:pmc\.ncbi\.nlm\.nih\.gov|pubmed\.ncbi\.nlm\.nih\.gov|doi\.org|biomedcentral\.com|researchprotocols\.org|plos\.org|sciencedirect\.com)$/;
/** Parts of a path that indicate a contact page. */
const reachable = /contact|enquir|get-in-touch|feedback|helpdesk|support|kontakt|ask/i;

/** Kinds whose address can be many things, so that the button needs its own label. */
const needsWords: readonly Entry['kind'][] = ['tool', 'framework', 'contact'];

/** Finds buttons that promise more than their address holds. A draft may still lack a label for its button. */
export function linkFaults({
  kind,
  status,
  url,
  linkLabel
}: Entry): { field: string; message: string; blocks: boolean }[] {
  if (url === undefined) {
    if (linkLabel === undefined) return [];
    const message =
      'link_label stands without url, so no button has these words. Add the address, or remove link_label.';
    return [{ field: 'link_label', message, blocks: false }];
  }
  if (linkLabel === undefined) {
    if (status === 'draft' || !needsWords.includes(kind)) return [];
    const message = `Missing link_label: what opens at the address of a ${kind}? Say it in a few words, such as "Home page" or "Read the paper".`;
    return [{ field: 'url', message, blocks: false }];
  }
  const { host, pathname } = new URL(url);
  const say = (what: string): { field: string; message: string; blocks: boolean } => ({
    field: 'link_label',
    message: `“${linkLabel}” promises more than the address: ${what}. Say what really opens, or give the right address.`,
    blocks: true
  });
  if (/\bcontact\b|\be-?mail\b/i.test(linkLabel) && !reachable.test(url))
    return [say('nothing in it leads to a contact page')];
  if (/\bhome page\b/i.test(linkLabel) && !/^\/(?:[a-z]{2}(?:-[a-z]{2})?\/?)?(?:index\.\w+)?$/i.test(pathname)) {
    return [say('it is a page within the site')];
  }
  if (/^(?:open|use|start) the (?:tool|framework|checklist|questionnaire)\b/i.test(linkLabel) && papers.test(host)) {
    return [say('it is a paper about it')];
  }
  return [];
}

const addressKey = (url: string): string => url.toLowerCase().replace(/^https?:\/\/(?:www\.)?|#.*$|\/$/g, '');

/** Returns true for a home page, which is also an acceptable address of a contact. */
const isHome = (url: string): boolean => new URL(url).pathname === '/';

/**
 * Finds contacts that share another entry's address, and current entries that share one with no button label to explain
 * it.
 */
export function sharedAddresses(entries: ReadonlyMap<string, Located<Entry>>): Problem[] {
  const problems: Problem[] = [];
  const holders = new Map<string, Located<Entry>[]>();
  for (const located of entries.values()) {
    const { url, status } = located.value;
    if (url === undefined || status === 'draft' || isHome(url)) continue;
    holders.set(addressKey(url), [...(holders.get(addressKey(url)) ?? []), located]);
  }
  for (const sharing of holders.values()) {
    for (const located of sharing) {
      const other = sharing.find((one) => one !== located);
      const { kind, status, linkLabel } = located.value;
      if (!other) continue;
      if (kind === 'contact') {
        const message = `The address is that of ${other.file} too, so it is no way to reach somebody. Give the contact page or the home page, or leave url out.`;
        problems.push({ ...located.placeOf(['url']), message, blocks: true });
      } else if (status === 'current' && other.value.status === 'current' && linkLabel === undefined) {
        const message = `The address is that of ${other.file} too. Say in link_label what of the page belongs here, or find its own address.`;
        problems.push({ ...located.placeOf(['url']), message, blocks: false });
      }
    }
  }
  return problems;
}
