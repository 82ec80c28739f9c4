import { checkArchive } from '../archive.ts';
import { DocumentError } from '../document.ts';
import type { DocumentFormat } from './format.ts';
import { htmlToMarkdown, picturesNote } from './html.ts';

/** How a file begins that Word wrote before 2007, or that is locked with a password (Compound File Binary, [MS-CFB]). */
const compound = [0xd0, 0xcf, 0x11, 0xe0];

function refuseCompound(bytes: Uint8Array): void {
  if (!compound.every((byte, index) => bytes[index] === byte)) return;
  const locked = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le')
  );
  throw new DocumentError(
    locked
      ? 'The document is protected with a password. Take the password off in Word and save it again.'
      : 'This is a Word document of before 2007 (.doc). Open it in Word and save it as .docx.'
  );
}

/** Word documents. Macros, embedded objects and outside files are never opened. */
export const docxDocument: DocumentFormat = {
  name: 'DOCX',
  extensions: ['.docx', '.docm'],
  read: async (bytes) => {
    refuseCompound(bytes);
    const { names } = checkArchive(bytes);
    if (!names.includes('[Content_Types].xml') || !names.some((name) => name.startsWith('word/'))) {
      throw new DocumentError('This is a zip file, but no Word document. Unpack it and import the documents in it.');
    }
    const { default: mammoth } = await import('mammoth');
    const { value: html } = await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) },
      {
        externalFileAccess: false,
        ignoreEmptyParagraphs: true,
        styleMap: ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh", 'comment-reference => '],
        convertImage: mammoth.images.imgElement(async () => ({ src: 'left-out' }))
      }
    );
    const { markdown, pictures } = await htmlToMarkdown(html);
    const notes = [...picturesNote(pictures)];
    if (names.some((name) => /vbaProject/i.test(name)))
      notes.push('The document holds macros. They were not run and nothing of them was taken.');
    if (names.some((name) => /^word\/embeddings\//.test(name)))
      notes.push('The document holds other files inside. They were not opened.');
    return { markdown, notes };
  }
};
