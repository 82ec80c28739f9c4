/** The character that begins an instruction to the terminal. */
export const esc = String.fromCharCode(27);

const invisible = new RegExp(`${esc}(?:\\[[0-9;]*m|\\]8;;[^${esc}]*${esc}\\\\)`, 'g');
/** Returns the number of characters of a text that a terminal shows. */
export const visibleLength = (text: string): number => text.replace(invisible, '').length;

/**
 * Wraps text at `width` characters; a longer word is not broken, and a line break stays.
 *
 * @param indent put before every line but the first, which is shorter by it too
 */
export function wrap(text: string, width: number, indent = ''): string {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(' ')) {
      if (line && visibleLength(line) + 1 + visibleLength(word) > width - indent.length) {
        lines.push(line);
        line = word;
      } else line = line ? `${line} ${word}` : word;
    }
    lines.push(line);
  }
  return lines.map((line, index) => (index === 0 ? line : indent + line)).join('\n');
}
