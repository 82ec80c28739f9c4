import { readFileSync } from 'node:fs';
import { transformSync } from '@swc/core';

/** Node's load hook: TypeScript comes out as JavaScript, everything else as it was. */
export function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  const { code } = transformSync(readFileSync(new URL(url), 'utf8'), {
    swcrc: false,
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'es6' }
  });
  return { format: 'module', source: code, shortCircuit: true };
}
