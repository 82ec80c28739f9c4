import { countTokens } from '../words.ts';
import { blockSelector, moveChildren, type PageDocument, type PageElement, textOf } from './page.ts';

/** Words of classes for text that screen readers speak and nobody sees. */
const spokenOnly =
  /(?:^|[-_\s])(?:visually-?hidden|sr-only|screen-?reader(?:-text)?|a11y-hidden|accesshide|element-invisible)(?:$|[-_\s])/i;
/** Matches what stands in brackets at the end of the words of a link. */
const bracketed = /(?<!\s)\s{0,20}\((?<said>[^()]{1,80})\)\s{0,20}$/;
const opensWindow = /^(?:this )?(?:link )?(?:will )?opens? .{0,20}\b(?:tab|window)$/i;
/** Words of classes of the buttons that open a part of the text. */
const opener = /accordion|collaps|expand|toggle|faq|disclosure/i;
/** Most words of a heading. */
const mostWords = 20;

const classOf = (element: PageElement): string => element.getAttribute('class') ?? '';

/** Removes words that only screen readers speak beside other words, and "(opens in a new tab)" from links. */
export function removeSpokenOnly(document: PageDocument): void {
  for (const element of [...document.querySelectorAll('[class]')]) {
    const around = element.parentNode;
    if (around && spokenOnly.test(classOf(element)) && textOf(around) !== textOf(element)) element.remove();
  }
  for (const link of document.querySelectorAll('a')) {
    const last = lastText(link);
    const found = bracketed.exec(last?.textContent ?? '');
    if (last && found && opensWindow.test(found.groups!.said!))
      last.textContent = last.textContent!.slice(0, found.index);
  }
}

function lastText(element: PageElement): { textContent: string | null } | undefined {
  const last = [...element.childNodes].findLast((node) => node.textContent?.trim());
  return last?.nodeType === 1 ? lastText(last as PageElement) : last;
}

function rename(document: PageDocument, element: PageElement, name: string): PageElement {
  const made = moveChildren(element, document.createElement(name));
  element.replaceWith(made);
  return made;
}

/**
 * Makes headings of what readers see as such: parts with the role of one (SharePoint), the buttons of accordions, the
 * titles that Word and Google Docs write as paragraphs.
 */
export function markHeadings(document: PageDocument): void {
  for (const element of [...document.querySelectorAll('[role="heading"]')]) {
    if (/^H[1-6]$/i.test(element.nodeName)) continue;
    const level = /^[1-6]$/.exec(element.getAttribute('aria-level') ?? '')?.[0] ?? '2';
    if (textOf(element) && !element.querySelector('h1,h2,h3,h4,h5,h6')) rename(document, element, `h${level}`);
  }
  for (const heading of document.querySelectorAll('h1,h2,h3,h4,h5,h6')) {
    const name = textOf(heading) ? undefined : heading.querySelector('img[alt]')?.getAttribute('alt')?.trim();
    if (name && countTokens(name) <= mostWords) heading.append(name);
  }
  for (const element of [...document.querySelectorAll('p.MsoTitle,p.title')])
    if (textOf(element) && countTokens(textOf(element)) <= mostWords) rename(document, element, 'h1');
  for (const element of [...document.querySelectorAll('p[class],div[class]')]) {
    const level = /(?:^|\s)(?:h|ms-rteElement-H)([1-6])\w?(?:\s|$)/.exec(classOf(element))?.[1];
    if (level && !element.querySelector(blockSelector) && textOf(element)) rename(document, element, `h${level}`);
  }
  for (const element of [...document.querySelectorAll('summary')]) {
    // Between other text it is no heading, which would take what follows the details.
    const next = element.parentNode && nextElement(element.parentNode);
    boldLine(document, element, next && !/^DETAILS$/i.test(next.nodeName) ? ':' : '');
  }
  for (const element of [...document.querySelectorAll('p > u')])
    if (element.parentNode && textOf(element.parentNode) === textOf(element)) boldLine(document, element.parentNode);
  // The headings of accordions are buttons.
  for (const button of [...document.querySelectorAll('h1 button,h2 button,h3 button,h4 button,h5 button,h6 button')])
    rename(document, button, 'span');
  for (const button of [...document.querySelectorAll('button,[role="button"]')]) {
    if (!opener.test(classOf(button)) || !opensText(document, button)) continue;
    const words = countTokens(textOf(button));
    if (words > 1 && words <= mostWords) rename(document, button, 'h3');
  }
}

/** Writes a short line as a bold paragraph, as many authors write headings. */
function boldLine(document: PageDocument, element: PageElement, after = ''): void {
  if (element.querySelector('h1,h2,h3,h4,h5,h6') || countTokens(textOf(element)) > mostWords) return;
  const bold = document.createElement('strong');
  bold.append(textOf(element));
  const line = document.createElement('p');
  line.append(bold, after);
  element.replaceWith(line);
}

/** Returns true if the part that a button opens is text, and no menu. */
function opensText(document: PageDocument, button: PageElement): boolean {
  for (let at = button.parentNode; at; at = at.parentNode)
    if (/^(?:NAV|HEADER|FOOTER|FORM)$/i.test(at.nodeName)) return false;
  const id = button.getAttribute('aria-controls');
  const named = id ? [...document.querySelectorAll('[id]')].find((part) => part.getAttribute('id') === id) : undefined;
  const next = named ?? nextElement(button) ?? (button.parentNode ? nextElement(button.parentNode) : undefined);
  return next !== undefined && countTokens(textOf(next)) >= 3 && !next.querySelector('button');
}

function nextElement(element: PageElement): PageElement | undefined {
  let next = element.nextSibling;
  while (next && next.nodeType !== 1) next = next.nextSibling;
  return (next as PageElement | null) ?? undefined;
}

/**
 * Divides the lines of a paragraph: empty lines end it, a bold line on top stands alone, and lines that begin with a
 * bullet are paragraphs of their own.
 */
export function divideLines(document: PageDocument, part: PageElement): void {
  for (const around of [...part.querySelectorAll('p,div,td,font,center'), part]) {
    const nodes = [...around.childNodes];
    if (!nodes.some(({ nodeName }) => /^BR$/i.test(nodeName)) || around.querySelector(blockSelector)) continue;
    const lines = linesOf(nodes);
    const said = lines.map((line) =>
      line
        .map((node) => node.textContent ?? '')
        .join('')
        .trim()
    );
    const groups: (typeof nodes)[] = [];
    let apart = true;
    for (const [index, line] of lines.entries()) {
      const text = said[index]!;
      if (!text) {
        if (index > 0) apart = true;
        continue;
      }
      const alone = /^[•·▪●◦‣]\s*\S/.test(text) || isBoldLine(line, text);
      if (apart || alone || groups.length === 0) groups.push([...line]);
      else groups.at(-1)!.push(document.createElement('br'), ...line);
      apart = isBoldLine(line, text);
    }
    if (groups.length < 2) continue;
    const made = groups.map((group) => {
      const paragraph = document.createElement('p');
      paragraph.append(...group);
      return paragraph;
    });
    if (/^P$/i.test(around.nodeName)) around.replaceWith(...made);
    else {
      for (const node of [...around.childNodes]) (node as PageElement).remove();
      around.append(...made);
    }
  }
}

function linesOf<N extends { nodeName: string }>(nodes: readonly N[]): N[][] {
  const lines: N[][] = [[]];
  for (const node of nodes) {
    if (/^BR$/i.test(node.nodeName)) lines.push([]);
    else lines.at(-1)!.push(node);
  }
  return lines;
}

/** Returns true for a short line that is bold throughout and ends like a heading. */
function isBoldLine(line: readonly { nodeName: string; textContent: string | null }[], text: string): boolean {
  const said = line.filter(({ textContent }) => textContent?.trim());
  return text.length <= 90 && !/[.,;]$/.test(text) && said.length > 0 && said.every(isBold);
}

function isBold(node: { nodeName: string; textContent: string | null }): boolean {
  if (/^(?:B|STRONG)$/i.test(node.nodeName)) return true;
  if (!/^(?:FONT|SPAN|U|EM|I)$/i.test(node.nodeName)) return false;
  const inner = [...(node as PageElement).childNodes].filter(({ textContent }) => textContent?.trim());
  return inner.length > 0 && inner.every(isBold);
}

/** Matches rules of a style sheet for one class. */
const classRule = /\.([\w-]{1,80})[^{}]{0,200}\{([^{}]{0,2000})\}/g;

/** Returns the classes that the style sheets of a page or a book show in bold. */
export function boldClasses(sheets: readonly string[]): ReadonlySet<string> {
  return new Set(
    sheets.flatMap((sheet) =>
      [...sheet.matchAll(classRule)].flatMap(([, name = '', rule = '']) =>
        /font-weight:\s*(?:bold|[6-9]00)/i.test(rule) ? [name] : []
      )
    )
  );
}

/** Marks what is bold by its class or its style. */
export function markBold(page: PageDocument, bold: ReadonlySet<string>): void {
  for (const element of [...page.querySelectorAll('p[style],span[style]')]) {
    if (/font-weight:\s*(?:bold|[6-9]00)/i.test(element.getAttribute('style') ?? ''))
      element.append(moveChildren(element, page.createElement('strong')));
  }
  for (const element of [...page.querySelectorAll('p[class],span[class]')]) {
    if (
      !classOf(element)
        .split(/\s+/)
        .some((name) => bold.has(name))
    )
      continue;
    element.append(moveChildren(element, page.createElement('strong')));
  }
}
