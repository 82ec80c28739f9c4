import { archiveNames, checkArchive } from '../archive.ts';
import { DocumentError } from '../document.ts';
import {
  headedTableStyles,
  headingRules,
  markHeaderRows,
  promoteBold,
  readPart,
  styleOutlineLevels,
  type WordPart
} from './docx-headings.ts';
import { docxText } from './docx-text.ts';
import type { DocumentFormat } from './format.ts';
import { equationsNote, htmlToMarkdown, picturesNote } from './html.ts';
import { refuseCompound, refuseOtherPackage } from './other-files.ts';

const levelRules = [1, 2].map((level) => `p.ImportedLevel${level} => h${level}:fresh`);

/** Word documents. Macros, embedded objects and external files are never opened. */
export const docxDocument: DocumentFormat = {
  name: 'DOCX',
  extensions: ['.docx', '.docm'],
  read: async (packed) => {
    refuseCompound(packed);
    const names = archiveNames(packed);
    refuseOtherPackage(names, Buffer.from(packed.subarray(0, 200)).toString('latin1'));
    checkArchive(packed);
    const { default: mammoth } = await import('mammoth');
    const { bytes, rules } = styleOutlineLevels(packed);
    const stylesXml = readPart(packed, 'word/styles.xml');
    const headings = headingRules(stylesXml);
    const headed = headedTableStyles(stylesXml);
    const { value: html } = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) },
      {
        externalFileAccess: false,
        ignoreEmptyParagraphs: true,
        styleMap: [
          "p[style-name='Title'] => h1:fresh",
          "p[style-name='Subtitle'] => p:fresh",
          ...headings,
          ...(rules.length > 0 ? rules : levelRules)
        ],
        transformDocument: (document: WordPart) => promoteBold(markHeaderRows(document, headed), headings),
        convertImage: mammoth.images.imgElement(async () => ({ src: 'left-out' }))
      }
    );
    const { markdown, pictures } = await htmlToMarkdown(html, 'text');
    const { text, equations, chunks } = docxText(packed);
    const notes = [...picturesNote(pictures), ...equationsNote(equations)];
    if (chunks > 0 && !/[\p{L}\p{N}]/u.test(text)) {
      throw new DocumentError(
        'The text of this document stands in files inside it (altChunk). Open it in Word, save it again, and import that.'
      );
    }
    if (chunks > 0) {
      notes.push('Parts of the document are files inside it (altChunk), which were not opened. Save it anew in Word.');
    }
    if (names.some((name) => /vbaProject/i.test(name)))
      notes.push('The document holds macros. They were not run and nothing of them was taken.');
    if (names.some((name) => /^word\/embeddings\//.test(name)))
      notes.push('The document holds other files inside. They were not opened.');
    return { markdown, text, notes };
  }
};
