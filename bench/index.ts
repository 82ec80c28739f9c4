/** `npm run bench`: our own golden questions and speed at several sizes; `--public DIR` the public sets, `--facts` the facts of entries. */
if (process.argv.includes('--public')) await import('./public.ts');
else if (process.argv.includes('--facts')) await import('./facts.ts');
else await import('./own.ts');

export {};
