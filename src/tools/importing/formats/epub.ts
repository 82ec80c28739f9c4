import { posix } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { checkArchive } from '../archive.ts';
import { DocumentError } from '../document.ts';
import { readPart } from './docx-headings.ts';
import type { DocumentFormat } from './format.ts';
import { equationsNote, htmlToMarkdown, picturesNote } from './html.ts';
import { type PageDocument, parsePage } from './page.ts';
import { boldClasses, markBold } from './page-headings.ts';
import { parseXml, type XmlElement } from './xml.ts';

const damaged = (): DocumentError =>
  new DocumentError(
    'The e-book is damaged: its list of chapters cannot be read. Convert it with Calibre and import that.'
  );

/** Tags that XHTML may close at once and HTML may not. */
const closedAtOnce = /<(a|b|div|em|i|iframe|li|p|script|span|strong|style|td|th|title)\b([^<>]{0,2000})\/>/g;
/** Returns the paths of a book's chapters in the order of reading, without its list of contents. */
function chaptersOf(book: XmlElement, folder: string): string[] {
  const items = new Map(
    [...book.querySelectorAll('manifest item')].map((item) => [item.getAttribute('id') ?? '', item] as const)
  );
  const chapters = [...book.querySelectorAll('spine itemref')].flatMap((reference) => {
    const item = items.get(reference.getAttribute('idref') ?? '');
    const href = item?.getAttribute('href');
    if (!href || /\bnav\b/.test(item?.getAttribute('properties') ?? '')) return [];
    if (!/html/.test(item?.getAttribute('media-type') ?? 'html')) return [];
    return [posix.normalize(posix.join(folder, decodedPath(href)))];
  });
  return [...new Set(chapters)];
}

function decodedPath(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}

/** Marks what is bold by its class, and takes the targets from links within the book. */
function readable(page: PageDocument, bold: ReadonlySet<string>): string {
  markBold(page, bold);
  for (const link of page.body.querySelectorAll('a[href]'))
    if (!/^(?:https?:|mailto:|#)/i.test(link.getAttribute('href')!)) link.setAttribute('href', '#within');
  return page.body.innerHTML;
}

/** E-books without copy protection (EPUB 2 and 3). Scripts and pictures in them are never opened. */
export const epubDocument: DocumentFormat = {
  name: 'EPUB',
  extensions: ['.epub'],
  read: async (packed, progress) => {
    checkArchive(packed, { documentTypes: true });
    const container = await parseXml(readPart(packed, 'META-INF/container.xml') || '<none/>');
    const path = container.querySelector('rootfile')?.getAttribute('full-path');
    const opf = path ? readPart(packed, path) : '';
    if (!path || !opf) throw damaged();
    const book = await parseXml(opf);
    const chapters = chaptersOf(book, posix.dirname(path));
    const locked = await parseXml(readPart(packed, 'META-INF/encryption.xml') || '<none/>');
    const lockedParts = new Set(
      [...locked.querySelectorAll('*')].flatMap((part) => {
        const uri = part.getAttribute('URI');
        return uri ? [decodedPath(uri)] : [];
      })
    );
    if (chapters.some((chapter) => lockedParts.has(chapter)))
      throw new DocumentError('The e-book is protected against copying. Ask its publisher for the text.');
    const wanted = new Set(chapters);
    const parts = unzipSync(packed, { filter: ({ name }) => wanted.has(name) || name.endsWith('.css') });
    if (!chapters.some((chapter) => parts[chapter])) throw damaged();
    const sheets = Object.entries(parts).flatMap(([name, bytes]) => (name.endsWith('.css') ? [strFromU8(bytes)] : []));
    const bold = boldClasses(sheets);
    const pages: string[] = [];
    for (const [index, chapter] of chapters.entries()) {
      progress(index, chapters.length, 'chapters');
      const xhtml = parts[chapter] ? strFromU8(parts[chapter]) : '';
      pages.push(readable(await parsePage(xhtml.replace(closedAtOnce, '<$1$2></$1>')), bold));
    }
    const { markdown, text, pictures, equations } = await htmlToMarkdown(pages.join('\n<p></p>\n'), 'text');
    const title = book.querySelector('dc\\:title')?.textContent?.trim();
    return { markdown, text, ...(title && { title }), notes: [...picturesNote(pictures), ...equationsNote(equations)] };
  }
};
