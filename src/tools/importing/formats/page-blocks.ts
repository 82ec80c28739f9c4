import { countTokens } from '../words.ts';
import { blockSelector, isBlock, moveChildren, type PageDocument, type PageElement, textOf } from './page.ts';
import { markHeader } from './table-header.ts';

/** Maximum number of words in a cell of a grid; a table with a longer one is used for layout. */
const mostCellWords = 110;
/** Controls in or beside headings that are not content. */
const handle =
  /^\s*\[?\s*(?:edit|edit source|¶|#|§|🔗|link|copy link|permalink|direct link(?: to heading)?)?\s*\]?\s*$/i;
/** Matches the words of a link to the top of its own page. */
const toTop = /^\W*top\W*$/i;
const wayfinding = /^\s*(?:back to (?:the )?top|top of (?:the )?page|skip to .{1,40}|copy link)\s*$/i;

/** Removes controls and navigation from a page: "[edit]", "¶", "Back to top", numbers of references. */
export function removeHandles(part: PageElement): void {
  removeRemarks(part);
  for (const heading of part.querySelectorAll('h1,h2,h3,h4,h5,h6')) cleanHeading(heading);
  for (const link of [...part.querySelectorAll('a')]) {
    // A whole card that is a link need not say so.
    for (const words of [...link.querySelectorAll('span,p,div')])
      if (/^(?:read|find out|learn|see|view) more\W*$/i.test(textOf(words)) && textOf(words) !== textOf(link))
        words.remove();
    const text = textOf(link);
    const within = /^#./.test(link.getAttribute('href') ?? '');
    const reference = within && text && !/\p{L}/u.test(text) && !noteId(link) && !isNoteMark(link);
    if (wayfinding.test(text) || reference || (within && toTop.test(text))) link.remove();
  }
}

/** Removes the remarks that Word and Google Docs write below a text, and their marks. */
function removeRemarks(part: PageElement): void {
  for (const link of [...part.querySelectorAll('a[id^="cmnt"],a[href^="#_msocom"]')]) {
    if (!link.parentNode) continue;
    const isRemark = /^#cmnt_ref/.test(link.getAttribute('href') ?? '');
    const around = isRemark
      ? above(link, 'P')
      : link.parentNode.nodeName.toUpperCase() === 'SUP'
        ? link.parentNode
        : link;
    around?.remove();
  }
}

/**
 * Reshapes a part of a page so that its conversion to Markdown loses nothing: layout tables become blocks, cells of
 * grids become lines, links around blocks move into their first line, notes move to their citations.
 */
export function reshape(document: PageDocument, part: PageElement): void {
  placeNotes(part);
  // Browsers read an address without its line breaks; Markdown takes one with a line break for text.
  for (const link of part.querySelectorAll('a[href]'))
    link.setAttribute(
      'href',
      link
        .getAttribute('href')!
        .replace(/[\t\n\r]+/g, '')
        .trim()
    );
  for (const link of [...part.querySelectorAll('a[href]')]) nameLink(document, link);
  for (const link of [...part.querySelectorAll('a[href]')]) narrowLink(document, link);
  // A list of parts with headings, such as cards, is none of lines.
  for (const list of [...part.querySelectorAll('ul,ol')].reverse()) {
    if (!list.querySelector('h1,h2,h3,h4,h5,h6')) continue;
    for (const item of [...list.children].filter(({ nodeName }) => /^LI$/i.test(nodeName)))
      item.replaceWith(moveChildren(item, document.createElement('div')));
    list.replaceWith(moveChildren(list, document.createElement('div')));
  }
  // Inner tables first, so that an outer one is judged by what remains of it.
  for (const table of [...part.querySelectorAll('table')].reverse()) {
    if (isLayout(table)) dissolve(document, table);
    else {
      for (const caption of [...table.querySelectorAll('caption')]) {
        table.before(moveChildren(caption, document.createElement('p')));
        caption.remove();
      }
      fillSpans(document, table);
      markHeader(document, table);
      for (const cell of table.querySelectorAll('td,th')) inlineCell(document, cell);
    }
  }
  for (const stray of [...part.querySelectorAll('td,th,tr,tbody,thead,tfoot')].reverse())
    if (!above(stray, 'TABLE')) stray.replaceWith(moveChildren(stray, document.createElement('div')));
}

/** Returns the nearest ancestor of an element with this name. */
function above(element: PageElement, name: string): PageElement | undefined {
  for (let at = element.parentNode; at; at = at.parentNode) if (at.nodeName.toUpperCase() === name) return at;
  return undefined;
}

function cleanHeading(heading: PageElement): void {
  for (const element of [...heading.querySelectorAll('a,span,button,sup')]) {
    const text = textOf(element);
    if (element.parentNode && text && handle.test(text) && text !== textOf(heading)) element.remove();
  }
}

/** Gives a link that holds only a picture the picture's description as its words. */
function nameLink(document: PageDocument, link: PageElement): void {
  if (textOf(link)) return;
  const described = [...link.querySelectorAll('img')].map((image) => image.getAttribute('alt')?.trim()).find(Boolean);
  const words = described ?? link.getAttribute('aria-label')?.trim() ?? link.getAttribute('title')?.trim();
  if (!words) return;
  const span = document.createElement('span');
  span.append(words);
  link.append(span);
}

/** Moves a link that surrounds blocks into the first heading or line with words in it. */
function narrowLink(document: PageDocument, link: PageElement): void {
  const inner = [...link.querySelectorAll(blockSelector)];
  if (inner.length === 0) return;
  const lines = inner.filter((block) => textOf(block) && !block.querySelector(blockSelector));
  const line = lines.find(({ nodeName }) => /^H[1-6]$/i.test(nodeName)) ?? lines[0];
  const around = moveChildren(link, document.createElement('div'));
  link.replaceWith(around);
  if (line) line.append(moveChildren(line, link));
}

function isLayout(table: PageElement): boolean {
  if (/^(?:presentation|none)$/.test(table.getAttribute('role') ?? '')) return true;
  if (table.querySelector('table,h1,h2,h3,h4,h5,h6,main,article,section,hr')) return true;
  const rows = [...table.querySelectorAll('tr')].map((row) =>
    [...row.children].filter(({ nodeName }) => /^T[DH]$/i.test(nodeName)).map((cell) => countTokens(textOf(cell)))
  );
  if (rows.flat().some((words) => words > mostCellWords)) return true;
  if (table.querySelector('th')) return false;
  // Lines with empty ones between them are paragraphs, which no grid has.
  const broken = [...table.querySelectorAll('td')].some(
    (cell) => /<br\b[^>]{0,80}>\s*<br\b/i.test(cell.innerHTML) || [...cell.querySelectorAll('p')].length > 3
  );
  if (broken) return true;
  return rows.length < 2 || rows.every((cells) => cells.filter((words) => words > 0).length < 2);
}

/** Replaces a table by its cells, each as a separate block. */
function dissolve(document: PageDocument, table: PageElement): void {
  const parts = [...table.querySelectorAll('caption,td,th,tr,tbody,thead,tfoot')].reverse();
  for (const part of parts)
    if (above(part, 'TABLE') === table) part.replaceWith(moveChildren(part, document.createElement('div')));
  table.replaceWith(moveChildren(table, document.createElement('div')));
}

/** Maximum number of columns that one cell is taken to span. */
const mostColumns = 50;

/**
 * Gives each row of a grid a cell for each column: one that spans rows is repeated in each, one that spans columns is
 * followed by empty ones. Without this the cells of the rows below stand in the wrong columns.
 */
function fillSpans(document: PageDocument, table: PageElement): void {
  const spanOf = (cell: PageElement, name: string, most: number): number =>
    Math.min(most, Math.max(1, Number.parseInt(cell.getAttribute(name) ?? '1', 10) || 1));
  const rows = [...table.querySelectorAll('tr')];
  const open = new Map<number, { rows: number; html: string }>();
  for (const [index, row] of rows.entries()) {
    const cells = [...row.children].filter(({ nodeName }) => /^T[DH]$/i.test(nodeName));
    const filled: PageElement[] = [];
    const add = (html: string, name = 'td'): void => {
      const cell = document.createElement(name);
      cell.innerHTML = html;
      filled.push(cell);
    };
    const addOpen = (): void => {
      for (let above = open.get(filled.length); above; above = open.get(filled.length)) {
        above.rows -= 1;
        if (above.rows === 0) open.delete(filled.length);
        add(above.html);
      }
    };
    for (const cell of cells) {
      addOpen();
      const down = spanOf(cell, 'rowspan', rows.length - index) - 1;
      const across = spanOf(cell, 'colspan', mostColumns);
      if (down > 0) open.set(filled.length, { rows: down, html: cell.innerHTML });
      for (const name of ['rowspan', 'colspan']) cell.setAttribute(name, '1');
      filled.push(cell);
      for (let column = 1; column < across; column++) {
        if (down > 0) open.set(filled.length, { rows: down, html: '' });
        add('', cell.nodeName.toLowerCase());
      }
    }
    addOpen();
    row.append(...filled);
  }
}

const raised: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789+-−n'].map((sign, index) => [sign, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ'][index]!])
);

/** Writes raised figures as such, so that ten to the power of three does not read as a hundred and three. */
export function raiseFigures(part: PageElement): void {
  for (const sup of [...part.querySelectorAll('sup')]) {
    const text = sup.textContent?.trim() ?? '';
    if (/^[0-9+\-−n]{1,6}$/.test(text) && !sup.querySelector('a'))
      sup.replaceWith([...text].map((sign) => raised[sign]!).join(''));
  }
}

/** Joins the blocks of a cell in one line: list items separated by semicolons, paragraphs by spaces. */
function inlineCell(document: PageDocument, cell: PageElement): void {
  for (const line of [...cell.querySelectorAll('br')]) line.replaceWith(' ');
  for (const block of [...cell.querySelectorAll(blockSelector)].reverse()) {
    const span = moveChildren(block, document.createElement('span'));
    const isItem = block.nodeName.toUpperCase() === 'LI';
    let before = block.previousSibling;
    while (before && !before.textContent?.trim()) before = before.previousSibling;
    const follows = before !== null && (isItem || isBlock(before));
    block.replaceWith(follows && isItem ? '; ' : ' ', span, ' ');
  }
}

/** Returns the id of the note that a mark in the text refers to, as Word, Google Docs and GitHub write it. */
function noteId(mark: PageElement): string | undefined {
  const href = mark.getAttribute('href') ?? '';
  const id = /^#((?:footnote|endnote|fn|user-content-fn|_ftn|_edn|ftnt)-?[\w-]{1,80})$/.exec(href)?.[1];
  return id && !/-ref-|^(?:fn|_ftn|_edn|ftnt_?)ref/.test(id) ? id : undefined;
}

/** Returns true for the mark at the beginning of a note of Word or Google Docs, by which the note is found. */
const isNoteMark = (link: PageElement): boolean =>
  /^(?:ftnt|_ftn|_edn)\d/.test(link.getAttribute('id') ?? link.getAttribute('name') ?? '');

/** Returns what holds a note: a list item, or the paragraph in which the note's own mark stands. */
function noteOf(part: PageElement, id: string): PageElement | undefined {
  const item = part.querySelector(`li[id="${id}"]`);
  if (item) return item;
  const mark = part.querySelector(`a[id="${id}"],a[name="${id}"]`);
  return mark ? above(mark, 'P') : undefined;
}

/** Moves an endnote into brackets at its citation. */
function placeNotes(part: PageElement): void {
  for (const mark of [...part.querySelectorAll('a[href]')]) {
    const id = noteId(mark);
    const note = id ? noteOf(part, id) : undefined;
    if (!note) continue;
    for (const back of [...note.querySelectorAll('a')]) if (/^\P{L}*$/u.test(textOf(back))) back.remove();
    const text = textOf(note);
    const raised = mark.parentNode?.nodeName.toUpperCase() === 'SUP' ? mark.parentNode : mark;
    if (text && text.length <= 400) {
      raised.replaceWith(` (${text}) `);
      note.remove();
    } else raised.remove();
  }
}
