import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Encodings that begin with a mark of their own: PowerShell and Notepad write UTF-16. */
const marked: readonly [number, number, string][] = [
  [0xff, 0xfe, 'utf-16le'],
  [0xfe, 0xff, 'utf-16be']
];

/**
 * Returns the text of a `.env` file; empty where there is none. A folder of that name, as Python's tools make one, is none.
 *
 * @throws an error with the fix where the file may not be read: its settings would be missing without a word
 */
export function readEnvFile(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const { code = 'unknown fault' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EISDIR') return '';
    const whole = path.resolve(file);
    throw new Error(
      `The settings in ${whole} cannot be read (${code}). Let the user who runs this read it (chown), or move it away.`
    );
  }
  const encoding = marked.find(([first, second]) => bytes[0] === first && bytes[1] === second)?.[2] ?? 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/** Returns a value in `.env` syntax: in quotation marks if a character in it is special there. */
function written(value: string): string {
  if (/^[\w./:@+,~=-]*$/.test(value)) return value;
  const mark = value.includes("'") ? '`' : "'";
  return `${mark}${value}${mark}`;
}

/**
 * Returns the text of a `.env` file with settings added: in place of the lines that set them, else at the end. Other
 * lines are unchanged.
 *
 * @param text content of the file; empty for a new one
 */
export function withSettings(text: string, settings: Readonly<Record<string, string>>): string {
  const left = new Map(Object.entries(settings));
  const lines = text.split(/\r?\n/).flatMap((line) => {
    const name = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=/.exec(line)?.[1];
    const value = name === undefined ? undefined : settings[name];
    if (name === undefined || value === undefined) return [line];
    // Of several lines for one setting the last one holds.
    return left.delete(name) ? [`${name}=${written(value)}`] : [];
  });
  const added = [...left].map(([name, value]) => `${name}=${written(value)}`);
  const kept = lines.join('\n').trimEnd();
  return `${[kept, ...added].filter(Boolean).join('\n')}\n`;
}
