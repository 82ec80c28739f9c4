import { countTokens } from '../words.ts';
import { consentBanner, furnitureNames, isFurnitureLine, offers } from './furniture-names.ts';
import { blockSelector, type PageDocument, type PageElement, textOf } from './page.ts';

/** Elements without text for readers. */
const textless =
  'head,title,script,style,noscript,template,iframe,object,embed,svg,math,canvas,audio,video,map,select,option';
/** Elements whose tag or role marks them as outside the text. */
const furnished = [
  'nav,footer,aside,dialog,button,form,body>header',
  ...'navigation banner contentinfo search complementary dialog alertdialog menu menubar'
    .split(' ')
    .map((role) => `[role="${role}"]`)
].join(',');
/** Most of an article that is removed again for its class name, which misled where it stands on more. */
const mostAside = 0.2;

/** The main part of a page. */
export interface MainPart {
  element: PageElement;
  /** Number of words on the page, and of those outside the main part. */
  words: number;
  left: number;
}

const isHidden = (element: PageElement): boolean =>
  element.getAttribute('hidden') !== null ||
  element.getAttribute('aria-hidden') === 'true' ||
  /display:\s*none|visibility:\s*hidden/i.test(element.getAttribute('style') ?? '');

/** Words of classes that mark what readers open, on a part or on what stands around it. */
const foldNames = /accordion|collaps|expand|toggle|tab-?(?:s|panel|content)\b/i;

/** Returns true for what readers open themselves: the panel of a tab, of an accordion, of "show more". */
function isFolded(element: PageElement, controlled: ReadonlySet<string>): boolean {
  return (
    element.getAttribute('hidden') === 'until-found' ||
    element.getAttribute('role') === 'tabpanel' ||
    controlled.has(element.getAttribute('id') ?? '') ||
    [element, element.parentNode].some((part) => foldNames.test(part?.getAttribute?.('class') ?? ''))
  );
}

const namesFurniture = (element: PageElement): boolean =>
  furnitureNames.test(
    `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`
      .slice(0, 500)
      .replace(/([a-z])([A-Z])/g, '$1-$2')
  );

/**
 * Removes what readers do not see: scripts, styles, frames and hidden parts but those that a button opens; and equations,
 * which Markdown has no marks for.
 *
 * @returns the number of equations
 */
export function removeUnseen(document: PageDocument): number {
  const controlled = new Set(
    [...document.querySelectorAll('[aria-controls]')].flatMap((control) =>
      control.getAttribute('aria-controls')!.split(/\s+/).filter(Boolean)
    )
  );
  for (const element of [...document.querySelectorAll('[hidden],[aria-hidden],[style]')])
    if (isHidden(element) && !isFolded(element, controlled)) element.remove();
  const equations = [...document.querySelectorAll('math')].length;
  for (const element of [...document.querySelectorAll(textless)]) element.remove();
  return equations;
}

/** Removes notices about cookies whatever they are called: short, beside the text, with a button. */
function removeCookieNotices(body: PageElement, words: number): void {
  for (const element of [...body.querySelectorAll('div,section,aside,form')]) {
    if (!element.parentNode || !element.querySelector('button,input,[role="button"]')) continue;
    const text = textOf(element);
    const counted = countTokens(text);
    if (!/\bcookies\b/i.test(text) || counted > 120 || counted > words * 0.5) continue;
    if (!element.querySelector('h1,main,article')) element.remove();
  }
}

/**
 * Finds the text of a page among its menus, notices and adverts: by tags, roles, class names, and by Mozilla's
 * Readability. What Readability leaves out of a part that the page itself marks as its main one is kept if it is short,
 * since lists of links are what editors look for.
 */
export async function findMainPart(document: PageDocument): Promise<MainPart> {
  const { body } = document;
  const words = countTokens(textOf(body));
  removeConsentBanners(body);
  removeMenus(body);
  const article = await readArticle(document);
  removeCookieNotices(body, words);
  removeFurniture(body, words);
  const marked = body.querySelector('main,[role="main"]');
  const own = marked && countTokens(textOf(marked)) >= 5 ? marked : body;
  const kept = countTokens(textOf(own));
  const read = article ? countTokens(textOf(article)) : 0;
  // In a page without a marked main part, much of the rest is links; they do not count against the result.
  const links = own === marked ? 0 : countTokens([...own.querySelectorAll('a')].map(textOf).join(' '));
  const trusted = read >= Math.max(60, (kept - links) * 0.35);
  // Less than Readability found means that a class name was misleading: it marked text.
  const unlike = kept < read * 0.95 || kept > read * (own === marked ? 1.4 : 1.1);
  const element = article && trusted && unlike ? withTopHeading(document, article) : own;
  if (element === article) removeFurniture(element, countTokens(textOf(element)), mostAside);
  removeOffers(element);
  removeLines(element);
  return { element, words, left: Math.max(0, words - countTokens(textOf(element))) };
}

async function readArticle(document: PageDocument): Promise<PageElement | undefined> {
  const { Readability } = await import('@mozilla/readability');
  const copy = (document as unknown as { cloneNode(deep: boolean): PageDocument }).cloneNode(true);
  const parts = new Readability<PageElement>(copy as never, {
    disableJSONLD: true,
    keepClasses: true,
    serializer: (node) => node as unknown as PageElement
  }).parse();
  return parts?.content ?? undefined;
}

/** Removes the notices of makers of consent banners, which may say more than a short page. */
function removeConsentBanners(body: PageElement): void {
  for (const element of [...body.querySelectorAll('[class],[id]')]) {
    if (!element.parentNode || element === body) continue;
    const names = `${element.getAttribute('id') ?? ''} ${element.getAttribute('class') ?? ''}`.slice(0, 500);
    if (consentBanner.test(names) && !element.querySelector('h1,main,article')) element.remove();
  }
}

/** Removes what consists of links and stands before the only top heading, or in a cell of its own beside the text. */
function removeMenus(body: PageElement): void {
  const isMenu = (element: PageElement, share: number): boolean => {
    const all = countTokens(textOf(element));
    const links = [...element.querySelectorAll('a')].map((link) => countTokens(textOf(link)));
    const linked = links.reduce((sum, count) => sum + count, 0);
    return links.length > 1 && linked >= all * share && links.every((count) => count <= 5);
  };
  const [heading, second] = [...body.querySelectorAll('h1')];
  if (heading && !second) {
    for (const element of [...body.querySelectorAll('div,ul,ol,p,table,header,section,h1')]) {
      if (element === heading) break;
      if (element.parentNode && !element.querySelector('h1') && isMenu(element, 0.7)) element.remove();
    }
  }
  for (const cell of [...body.querySelectorAll('td')]) {
    const beside = cell.parentNode ? countTokens(textOf(cell.parentNode)) - countTokens(textOf(cell)) : 0;
    if (beside >= 30 && isMenu(cell, 0.95) && [...cell.querySelectorAll('a')].length >= 3) cell.remove();
  }
}

/** Gives an article that was found back the top heading of its page: Readability lowers it, or leaves it out. */
function withTopHeading(document: PageDocument, article: PageElement): PageElement {
  const [heading, second] = [...document.body.querySelectorAll('h1')];
  const name = heading ? textOf(heading) : '';
  if (second || !name || countTokens(name) > 30 || article.querySelector('h1')) return article;
  const same = [...article.querySelectorAll('h2')].find((one) => textOf(one) === name);
  const top = document.createElement('h1');
  top.append(name);
  if (same) same.replaceWith(top);
  else article.prepend(top);
  return article;
}

/** Removes the lines that say nothing of the subject. */
function removeLines(main: PageElement): void {
  for (const line of [...main.querySelectorAll(blockSelector)]) {
    if (!line.parentNode || /^H[1-6]$/i.test(line.nodeName) || line.querySelector(blockSelector)) continue;
    if (isFurnitureLine(textOf(line))) line.remove();
  }
}

/** Removes the parts of a text that begin with the heading of an offer, but never most of it. */
function removeOffers(main: PageElement): void {
  const words = countTokens(textOf(main));
  for (const heading of [...main.querySelectorAll('h2,h3,h4,h5,h6')]) {
    const text = textOf(heading);
    if (!offers.test(text)) continue;
    const holds = ({ parentNode: around }: PageElement): boolean =>
      around !== null &&
      around !== main &&
      textOf(around).startsWith(text) &&
      !around.querySelector('h1,main') &&
      countTokens(textOf(around)) < words * 0.7;
    let part = heading;
    while (holds(part)) part = part.parentNode!;
    if (part !== heading) part.remove();
    else if (!followedByText(heading)) heading.remove();
  }
}

/** Returns true if text stands between a heading and the next one. */
function followedByText(heading: PageElement): boolean {
  for (let next = heading.nextSibling; next; next = next.nextSibling) {
    if (/^H[1-6]$/i.test(next.nodeName)) return false;
    if (next.textContent?.trim() && !isFurnitureLine(next.textContent.trim())) return true;
  }
  return false;
}

/**
 * Removes menus and notices, but no element that holds most of the page (a page in one form) or its only top heading.
 */
function removeFurniture(body: PageElement, words: number, limit = 1): void {
  const onlyHeading = [...body.querySelectorAll('h1')].length === 1;
  const remove = (element: PageElement, most: number): void => {
    if (element.querySelector('main') || countTokens(textOf(element)) > words * Math.min(most, limit)) return;
    const heading = onlyHeading && element.querySelector('h1');
    if (heading) element.before(heading);
    element.remove();
  };
  for (const element of [...body.querySelectorAll(furnished)]) if (element.parentNode) remove(element, 0.5);
  for (const element of [...body.querySelectorAll('[class],[id]')]) {
    if (!element.parentNode || /^(?:A|MAIN|ARTICLE|H[1-3])$/i.test(element.nodeName)) continue;
    if (namesFurniture(element)) remove(element, 0.4);
  }
}
