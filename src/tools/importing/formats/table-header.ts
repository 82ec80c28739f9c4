import type { PageDocument, PageElement } from './page.ts';
import { textOf } from './page.ts';

/** Maximum number of words in a cell that names a column, and in a first cell that names its row. */
const mostNameWords = 8;

const isCell = ({ nodeName }: PageElement): boolean => /^T[DH]$/i.test(nodeName);
const isHeadCell = ({ nodeName }: PageElement): boolean => /^TH$/i.test(nodeName);
const cellsOf = (row: PageElement): PageElement[] => [...row.children].filter(isCell);

const letters = (text: string): string => text.replace(/\s/g, '');
const isBold = (cell: PageElement): boolean =>
  textOf(cell) !== '' && letters([...cell.querySelectorAll('strong,b')].map(textOf).join('')) === letters(textOf(cell));

/** Returns whether a text may name a column: short, no sentence and no figure. */
const mayName = (text: string): boolean =>
  /\p{L}/u.test(text) && text.split(' ').length <= mostNameWords && !/[.;]$/.test(text);

/**
 * Returns whether the first of several rows names the columns, in a table that does not say so: all its cells are bold, or
 * it has no figures where all rows below have, or nothing stands above the names of the rows.
 */
function namesColumns([first = [], ...rows]: readonly (readonly PageElement[])[]): boolean {
  const names = first.map(textOf);
  if (rows.length === 0 || !names.slice(1).every(mayName)) return false;
  if (names[0] === '') return names.length > 2;
  if (!mayName(names[0] ?? '')) return false;
  if (first.every(isBold) && !rows.every((row) => row.every(isBold))) return true;
  return names.some(
    (name, column) =>
      !/\d/.test(name) && rows.every((row) => /\d/.test(row[column] ? textOf(row[column]) : '')) && rows.length > 1
  );
}

/**
 * Marks the row of a grid that names its columns. Markdown has no table without one, so a grid that has none is given an
 * empty one: its first row stays with the others. Where such a grid has two columns, its first cells name their rows.
 */
export function markHeader(document: PageDocument, table: PageElement): void {
  const rows = [...table.querySelectorAll('tr')].filter((row) => cellsOf(row).length > 0);
  const [first] = rows;
  if (!first || rows.length < 2) return;
  const cells = cellsOf(first);
  const named = cells.filter(isHeadCell).length;
  if (named === cells.length || (named === cells.length - 1 && named > 0 && !isHeadCell(cells[0]!))) return;
  if (named === 0 && namesColumns(rows.map(cellsOf))) {
    for (const cell of cells) renamed(document, cell, 'th');
    return;
  }
  if (cells.length === 2 && rows.every((row) => isRowName(cellsOf(row))))
    for (const row of rows) lastPart(cellsOf(row)[0]!).append(':');
  const head = document.createElement('tr');
  for (const _ of cells) head.append(document.createElement('th'));
  first.before(head);
}

/** Returns the innermost element at the end of another. */
function lastPart(element: PageElement): PageElement {
  const last = [...element.childNodes].findLast((node) => node.textContent?.trim());
  return last?.nodeType === 1 ? lastPart(last as PageElement) : element;
}

function isRowName([name, text]: readonly PageElement[]): boolean {
  if (!name || !text) return false;
  return mayName(textOf(name)) && !/:$/.test(textOf(name)) && textOf(text) !== '';
}

function renamed(document: PageDocument, cell: PageElement, name: string): void {
  const made = document.createElement(name);
  made.append(...cell.childNodes);
  cell.replaceWith(made);
}
