import type { Markup } from '../document.ts';

/** A node of a parsed page: the part of the DOM that importing needs. */
export interface PageNode {
  nodeType: number;
  nodeName: string;
  textContent: string | null;
  parentNode: PageElement | null;
  previousSibling: PageNode | null;
  nextSibling: PageNode | null;
}

export interface PageElement extends PageNode {
  parentNode: PageElement | null;
  childNodes: Iterable<PageNode>;
  children: Iterable<PageElement>;
  innerHTML: string;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  append(...nodes: (PageNode | string)[]): void;
  prepend(...nodes: (PageNode | string)[]): void;
  before(...nodes: (PageNode | string)[]): void;
  replaceWith(...nodes: (PageNode | string)[]): void;
  remove(): void;
}

export interface PageDocument extends PageElement {
  body: PageElement;
  createElement(name: string): PageElement;
}

const blockNames =
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE CAPTION DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL';
const blocks = new Set(blockNames.split(' '));

/** Selector of the elements that begin a new line. */
export const blockSelector = blockNames.toLowerCase().replaceAll(' ', ',');

/** Returns true if an element begins a new line. */
export const isBlock = ({ nodeName }: PageNode): boolean => blocks.has(nodeName.toUpperCase());

/** Tags around the whole of a page. */
const outerTags = /<\/?(?:html|body)(?:\s[^<>]{0,2000})?>/gi;

/** Parses a page or a fragment of one. Nothing in it is run or fetched. */
export async function parsePage(html: string): Promise<PageDocument> {
  const { parseHTML } = await import('linkedom');
  const parse = (text: string): PageDocument => parseHTML(text).document as unknown as PageDocument;
  const document = parse(html);
  // The parser adds no tags that were left out, and what stands outside the body would be lost.
  const namesOf = (parent: PageElement): string =>
    [...parent.childNodes]
      .filter(({ nodeType, textContent }) => nodeType === 1 || (nodeType === 3 && textContent?.trim()))
      .map(({ nodeName }) => nodeName.toLowerCase())
      .join(' ');
  const isWhole = namesOf(document) === 'html' && /^(?:head )?body$/.test(namesOf([...document.children][0]!));
  return isWhole ? document : parse(`<html><body>${html.replace(outerTags, ' ')}</body></html>`);
}

/** Returns the text of a node, with spaces at blocks, links and line breaks. */
export function textOf(node: PageElement): string {
  const parts: string[] = [];
  const walk = (parent: PageElement): void => {
    for (const child of parent.childNodes) {
      if (child.nodeType === 3) parts.push(child.textContent ?? '');
      else if (child.nodeType === 1) {
        const apart = isBlock(child) || /^(?:A|BODY|BR|BUTTON)$/i.test(child.nodeName);
        if (apart) parts.push(' ');
        walk(child as PageElement);
        if (apart) parts.push(' ');
      }
    }
  };
  walk(node);
  return parts.join('').replace(/\s+/g, ' ').trim();
}

/** Moves all children of an element into another. */
export function moveChildren(from: PageElement, to: PageElement): PageElement {
  to.append(...from.childNodes);
  return to;
}

/** Returns the title and address that a page states; browsers write "saved from url" into pages they save. */
export function statedBy(document: PageDocument, html: string): Pick<Markup, 'title' | 'address'> {
  const value = (selector: string, name: string): string | undefined =>
    document.querySelector(selector)?.getAttribute(name)?.trim();
  const title = document.querySelector('title')?.textContent?.replace(/\s+/g, ' ').trim();
  const saved = /<!-- saved from url=\(\d{1,5}\)(https?:\/\/[^\s>]{1,2000})/.exec(html.slice(0, 5_000))?.[1];
  const address = [
    value('link[rel~="canonical" i]', 'href'),
    value('meta[property="og:url" i]', 'content'),
    saved,
    value('base[href]', 'href')
  ].find((url) => url && /^https?:\/\//i.test(url));
  return { ...(title && { title: title.slice(0, 500) }), ...(address && { address }) };
}
