import { escapeHtml } from '../../../core/model/escape-html.ts';
import { checkArchive } from '../archive.ts';
import { DocumentError } from '../document.ts';
import { readPart } from './docx-headings.ts';
import type { DocumentFormat } from './format.ts';
import { htmlToMarkdown, picturesNote } from './html.ts';
import { odtStyles, type Styles } from './odt-styles.ts';
import { parseXml, type XmlElement } from './xml.ts';

/** Elements that readers do not see, or that repeat what stands elsewhere. */
const notShown = new Set(
  'text:tracked-changes office:annotation office:annotation-end text:index-title-template text:sequence-decls text:variable-decls office:forms svg:title svg:desc text:note-citation table:covered-table-cell'.split(
    ' '
  )
);
/** Elements of HTML for those of a document that need no more than a name. */
const names: Readonly<Record<string, string>> = {
  'text:list-item': 'li',
  'text:list-header': 'li',
  'table:table': 'table',
  'table:table-row': 'tr',
  'draw:text-box': 'div',
  'text:section': 'div'
};
/** Largest number of spaces that one element stands for. */
const mostSpaces = 20;

/** The list around an element: how many lists that one is within, and the style of the outermost that names one. */
interface Around {
  depth: number;
  list: string;
}

/** Number of objects in a document that no text stands for, as they are met. */
interface Met {
  objects: number;
}

/** Converts the text of an OpenDocument file to HTML (ODF 1.3, part 3: chapters 5, 6 and 9). */
function toHtml(node: XmlElement, styles: Styles, met: Met, around: Around = { depth: 0, list: '' }): string {
  const inner = (below = around): string =>
    [...node.childNodes]
      .map((child) =>
        child.nodeType === 3
          ? escapeHtml((child.textContent ?? '').replace(/\s+/g, ' '))
          : child.nodeType === 1
            ? toHtml(child as XmlElement, styles, met, below)
            : ''
      )
      .join('');
  const name = node.nodeName;
  if (notShown.has(name)) return '';
  const style = node.getAttribute('text:style-name') ?? '';
  const marked = (content: string): string => {
    if (!content.trim()) return content;
    const { bold, italic, raised } = styles.of(style);
    const sup = raised ? `<sup>${content}</sup>` : content;
    const em = italic ? `<em>${sup}</em>` : sup;
    return bold ? `<strong>${em}</strong>` : em;
  };
  switch (name) {
    case 'text:h':
      return heading(Number(node.getAttribute('text:outline-level') ?? 1), inner());
    case 'text:p': {
      const level = styles.of(style).level;
      return level === undefined ? `<p>${marked(inner())}</p>` : heading(level, inner());
    }
    case 'text:span':
      return marked(inner());
    case 'text:a':
      return `<a href="${escapeHtml(node.getAttribute('xlink:href') ?? '')}">${inner()}</a>`;
    case 'text:s':
      return ' '.repeat(Math.min(mostSpaces, Number(node.getAttribute('text:c') ?? 1) || 1));
    case 'text:tab':
      return ' ';
    case 'text:line-break':
      return '<br>';
    case 'text:list': {
      const list = style || around.list;
      const tag = styles.isNumbered(list, around.depth) ? 'ol' : 'ul';
      return `<${tag}>${inner({ depth: around.depth + 1, list })}</${tag}>`;
    }
    case 'table:table-header-rows':
      return inner().replace(/<(\/?)td\b/g, '<$1th');
    case 'table:table-cell': {
      const span = ['columns', 'rows'].map(
        (what) => Number(node.getAttribute(`table:number-${what}-spanned`) ?? 1) || 1
      );
      return `<td colspan="${span[0]}" rowspan="${span[1]}">${inner()}</td>`;
    }
    case 'text:note':
      return ` (${inner().trim()})`;
    case 'text:note-body':
      return inner()
        .replace(/<\/?p>/g, ' ')
        .trim();
    case 'draw:image':
      return '<img src="left-out">';
    case 'draw:object':
    case 'draw:object-ole':
      met.objects += 1;
      return '';
    // A list of contents is made from the headings.
    case 'text:table-of-content':
    case 'text:alphabetical-index':
    case 'text:illustration-index':
    case 'text:table-index':
      return '';
    default: {
      const tag = names[name];
      return tag ? `<${tag}>${inner()}</${tag}>` : inner();
    }
  }
}

const heading = (level: number, content: string): string => {
  const tag = `h${Math.min(6, Math.max(1, level || 1))}`;
  return `<${tag}>${content}</${tag}>`;
};

/** Returns the words of a document with spaces between its elements, however these are converted. */
function wordsOf(node: XmlElement): string {
  if (notShown.has(node.nodeName) || /-index$|^text:table-of-content$/.test(node.nodeName)) return '';
  const apart = /^(?:text:(?:p|h|line-break|tab|s|note)|table:)/.test(node.nodeName) ? ' ' : '';
  const inner = [...node.childNodes].map((child) =>
    child.nodeType === 1 ? wordsOf(child as XmlElement) : child.nodeType === 3 ? (child.textContent ?? '') : ''
  );
  return `${apart}${inner.join('')}${apart}`;
}

/** OpenDocument texts, as LibreOffice writes them. Macros and objects in them are never opened. */
export const odtDocument: DocumentFormat = {
  name: 'ODT',
  extensions: ['.odt', '.ott'],
  read: async (packed) => {
    const manifest = readPart(packed, 'META-INF/manifest.xml');
    if (manifest.includes('encryption-data'))
      throw new DocumentError('The document is protected with a password. Take the password off and save it again.');
    checkArchive(packed, { documentTypes: true });
    const content = await parseXml(readPart(packed, 'content.xml'));
    const body = content.querySelector('office\\:text');
    if (!body)
      throw new DocumentError('This is a LibreOffice file, but no text. Open it, save it as a PDF, and import that.');
    const met: Met = { objects: 0 };
    try {
      const styles = odtStyles(content, await parseXml(readPart(packed, 'styles.xml') || '<none/>'));
      const { markdown, pictures } = await htmlToMarkdown(toHtml(body, styles, met), 'text');
      const meta = await parseXml(readPart(packed, 'meta.xml') || '<none/>');
      const title = meta.querySelector('dc\\:title')?.textContent?.trim();
      const notes = picturesNote(pictures);
      if (met.objects > 0)
        notes.push(
          `${met.objects === 1 ? '1 formula or chart was' : `${met.objects} formulas or charts were`} left out. Say in words what matters in them.`
        );
      return { markdown, text: wordsOf(body), ...(title && { title }), notes };
    } catch (error) {
      if (error instanceof RangeError)
        throw new DocumentError('The document is nested too deeply to be read. Copy its text into a new document.');
      throw error;
    }
  }
};
