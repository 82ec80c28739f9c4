import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const below = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`);
const documents = ['SECURITY.md', ...readdirSync('docs').map((name) => `docs/${name}`)].filter((name) =>
  name.endsWith('.md')
);

test('every source and test that a document names as evidence is there', () => {
  const missing = documents.flatMap((document) =>
    [...readFileSync(document, 'utf8').matchAll(/`([\w./-]+\.ts)`/g)]
      .map(([, name]) => name!)
      .filter((name) => name.includes('/'))
      .filter((name) => ![name, `test/${name}`, `src/${name}`].some((file) => existsSync(file)))
      .map((name) => `${document} names ${name}`)
  );
  expect(missing).toEqual([]);
});

test('every command of a document that runs tests finds some', () => {
  const tests = below('test').filter((name) => name.endsWith('.test.ts'));
  const idle = documents.flatMap((document) =>
    [...readFileSync(document, 'utf8').matchAll(/npm run -s jest -- ([^`]*)/g)]
      .flatMap(([, words]) => words!.split(' ').filter((word) => /[/.]/.test(word)))
      .filter((path) => !tests.some((test) => test.includes(path)))
      .map((path) => `${document} names ${path}`)
  );
  expect(idle).toEqual([]);
});

test('every file that a comment of the code or the knowledge names is there', () => {
  const files = [...below('src'), ...below('test'), ...below('scripts'), ...below('docs')];
  const commented = [...below('src'), ...below('test'), ...below('knowledge')].filter((name) =>
    /\.(ts|ya?ml)$/.test(name)
  );
  const missing = commented.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/^ *(?:\*|\/\/|\/\*\*|#) .*$/gm)]
      .flatMap(([line]) => [...line.matchAll(/(?<![\w:/.@-])((?:[\w-]+\/)+[\w-]+\.(?:ts|mjs))\b/g)])
      .map(([, name]) => name!)
      .filter((name) => !files.some((known) => `/${known}`.endsWith(`/${name}`)))
      .map((name) => `${file} names ${name}`)
  );
  expect(missing).toEqual([]);
});

test('every protection that `npm run mutants` takes out stands once in its file', async () => {
  // By a name that the compiler does not follow: the list has no types.
  const list: string = '../scripts/mutants/list.mjs';
  const { mutants }: { mutants: { name: string; file: string; from: string }[] } = await import(list);
  const unfit = mutants.filter(({ file, from }) => readFileSync(file, 'utf8').split(from).length !== 2);
  expect(unfit.map(({ name }) => name)).toEqual([]);
});
