import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

/** Loads modules for Node: TypeScript comes out as JavaScript, everything else as it was. */
export function load(url, context, next) {
  if (!isTypeScript(url)) return next(url, context);
  return { format: 'module', source: withoutTypes(url).code, shortCircuit: true };
}

/**
 * Returns the map from the JavaScript that ran to the TypeScript it was.
 *
 * @param url of a module, as it stands in a stack
 * @returns a `data:` URL, or undefined for what is no TypeScript
 */
export function sourceMap(url) {
  if (!isTypeScript(url)) return undefined;
  return `data:application/json;base64,${Buffer.from(withoutTypes(url, { sourceMaps: true }).map).toString('base64')}`;
}

const isTypeScript = (url) => url.startsWith('file:') && new URL(url).pathname.endsWith('.ts');

function withoutTypes(url, options = {}) {
  const filename = fileURLToPath(url);
  return transformSync(readFileSync(filename, 'utf8'), {
    filename,
    swcrc: false,
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'es6' },
    ...options
  });
}
