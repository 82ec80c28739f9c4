/** Permissive licences, by SPDX identifier: use, change and hand on, with the notice kept. */
const permissive: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'Zlib'
]);

/** Licences that their authors wrote in no SPDX form, read by us in the package's own licence file. */
export const readByHand: Readonly<Record<string, string>> = {
  // "BSD" in its package.json; LICENSE holds the text with two clauses.
  'duck@0.1.12': 'BSD-2-Clause',
  // Names its licence in an older form; LICENSE.txt holds the text.
  'limiter@1.1.5': 'MIT'
};

/**
 * Returns true where a licence lets us ship a package without duties beyond keeping its notice.
 *
 * @param expression SPDX licence expression (https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/): identifiers,
 * `AND`, `OR`, brackets. With `OR` one permissive choice is enough; with `AND` all must be. Anything else is not allowed:
 * copyleft, `WITH` exceptions, unknown words, nothing at all.
 */
export function isAllowed(expression: string): boolean {
  const words = expression.match(/[()]|[^\s()]+/g) ?? [];
  let next = 0;
  const one = (): boolean => {
    const word = words[next++];
    if (word !== '(') return word !== undefined && permissive.has(word);
    const inside = either();
    return words[next++] === ')' && inside;
  };
  const both = (): boolean => {
    let all = one();
    while (words[next] === 'AND') {
      next += 1;
      all = one() && all;
    }
    return all;
  };
  const either = (): boolean => {
    let any = both();
    while (words[next] === 'OR') {
      next += 1;
      any = both() || any;
    }
    return any;
  };
  const allowed = either();
  return allowed && next === words.length;
}
