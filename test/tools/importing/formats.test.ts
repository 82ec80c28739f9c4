import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { readDocument } from '../../../src/tools/importing/read-document.ts';

const folder = new URL('../../fixtures/documents/', import.meta.url);
const read = async (name: string, address?: string) =>
  readDocument(name, new Uint8Array(await readFile(new URL(name, folder))), address, () => {});
const titled = (reading: Awaited<ReturnType<typeof read>>, title: string) => {
  const section = reading.sections.find((one) => one.title.endsWith(title));
  if (!section) throw new Error(`no section "${title}" in ${reading.sections.map((one) => one.title).join(' | ')}`);
  return section;
};

const written = [
  'saved-by-chromium.html',
  'markdown-by-pandoc.md',
  'word-by-pandoc.docx',
  'word-by-libreoffice.docx',
  'written-by-libreoffice.odt',
  'book-by-libreoffice.epub',
  'exported-by-libreoffice.pdf',
  'printed-by-chromium.pdf'
];

describe.each([...written, 'utf-16.txt', 'windows-1252.txt'])('%s', (name) => {
  test('is split at its headings, with the text of each in its place', async () => {
    const reading = await read(name);
    expect(titled(reading, 'What is spread?').body.replace(/[*\n]+/g, ' ')).toMatch(
      /Spread +is when a change that works in one place is taken up in others.*Ask before you plan\.$/
    );
    expect(titled(reading, 'Sustainability: keeping it going').body).toContain(
      '“We stopped looking, and it stopped working.”'
    );
    expect(titled(reading, 'Planning tools').body).toMatch(/Readiness checklist.*20 minutes|20 minutes/s);
  });

  test('what it promises and does not give is reported, with the words that promise it', async () => {
    const { sections } = await read(name);
    const lost = sections.flatMap((section) => section.lost.map(({ kind, said }) => `${kind}: ${said}`));
    expect(lost).toContain('link: A longer guide to both tools can be downloaded here.');
    expect(lost).toContain('link: Find out more here.');
    expect(lost).toContain('contact: For the readiness checklist, please contact the improvement team.');
  });
});

test.each(written)('%s keeps every link with its words', async (name) => {
  const { sections } = await read(name);
  const links = sections.flatMap((section) => section.links);
  expect(links).toContainEqual({ text: 'Spread planner', url: 'https://improvement.example.org/tools/spread-planner' });
  expect(links).toContainEqual({
    text: 'spread@improvement.example.org',
    url: 'mailto:spread@improvement.example.org'
  });
});

test('a saved page tells its address, resolves its links against it, and leaves out menu, footer, script and what was hidden', async () => {
  const reading = await read('saved-by-chromium.html');
  expect(reading.address).toBe('https://improvement.example.org/spread/');
  expect(titled(reading, 'Planning tools').links).toContainEqual({
    text: 'Readiness checklist',
    url: 'https://improvement.example.org/tools/readiness.docx'
  });
  const all = JSON.stringify(reading);
  for (const furniture of ['secret', 'Written by a script', 'About us', 'cookies', 'Privacy'])
    expect(all).not.toContain(furniture);
});

test('a PDF with relative links says which lead nowhere, until its address is given', async () => {
  const without = await read('printed-by-chromium.pdf');
  expect(titled(without, 'Planning tools').lost.map(({ said }) => said)).toContain(
    '“Readiness checklist” leads to “file:///tools/readiness.docx”, which is no whole address'
  );
  const page = new TextEncoder().encode('# Tools\n\nSee [the list](../list.html).\n');
  const given = await readDocument('page.md', page, 'https://example.org/a/b/', () => {});
  expect(given.sections[0]).toMatchObject({
    links: [{ text: 'the list', url: 'https://example.org/a/list.html' }],
    lost: []
  });
});

test.each([
  ['locked-by-qpdf.pdf', 'The PDF is protected with a password.'],
  ['picture-only.pdf', 'The PDF holds no text, only pictures of it'],
  ['word-97.doc', 'Open it in Word and save it as .docx.']
])('%s is refused with what to do', async (name, says) => {
  await expect(read(name)).rejects.toThrow(says);
});
