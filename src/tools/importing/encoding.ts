import { DocumentError } from './document.ts';

const marks: readonly [bytes: readonly number[], encoding: string][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be']
];

/**
 * Decodes a text file: by its byte order mark, else UTF-16 by the positions of its zeros, else UTF-8 if valid, else by
 * the encoding it names, else Windows-1252, which old British documents use.
 *
 * @param named finds the encoding that the text itself names, in its first bytes read as ASCII
 * @throws DocumentError when it is not text
 */
export function decodeText(bytes: Uint8Array, named?: (start: string) => string | undefined): string {
  const marked = marks.find(([mark]) => mark.every((byte, index) => bytes[index] === byte));
  const encoding = marked?.[1] ?? utf16(bytes);
  if (encoding) return clean(new TextDecoder(encoding).decode(bytes));
  if (bytes.subarray(0, 64 * 1024).includes(0)) {
    throw new DocumentError('This is no text: it holds zero bytes. Check that the ending of its name says what it is.');
  }
  try {
    return clean(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    const start = windows1252(bytes.subarray(0, 4096));
    return clean(decodeAs(named?.(start), bytes));
  }
}

function decodeAs(name: string | undefined, bytes: Uint8Array): string {
  try {
    const decoder = new TextDecoder(name);
    if (name && decoder.encoding !== 'windows-1252' && decoder.encoding !== 'utf-8') return decoder.decode(bytes);
  } catch {
    // Unknown encoding name: the commonest encoding is the best remaining guess.
  }
  return windows1252(bytes);
}

/** Characters of Windows-1252 in 0x80 to 0x9f, where Latin-1 has controls; a hyphen stands for unassigned ones. */
const upper = '€-‚ƒ„…†‡ˆ‰Š‹Œ-Ž--‘’“”•–—˜™š›œ-žŸ';

/** Decodes Windows-1252; TextDecoder reads it as Latin-1 from Node 20.18.3 on (nodejs/node issues 56542 and 60888). */
function windows1252(bytes: Uint8Array): string {
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return latin.replace(/[\x80-\x9f]/g, (character) => upper[character.charCodeAt(0) - 0x80]!);
}

/** Decodes UTF-16 without a byte order mark; in ordinary text, nearly every second byte is zero. */
function utf16(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, 4096);
  if (sample.length < 8) return undefined;
  const zeros = [...sample.keys()].filter((at) => sample[at] === 0);
  const even = zeros.filter((at) => at % 2 === 0).length;
  const odd = zeros.length - even;
  const many = sample.length * 0.3;
  if (odd > many && even < many / 10) return 'utf-16le';
  return even > many && odd < many / 10 ? 'utf-16be' : undefined;
}

/**
 * Removes byte order marks, private-use characters and controls, and unifies line endings. Bullets of the Symbol font
 * stay.
 */
function clean(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '')
    .replace(/[\uf0b7\uf0a7]/g, '•')
    .replace(/[\ufeff\ue000-\uf8ff]/g, '');
}
