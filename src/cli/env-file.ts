/** Returns a value in `.env` syntax: in quotation marks if a character in it is special there. */
function written(value: string): string {
  return /^[\w./:@+,~=-]*$/.test(value) ? value : `'${value}'`;
}

/**
 * Returns the text of a `.env` file with settings added: in place of a line that sets them, else at the end. Other
 * lines are unchanged.
 *
 * @param text content of the file; empty for a new one
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
