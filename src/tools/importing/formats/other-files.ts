import { DocumentError } from '../document.ts';

/** Zip-based formats of other programs, and what to do with them. The first that fits is named. */
const packages: readonly (readonly [mark: RegExp, what: string])[] = [
  [/(?:^|\n)ppt\//, 'a PowerPoint presentation (.pptx). Open it, save it as a PDF, and import that.'],
  [/(?:^|\n)xl\//, 'an Excel workbook (.xlsx). Copy what matters into a Word document, or save it as a PDF.'],
  [/(?:^|\n)visio\//, 'a Visio drawing (.vsdx). Save it as a PDF, and import that.'],
  [/opendocument\.presentation/, 'a LibreOffice presentation (.odp). Open it, save it as a PDF, and import that.'],
  [/opendocument\.spreadsheet/, 'a LibreOffice spreadsheet (.ods). Copy what matters into a document.'],
  [/(?:^|\n)Index\/.{0,80}\.iwa/, 'an Apple iWork document. Open it and export it as Word or PDF.']
];

/**
 * Returns what a zip file holds that can be read.
 *
 * @param names of the files in it
 * @param start its first bytes, where OpenDocument and EPUB name their kind
 */
export function readablePackage(names: readonly string[], start: string): 'odt' | 'epub' | 'docx' {
  const isOpenDocument = names.includes('content.xml') && names.includes('META-INF/manifest.xml');
  if (isOpenDocument && !/opendocument\.(?!text)/.test(start)) return 'odt';
  return /application\/epub\+zip/.test(start) || names.includes('META-INF/container.xml') ? 'epub' : 'docx';
}

/**
 * Refuses a zip file that is not a Word document, naming the program it belongs to.
 *
 * @param names of the files in it
 * @param start its first bytes, where OpenDocument and EPUB name their kind
 */
export function refuseOtherPackage(names: readonly string[], start: string): void {
  if (names.includes('[Content_Types].xml') && names.some((name) => name.startsWith('word/'))) return;
  const listed = `${names.join('\n')}\n${start}`;
  const known = packages.find(([mark]) => mark.test(listed))?.[1];
  throw new DocumentError(
    known ? `This is ${known}` : 'This is a zip file, but no Word document. Unpack it and import the documents in it.'
  );
}

/**
 * First bytes of files that Office wrote before 2007, and of today's mails and locked files (Compound File Binary,
 * [MS-CFB]).
 */
const compound = [0xd0, 0xcf, 0x11, 0xe0];
/** Names of streams in such a file, and the type of file that each indicates. */
const streams: readonly (readonly [name: string, what: string])[] = [
  ['EncryptedPackage', 'The document is protected with a password. Take the password off and save it again.'],
  ['WordDocument', 'This is a Word document of before 2007 (.doc). Open it in Word and save it as .docx.'],
  ['__substg1.0_', 'This is a mail saved by Outlook (.msg). Open it and save it as .html or as text.'],
  ['PowerPoint Document', 'This is a PowerPoint presentation of before 2007 (.ppt). Open it and save it as a PDF.'],
  ['Workbook', 'This is an Excel workbook of before 2007 (.xls). Copy what matters into a Word document.'],
  ['VisioDocument', 'This is a Visio drawing (.vsd). Save it as a PDF, and import that.']
];

/** Refuses files of older Office programs and mails, each with what to do. */
export function refuseCompound(bytes: Uint8Array): void {
  if (!compound.every((byte, index) => bytes[index] === byte)) return;
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const known = streams.find(([name]) => whole.includes(Buffer.from(name, 'utf16le')));
  throw new DocumentError(
    known?.[1] ??
      'This file is of an older Office program, or of another that keeps its files the same way. Save it as .docx or PDF.'
  );
}
