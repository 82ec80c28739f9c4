import { inflateRawSync } from 'node:zlib';
import { DocumentError } from './document.ts';
import { limits } from './limits.ts';

interface ZipEntry {
  name: string;
  encrypted: boolean;
  method: number;
  packed: number;
  unpacked: number;
  start: number;
}

const damaged = (): DocumentError =>
  new DocumentError(
    'The file is damaged: its list of contents cannot be read. Open it in the program that made it and save it again.'
  );

/** Returns the entries of a zip file, from its central directory (PKWARE APPNOTE 6.3, sections 4.3.12 and 4.3.16). */
function zipEntries(view: DataView): ZipEntry[] {
  let end = view.byteLength - 22;
  const lowest = Math.max(0, end - 65_535);
  while (end >= lowest && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < lowest || end < 0) throw damaged();
  const count = view.getUint16(end + 10, true);
  if (count > limits.zipEntries)
    throw new DocumentError(`The file holds ${count} parts; a document has at most ${limits.zipEntries}.`);
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    if (view.getUint32(at, true) !== 0x02014b50) throw damaged();
    const nameLength = view.getUint16(at + 28, true);
    const local = view.getUint32(at + 42, true);
    if (view.getUint32(local, true) !== 0x04034b50) throw damaged();
    entries.push({
      name: Buffer.from(view.buffer, view.byteOffset + at + 46, nameLength).toString('utf8'),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      start: local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/**
 * Returns the names of the parts of a zip file without unpacking any.
 *
 * @throws DocumentError when its list of contents cannot be read
 */
export function archiveNames(bytes: Uint8Array): string[] {
  return entriesOf(bytes).map(({ name }) => name);
}

function entriesOf(bytes: Uint8Array): ZipEntry[] {
  try {
    return zipEntries(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    throw error instanceof RangeError ? damaged() : error;
  }
}

/**
 * Checks a zip file before any other code unpacks it: declared sizes, then real sizes (each part is inflated here, with
 * a limit), no password, no duplicate part, and no XML with entities.
 *
 * @param documentTypes true where XML may name a document type, as OpenOffice once wrote; Word never does
 * @throws DocumentError naming the first fault
 */
export function checkArchive(bytes: Uint8Array, { documentTypes = false } = {}): void {
  const entries = entriesOf(bytes);
  const bomb = (what: string): DocumentError =>
    new DocumentError(
      `${what}, as in a zip bomb; it was not unpacked. Save the document again without large pictures.`
    );
  const declared = entries.reduce((sum, { unpacked }) => sum + unpacked, 0);
  if (declared > limits.unpackedBytes) throw bomb(`The file says it unpacks to ${Math.round(declared / 1e6)} MB`);
  const seen = new Set<string>();
  let total = 0;
  for (const { name, encrypted, method, packed, start } of entries) {
    if (encrypted)
      throw new DocumentError('The file is protected with a password. Take the password off and save it again.');
    if (seen.has(name)) throw damaged();
    seen.add(name);
    const xml = /\.(?:xml|rels)$/i.test(name);
    const most = Math.min(
      xml || /\.(?:x?html?|opf)$/i.test(name) ? limits.xmlBytes : Number.POSITIVE_INFINITY,
      limits.unpackedBytes - total
    );
    const part = unpack(bytes.subarray(start, start + packed), method, most, bomb);
    total += part.length;
    if (part.length > 1024 * 1024 && part.length > packed * limits.zipRatio)
      throw bomb(`The part ${name} unpacks to ${Math.round(part.length / packed)} times its size`);
    if (xml && hasEntities(part, documentTypes)) {
      throw new DocumentError(
        'The document holds XML entities, which no word processor writes and which can reach other files. It was not read.'
      );
    }
  }
}

function unpack(packed: Uint8Array, method: number, most: number, bomb: (what: string) => DocumentError): Uint8Array {
  if (method === 0) return packed;
  if (method !== 8) throw damaged();
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, Math.min(most, 2 ** 31)) });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw bomb('A part of the file unpacks to more than a document may hold');
    throw damaged();
  }
}

/** Returns true if XML declares entities, or a document type where none may be, in UTF-8 or UTF-16. */
function hasEntities(xml: Uint8Array, documentTypes: boolean): boolean {
  const wide = xml[0] === 0xff || xml[0] === 0xfe || xml[1] === 0;
  const text = wide
    ? Buffer.from(xml.filter((byte) => byte !== 0))
    : Buffer.from(xml.buffer, xml.byteOffset, xml.byteLength);
  return (!documentTypes && text.includes('<!DOCTYPE')) || text.includes('<!ENTITY');
}
