import path from 'node:path';
import { archiveNames } from '../archive.ts';
import { DocumentError } from '../document.ts';
import { docxDocument } from './docx.ts';
import { epubDocument } from './epub.ts';
import type { DocumentFormat } from './format.ts';
import { htmlDocument } from './html.ts';
import { markdownDocument } from './markdown.ts';
import { odtDocument } from './odt.ts';
import { readablePackage } from './other-files.ts';
import { pdfDocument } from './pdf.ts';
import { textDocument } from './text.ts';

/** All document formats that can be imported. */
const documentFormats: readonly DocumentFormat[] = [
  htmlDocument,
  markdownDocument,
  docxDocument,
  odtDocument,
  epubDocument,
  pdfDocument,
  textDocument
];

/** Formats of which a file can be told by its first bytes. */
const told: readonly DocumentFormat[] = [docxDocument, odtDocument, epubDocument, pdfDocument];

/**
 * Returns the format of a file: by its first bytes if these are distinctive, since people rename files, else by its
 * extension.
 *
 * @throws DocumentError when the format is not supported
 */
export function formatOfDocument(name: string, bytes: Uint8Array): DocumentFormat {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  if (start.includes('%PDF-')) return pdfDocument;
  if (start.startsWith('\xd0\xcf\x11\xe0')) return docxDocument;
  if (start.startsWith('PK\x03\x04')) {
    const packages = { docx: docxDocument, odt: odtDocument, epub: epubDocument };
    return packages[readablePackage(archiveNames(bytes), start.slice(0, 200))];
  }
  const extension = path.extname(name).toLowerCase();
  const format = documentFormats.find(({ extensions }) => extensions.includes(extension));
  if (format && told.includes(format)) {
    throw new DocumentError(
      `The name ends in ${extension}, but the file is no ${format.name}. Check how it was saved or downloaded.`
    );
  }
  if (format) return format;
  if (/^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)\b/i.test(start)) return htmlDocument;
  const allowed = documentFormats.flatMap(({ extensions }) => extensions).join(', ');
  throw new DocumentError(
    `Found a file of an unknown kind${extension && ` (${extension})`}; allowed: ${allowed}. Save it as one of these.`
  );
}
