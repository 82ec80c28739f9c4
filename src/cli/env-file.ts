/** Returns a value as a `.env` file holds it: in quotation marks where a character in it has a meaning there. */
function written(value: string): string {
  return /^[\w./:@+,~=-]*$/.test(value) ? value : `'${value}'`;
}

/**
 * Returns the text of a `.env` file with settings put in: in the place of a line that sets them, else at the end. Every other line stays.
 *
 * @param text what the file holds; empty for a new one
 */
export function withSettings(text: string, settings: Readonly<Record<string, string>>): string {
  const left = new Map(Object.entries(settings));
  const lines = text.split(/\r?\n/).map((line) => {
    const name = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=/.exec(line)?.[1];
    const value = name === undefined ? undefined : left.get(name);
    if (name === undefined || value === undefined) return line;
    left.delete(name);
    return `${name}=${written(value)}`;
  });
  const added = [...left].map(([name, value]) => `${name}=${written(value)}`);
  const kept = lines.join('\n').trimEnd();
  return `${[kept, ...added].filter(Boolean).join('\n')}\n`;
}
