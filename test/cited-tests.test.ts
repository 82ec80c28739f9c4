import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

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
