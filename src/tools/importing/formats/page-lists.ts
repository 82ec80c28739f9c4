import { countTokens } from '../words.ts';
import { blockSelector, moveChildren, type PageDocument, type PageElement, textOf } from './page.ts';

const typedBullet = /^\s*(?:[•·▪▫●○◦‣■□§]|o(?=\s{2,}|\u00a0))[\s\u00a0]*(?=\S)/;
/** Hyphens are bullets where several lines begin with one; alone one may be a dash. */
const typedDash = /^\s*[-–—][\s\u00a0]+(?=\S)/;
const wordMark = /^\s*(?:[•·▪▫●○◦‣■□§o–-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])[\s\u00a0]*$/i;
/** Most words of a definition that becomes a line of a list. */
const mostWords = 60;

/** A paragraph that is an item of a list by its layout alone. */
interface Item {
  level: number;
  ordered: boolean;
  dash: boolean;
}

/**
 * Makes lists of what only looks like one: the paragraphs of Word's web pages, the separate lists that Google Docs
 * writes for each level, lines with a typed bullet, and lists of definitions.
 */
export function markLists(document: PageDocument, part: PageElement): void {
  for (const list of [...part.querySelectorAll('dl')]) definitions(document, list);
  for (const list of [...part.querySelectorAll('ul[class*="lst-kix"],ol[class*="lst-kix"]')]) nestByClass(list);
  const paragraphs = [...part.querySelectorAll('p')];
  const seen = new Set<PageElement>();
  for (const first of paragraphs) {
    if (seen.has(first) || !first.parentNode) continue;
    const run: { element: PageElement; item: Item }[] = [];
    for (let at: PageElement | undefined = first; at; at = nextParagraph(at)) {
      const item = itemOf(at);
      if (!item || (run[0] && run[0].item.dash !== item.dash)) break;
      run.push({ element: at, item });
      seen.add(at);
    }
    if (run.length === 0 || (run.length === 1 && run[0]!.item.dash)) continue;
    listOf(document, run);
  }
}

function nextParagraph(element: PageElement): PageElement | undefined {
  let next = element.nextSibling;
  while (next && (next.nodeType === 8 || (next.nodeType === 3 && !next.textContent?.trim()))) next = next.nextSibling;
  return next && /^P$/i.test(next.nodeName) ? (next as PageElement) : undefined;
}

function itemOf(paragraph: PageElement): Item | undefined {
  const text = textOf(paragraph);
  const word = /mso-list:\s*l\d+ level(\d)/i.exec(paragraph.getAttribute('style') ?? '');
  if (word)
    return { level: Number(word[1]), ordered: /^\s*\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s/i.test(text), dash: false };
  if (paragraph.querySelector(blockSelector) || !(typedBullet.test(text) || typedDash.test(text))) return undefined;
  return { level: 1, ordered: false, dash: typedDash.test(text) };
}

/** Removes the typed mark of an item: Word writes it into spans of its own, people before the first word. */
function withoutMark(paragraph: PageElement): void {
  const span = [...paragraph.querySelectorAll('span')].find((one) => textOf(one));
  if (span && wordMark.test(span.textContent ?? '')) {
    span.remove();
    return;
  }
  const firstIn = (element: PageElement) => [...element.childNodes].find((node) => node.textContent?.trim());
  let first = firstIn(paragraph);
  while (first?.nodeType === 1) first = firstIn(first as PageElement);
  if (first) first.textContent = (first.textContent ?? '').replace(typedBullet, '').replace(typedDash, '');
}

function listOf(document: PageDocument, run: readonly { element: PageElement; item: Item }[]): void {
  const open: { level: number; list: PageElement; last: PageElement }[] = [];
  for (const { element, item } of run) {
    while (open.length > 1 && open.at(-1)!.level > item.level) open.pop();
    const made = document.createElement('li');
    const above = open.at(-1);
    if (!above || item.level > above.level) {
      const list = document.createElement(item.ordered ? 'ol' : 'ul');
      if (above) above.last.append(list);
      else element.before(list);
      open.push({ level: item.level, list, last: made });
    }
    withoutMark(element);
    moveChildren(element, made);
    open.at(-1)!.list.append(made);
    open.at(-1)!.last = made;
    element.remove();
  }
}

/** Joins a list of Google Docs to the one before it: as its continuation, or below its last item. */
function nestByClass(list: PageElement): void {
  const levelOf = (element: PageElement): number | undefined => {
    const level = /\blst-kix_\w+-(\d)\b/.exec(element.getAttribute('class') ?? '')?.[1];
    return level === undefined ? undefined : Number(level);
  };
  let before = list.previousSibling;
  while (before && before.nodeType === 3 && !before.textContent?.trim()) before = before.previousSibling;
  const level = levelOf(list);
  if (before?.nodeType !== 1 || !/^[OU]L$/i.test(before.nodeName) || level === undefined) return;
  let target = before as PageElement;
  if (levelOf(target) === undefined || /\bstart\b/.test(level === 0 ? (list.getAttribute('class') ?? '') : '')) return;
  for (let depth = levelOf(target)!; depth < level; depth++) {
    const last = [...target.children].at(-1);
    if (!last) return;
    const inner = [...last.children].at(-1);
    if (!inner || !/^[OU]L$/i.test(inner.nodeName)) {
      last.append(list);
      return;
    }
    target = inner;
  }
  target.append(...list.childNodes);
  list.remove();
}

/** Turns a list of terms and short definitions into an ordinary one. */
function definitions(document: PageDocument, list: PageElement): void {
  const parts = [...list.children].flatMap((child) => (/^DIV$/i.test(child.nodeName) ? [...child.children] : [child]));
  const plain = parts.every(
    (part) =>
      /^D[TD]$/i.test(part.nodeName) && !part.querySelector(blockSelector) && countTokens(textOf(part)) <= mostWords
  );
  if (!plain || parts.length < 2 || !/^DT$/i.test(parts[0]!.nodeName)) return;
  const made = document.createElement('ul');
  let item: PageElement | undefined;
  let named = false;
  for (const part of parts) {
    const isTerm = /^DT$/i.test(part.nodeName);
    if (!item || (isTerm && named)) {
      item = document.createElement('li');
      made.append(item);
      named = false;
    }
    if (isTerm) item.append(moveChildren(part, document.createElement('strong')), ': ');
    else item.append(...(named ? ['; '] : []), moveChildren(part, document.createElement('span')));
    named ||= !isTerm;
  }
  list.replaceWith(made);
}
