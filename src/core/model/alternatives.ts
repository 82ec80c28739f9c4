/**
 * Joins lines of alternatives of a regular expression, so that a long one can be read. A tag of templates: a backslash
 * needs no other before it.
 *
 * @param lines each of one or more alternatives, with `|` between those of a line; spaces at either end do not count
 */
export function alternatives(lines: TemplateStringsArray, ...inserted: readonly string[]): string {
  const written = String.raw(lines, ...inserted).trim();
  return written.split(/\s*\n\s*/).join('|');
}
