/** `npm run bench`: our own golden questions and speed at several sizes; with `--public DIR` the public sets. */
await (process.argv.includes('--public') ? import('./public.ts') : import('./own.ts'));

export {};
