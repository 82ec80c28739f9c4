/** Reason why a file is no readable text: the line, 1 for the first, and what to do. */
export interface TextFault {
  line: number;
  message: string;
}

/** Matches characters that no text has: NUL and other control characters but tab, line feed and carriage return. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const control = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/;
/** Characters shown of a line that cannot be read. */
const shown = 40;
/** Share of zeros in every second byte from which a file without a byte order mark is taken for UTF-16. */
const mostlyZeros = 0.4;

/** Decodes the bytes of a knowledge file as UTF-8. */
export function decodeText(bytes: Buffer): { text: string } | { fault: TextFault } {
  if (isUtf16(bytes)) {
    const message = 'This is UTF-16 text, which some editors call "Unicode". Save the file as UTF-8.';
    return { fault: { line: 1, message } };
  }
  const read = decoded(bytes);
  if (read === undefined) return { fault: wrongEncoding(bytes) };
  // Lines that end in a carriage return alone, as old programs on a Mac write them.
  const text = read.includes('\n') ? read : read.replaceAll('\r', '\n');
  const fault = controlFault(text);
  return fault ? { fault } : { text };
}

/** Returns the first control character of a text as a fault; undefined where there is none. */
export function controlFault(text: string): TextFault | undefined {
  const found = control.exec(text);
  if (!found) return undefined;
  const code = text.charCodeAt(found.index).toString(16).toUpperCase().padStart(4, '0');
  const message = `Found the control character U+${code}, which is no text. Remove it; where there are many the file is damaged: write it anew.`;
  return { line: text.slice(0, found.index).split('\n').length, message };
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function isUtf16(bytes: Buffer): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const start = bytes.subarray(0, 200);
  const zeros = [0, 0];
  for (const [index, byte] of start.entries()) if (byte === 0) zeros[index % 2]! += 1;
  const [even = 0, odd = 0] = zeros;
  return Math.max(even, odd) >= (mostlyZeros * start.length) / 2 && Math.min(even, odd) < Math.max(even, odd) / 4;
}

/** Returns the first line that is not UTF-8, as it reads in the encoding it is most likely in. */
function wrongEncoding(bytes: Buffer): TextFault {
  let line = 1;
  for (let from = 0; ; line++) {
    const end = bytes.indexOf(0x0a, from);
    const own = bytes.subarray(from, end < 0 ? bytes.length : end);
    if (end < 0 || decoded(own) === undefined) {
      const words = new TextDecoder('windows-1252')
        .decode(own)
        .replace(/[\u0080-\u009f]/g, '?')
        .trim();
      const from = Math.max(0, words.search(/[^ -~\t]/) - shown / 2);
      return {
        line,
        message: `“${words.slice(from, from + shown)}” is not UTF-8 text but an older encoding. Save the file as UTF-8.`
      };
    }
    from = end + 1;
  }
}
