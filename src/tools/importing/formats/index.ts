import path from 'node:path';
import { DocumentError } from '../document.ts';
import { docxDocument } from './docx.ts';
import type { DocumentFormat } from './format.ts';
import { htmlDocument } from './html.ts';
import { markdownDocument } from './markdown.ts';
import { pdfDocument } from './pdf.ts';
import { textDocument } from './text.ts';

/** All document formats that can be imported. */
export const documentFormats: readonly DocumentFormat[] = [
  htmlDocument,
  markdownDocument,
  docxDocument,
  pdfDocument,
  textDocument
];

/**
 * Returns the format of a file: by its first bytes if these are distinctive, since people rename files, else by its
 * extension.
 *
 * @throws DocumentError when the format is not supported
 */
export function formatOfDocument(name: string, bytes: Uint8Array): DocumentFormat {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
  if (start.includes('%PDF-')) return pdfDocument;
  if (start.startsWith('PK\x03\x04') || start.startsWith('\xd0\xcf\x11\xe0')) return docxDocument;
  const extension = path.extname(name).toLowerCase();
  const format = documentFormats.find(({ extensions }) => extensions.includes(extension));
  if (format === pdfDocument || format === docxDocument) {
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
