export { load } from '../typescript-hooks.mjs';

const globals = new URL('./globals.mjs', import.meta.url).href;

/** Resolves modules for Node: `@jest/globals` are those of this worker, everything else is where it was. */
export function resolve(specifier, context, next) {
  if (specifier === '@jest/globals') return { url: globals, format: 'module', shortCircuit: true };
  return next(specifier, context);
}
