import { linkLabels } from '../core/conversation/entry-card.ts';
import type { Entry } from '../core/model/entry.ts';
import type { Located } from './located.ts';
import type { Problem } from './problem.ts';

/** Hosts that publish papers rather than the tools that the papers describe. */
const paperHosts = [
  'academic.oup.com',
  'arxiv.org',
  'biomedcentral.com',
  'doi.org',
  'europepmc.org',
  'frontiersin.org',
  'jamanetwork.com',
  'jmir.org',
  'journals.lww.com',
  'journals.sagepub.com',
  'link.springer.com',
  'mdpi.com',
  'medrxiv.org',
  'nejm.org',
  'onlinelibrary.wiley.com',
  'plos.org',
  'pmc.ncbi.nlm.nih.gov',
  'pubmed.ncbi.nlm.nih.gov',
  'researchgate.net',
  'researchprotocols.org',
  'sciencedirect.com',
  'tandfonline.com'
];
/** Paths of papers at any host: a DOI, a full text, a volume and a page of a journal; and those of publishers of other things. */
const paperPath =
  /\/10\.\d{4,9}\/|\/doi\/|\/fulltext(?:\/|$)|\/content\/(?:[a-z]+\/)?\d{1,3}\/[a-z]?\d|^\/(?:pubmed|pmc)\/|^\/core\/journals\/|^\/quarterly\/articles\/|^\/articles\/[a-z]?\d/i;
/** Words of a button by which a thing itself opens, and not a page or a paper about it. */
const opensThing =
  /^(?:open|use|start|do|try|download|fill in) (?:(?:the|a|this) )?(?:tool|framework|checklist|questionnaire|survey|calculator|template|spreadsheet|form|course|app)\b(?!['’]s| (?:page|paper|abstract))/i;

/** Returns true for the address of a paper. */
function isPaper({ host, pathname }: URL): boolean {
  return paperPath.test(pathname) || paperHosts.some((name) => host === name || host.endsWith(`.${name}`));
}

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
    const usual = linkLabels[kind];
    if (status === 'current' && usual !== undefined && opensThing.test(usual) && isPaper(new URL(url))) {
      const message = `The button would say “${usual}”, and the address is that of a paper. Say in link_label what opens, such as "Read the paper".`;
      return [{ field: 'url', message, blocks: false }];
    }
    if (status === 'draft' || !needsWords.includes(kind)) return [];
    const message = `Missing link_label: what opens at the address of a ${kind}? Say it in a few words, such as "Home page" or "Read the paper".`;
    return [{ field: 'url', message, blocks: false }];
  }
  const address = new URL(url);
  const say = (what: string): { field: string; message: string; blocks: boolean } => ({
    field: 'link_label',
    message: `“${linkLabel}” promises more than the address: ${what}. Say what really opens, or give the right address.`,
    blocks: true
  });
  if (/\bcontact\b|\be-?mail\b/i.test(linkLabel) && !reachable.test(url))
    return [say('nothing in it leads to a contact page')];
  if (
    /\bhome page\b/i.test(linkLabel) &&
    !/^\/(?:[a-z]{2}(?:-[a-z]{2})?\/?)?(?:index\.\w+)?$/i.test(address.pathname)
  ) {
    return [say('it is a page within the site')];
  }
  return opensThing.test(linkLabel) && isPaper(address) ? [say('it is a paper about it')] : [];
}

const addressKey = (url: string): string => url.toLowerCase().replace(/^https?:\/\/(?:www\.)?|#.*$|\/$/g, '');

/** Returns true for a home page, which is also an acceptable address of a contact. */
const isHome = (url: string): boolean => new URL(url).pathname === '/';

/**
 * Finds contacts that share another entry's address, and current entries that share one with no button label to explain
 * it. Of two layers it is the later one that took the address.
 *
 * @param rankOf returns the position of a file's layer
 */
export function sharedAddresses(
  entries: ReadonlyMap<string, Located<Entry>>,
  rankOf: (file: string) => number
): Problem[] {
  const problems: Problem[] = [];
  const holders = new Map<string, Located<Entry>[]>();
  for (const located of entries.values()) {
    const { url, status } = located.value;
    if (url === undefined || status === 'draft' || isHome(url)) continue;
    holders.set(addressKey(url), [...(holders.get(addressKey(url)) ?? []), located]);
  }
  for (const sharing of holders.values()) {
    for (const located of sharing) {
      const rank = rankOf(located.placeOf(['url']).file);
      const other = sharing.find((one) => one !== located && rankOf(one.placeOf(['url']).file) <= rank);
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
