import type { ResultDocument } from '../core/assessments/document.ts';
import { toHtml } from './html.ts';
import { toMarkdown } from './markdown.ts';

/** A file format of a result. */
export interface DocumentFormat {
  contentType: string;
  write(document: ResultDocument): Promise<Uint8Array>;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** All formats by file ending. The writer of Word files is loaded when first used. */
export const documentFormats: Readonly<Record<string, DocumentFormat>> = {
  docx: {
    contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    write: async (document) => (await import('./docx.ts')).toDocx(document)
  },
  md: { contentType: 'text/markdown; charset=utf-8', write: async (document) => utf8(toMarkdown(document)) },
  html: { contentType: 'text/html; charset=utf-8', write: async (document) => utf8(toHtml(document)) }
};

/** Returns the format of a file by its ending; undefined for any other ending. */
export function formatOf(fileName: string): DocumentFormat | undefined {
  const ending = fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase();
  return Object.hasOwn(documentFormats, ending) ? documentFormats[ending] : undefined;
}
