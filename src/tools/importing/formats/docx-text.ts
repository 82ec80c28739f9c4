import { readPart, withoutHidden } from './docx-headings.ts';

/** Parts of a Word document that hold its text; page headers and footers repeat and are not read. */
const parts = ['word/document.xml', 'word/footnotes.xml', 'word/endnotes.xml'];
/** Elements that are no text of the document as it stands: deleted and moved words, field codes, copies for old programs. */
const notShown = ['w:del', 'w:moveFrom', 'w:instrText', 'mc:Fallback'];
/** Matches text of paragraphs and equations, and what stands between words. */
const texts =
  /<(?:w|m):t(?:\s[^>]*)?>([^<]*)<|<w:(?:p|br|tab|cr|softHyphen|noBreakHyphen|tc)(?:\s[^>]*)?\/?>|<m:r(?:\s[^>]*)?>/g;

/** Contents of a Word document, read without its converter, to find what the converter leaves out. */
export interface DocxText {
  text: string;
  equations: number;
  /** Number of documents of other kinds that are shown as part of the text. */
  chunks: number;
}

/**
 * Reads the words of a Word document from its XML (ECMA-376), those of equations included.
 *
 * @param packed the file, checked by `checkArchive`
 */
export function docxText(packed: Uint8Array): DocxText {
  const xml = parts.map((part) => readPart(packed, part)).join('\n');
  const shown = notShown.reduce(withoutElement, withoutHidden(xml));
  const text = [...shown.matchAll(texts)].map(([, said]) => said?.replace(/&[^;\s]{1,8};/g, ' ') ?? ' ').join('');
  const count = (pattern: RegExp): number => xml.match(pattern)?.length ?? 0;
  return { text, equations: count(/<m:oMath(?:\s[^>]*)?>/g), chunks: count(/<w:altChunk\b/g) };
}

/** Returns XML without the elements of a name; one that is not closed stays. */
function withoutElement(xml: string, name: string): string {
  const kept: string[] = [];
  let from = 0;
  for (let at = xml.indexOf(`<${name}`); at >= 0; at = xml.indexOf(`<${name}`, at + 1)) {
    if (at < from || !/[\s>]/.test(xml[at + name.length + 1] ?? '')) continue;
    const start = xml.indexOf('>', at);
    if (start < 0) break;
    const end = xml[start - 1] === '/' ? start + 1 : xml.indexOf(`</${name}>`, start);
    if (end < 0) break;
    kept.push(xml.slice(from, at));
    from = end;
  }
  return kept.join(' ') + xml.slice(from);
}
