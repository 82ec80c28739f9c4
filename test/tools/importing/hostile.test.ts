import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readDocumentFile } from '../../../src/tools/importing/index.ts';
import { readDocument } from '../../../src/tools/importing/read-document.ts';
import { makeDocx, makeZip, paragraph } from '../../support/zip.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (name: string, content: Uint8Array | string) =>
  readDocument(name, typeof content === 'string' ? bytes(content) : content, undefined, () => {});
const inThread = { execArgv: ['--import', new URL('../../support/typescript-worker.mjs', import.meta.url).href] };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'spread-bot-import-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('Word documents', () => {
  test('an honest document is read', async () => {
    const { sections } = await read('a.docx', makeDocx(paragraph('Plan the next ward.')));
    expect(sections).toMatchObject([{ title: 'a', body: 'Plan the next ward.' }]);
  });

  test('a zip bomb is refused before anything unpacks it, whether it tells its size or lies', async () => {
    const zeros = new Uint8Array(41 * 1024 * 1024);
    const bomb = { name: 'word/media.xml', data: zeros };
    const bounded = 'unpacks to more than a document may hold, as in a zip bomb';
    await expect(read('a.docx', makeDocx('', bomb))).rejects.toThrow(bounded);
    await expect(read('a.docx', makeDocx('', { ...bomb, declares: 100 }))).rejects.toThrow(bounded);
    await expect(read('a.docx', makeDocx('', { name: 'a.bin', data: 'x', declares: 2 ** 31 }))).rejects.toThrow(
      'zip bomb'
    );
    const dense = { name: 'word/picture.bin', data: zeros.subarray(0, 2 * 1024 * 1024) };
    await expect(read('a.docx', makeDocx('', dense))).rejects.toThrow('times its size');
  });

  test.each(['utf8', 'utf16le'] as const)('entities in %s are refused', async (encoding) => {
    const xml = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>';
    const part = { name: 'word/document.xml', data: Buffer.from(encoding === 'utf8' ? xml : `\ufeff${xml}`, encoding) };
    await expect(read('a.docx', makeDocx('', part))).rejects.toThrow('XML entities');
  });

  test('macros and files inside are told of and left alone', async () => {
    const reading = await read(
      'a.docm',
      makeDocx(
        paragraph('Text.'),
        { name: 'word/vbaProject.bin', data: 'Sub AutoOpen()' },
        { name: 'word/embeddings/sheet.xlsx', data: 'PK' }
      )
    );
    expect(reading.notes).toEqual([
      'The document holds macros. They were not run and nothing of them was taken.',
      'The document holds other files inside. They were not opened.'
    ]);
    expect(JSON.stringify(reading.sections)).not.toContain('AutoOpen');
  });

  test('passwords, other zip files, and damage are each named', async () => {
    const locked = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]);
    await expect(read('a.docx', new Uint8Array(locked))).rejects.toThrow('protected with a password');
    await expect(read('a.docx', makeDocx('', { name: 'x', data: 'x', encrypted: true }))).rejects.toThrow(
      'protected with a password'
    );
    await expect(read('a.zip', makeZip([{ name: 'holiday.jpg', data: 'x' }]))).rejects.toThrow('no Word document');
    const whole = makeDocx(paragraph('Text.'));
    for (const length of [4, 30, 100, whole.length - 30, whole.length - 1]) {
      await expect(read('a.docx', whole.slice(0, length))).rejects.toThrow('damaged');
    }
    await expect(read('a.docx', makeDocx('<w:p><w:r>'))).rejects.toThrow();
  });
});

describe('web pages', () => {
  test('scripts, event handlers and frames leave nothing; script links are reported, not kept', async () => {
    const page = `<h1>Tools</h1><p onclick="steal()">Start <b>here</b>.<script>steal()</script></p>
      <iframe src="https://evil.example"></iframe><svg><text>drawn</text></svg><img src=x onerror="steal()">
      <p><a href="javascript:steal()">Read more about it</a> <a href="data:text/html,steal()">data</a></p>`;
    const { sections, notes } = await read('page.html', page);
    expect(sections).toMatchObject([{ body: 'Start **here**.\n\nRead more about it data', links: [] }]);
    expect(sections[0]!.lost.length).toBeGreaterThan(0);
    expect(notes).toEqual(['1 picture was left out. Say in words what matters in them.']);
  });

  test('a mailbox that Cloudflare hid is found where its code stands, and reported lost where only the words are left', async () => {
    const mailbox = 'a@b.uk';
    const code = Buffer.from([0x42, ...Buffer.from(mailbox).map((byte) => byte ^ 0x42)]).toString('hex');
    const page = `<h1>Contact us</h1><p>Write to <a href="/cdn-cgi/l/email-protection" data-cfemail="${code}">[email&#160;protected]</a>.</p><h1>Help</h1><p>Or to [email&#160;protected] instead.</p>`;
    const { sections } = await read('page.html', page);
    expect(sections[0]).toMatchObject({ links: [{ url: 'mailto:a@b.uk' }], lost: [] });
    expect(sections[1]).toMatchObject({
      links: [],
      lost: [{ kind: 'contact', said: 'Or to [email protected] instead.' }]
    });
  });

  test('the encoding that the page names is used, and Windows-1252 where it names none', async () => {
    const latin = (head: string): Uint8Array =>
      new Uint8Array(Buffer.from(`<html><head>${head}</head><h1>A</h1><p>caf\xe9 \x93quoted\x94</p></html>`, 'latin1'));
    expect((await read('p.html', latin(''))).sections[0]!.body).toBe('café “quoted”');
    const cyrillic = new Uint8Array(
      Buffer.from('<meta charset="windows-1251"><p>\xcf\xf0\xe8\xe2\xe5\xf2</p>', 'latin1')
    );
    expect((await read('p.html', cyrillic)).sections[0]!.body).toBe('Привет');
    expect((await read('p.html', latin('<meta charset="no-such-thing">'))).sections[0]!.body).toContain('café');
  });
});

test('a page is named by its one heading, a document with several or a numbered one by what it says of itself', async () => {
  const named = async (name: string, text: string) => (await read(name, text)).title;
  expect(
    await named('a.html', '<title>Guide | Trust</title><header><h1>Banner</h1></header><h1>Guide</h1><p>A</p>')
  ).toBe('Guide');
  expect(await named('a.html', '<title>Guide | Trust</title><h1>One</h1><p>A</p><h1>Two</h1><p>B</p>')).toBe(
    'Guide | Trust'
  );
  expect(await named('a.md', '---\ntitle: "A guide"\n---\n\n# 1. Plan\n\nText.')).toBe('A guide');
  expect(await named('spread-pack_2.txt', 'Only text.')).toBe('spread pack 2');
});

describe('other files', () => {
  test.each([
    ['empty.txt', '', 'The file is empty.'],
    ['blank.md', '  \n\n', 'No text was found in this Markdown document.'],
    ['movie.mp4', 'ftyp', 'Found a file of an unknown kind (.mp4); allowed: .html'],
    ['report.pdf', 'hello', 'The name ends in .pdf, but the file is no PDF.'],
    ['half.pdf', '%PDF-1.7\nnothing more', 'The PDF is damaged']
  ])('%s: %j', async (name, content, says) => {
    await expect(read(name, content)).rejects.toThrow(says);
  });

  test('bytes that are no text are refused; a wrong ending does not matter where the file says what it is', async () => {
    await expect(read('photo.txt', new Uint8Array([0x89, 0x50, 0, 1, 2, 3, 0, 9, 0, 0, 1]))).rejects.toThrow(
      'This is no text'
    );
    expect((await read('page', '<!DOCTYPE html><p>Plain.</p>')).sections[0]!.body).toBe('Plain.');
    expect((await read('letter.txt', makeDocx(paragraph('Word all along.')))).sections[0]!.body).toBe(
      'Word all along.'
    );
  });

  test('a folder, a missing file and one over 50 MB are refused before they are read', async () => {
    const readFrom = (name: string) => readDocumentFile(path.join(folder, name), undefined, () => {}, inThread);
    await expect(readFrom('.')).rejects.toThrow('This is a folder');
    await expect(readFrom('missing.pdf')).rejects.toThrow('There is no such file.');
    const large = await open(path.join(folder, 'large.pdf'), 'w');
    await large.truncate(50 * 1024 * 1024 + 1);
    await large.close();
    await expect(readFrom('large.pdf')).rejects.toThrow('The file has 51 MB; allowed: 50 MB.');
  });
});

describe('in a thread of its own', () => {
  const readFrom = async (name: string, content: string, bounds: object) => {
    const file = path.join(folder, name);
    await writeFile(file, content);
    return readDocumentFile(file, undefined, () => {}, { ...inThread, ...bounds });
  };

  test('what is read and what is wrong both come back', async () => {
    const { sections } = await readFrom('good.md', '# Spread\n\nOne ward at a time.\n', {});
    expect(sections).toMatchObject([{ title: 'Spread', body: 'One ward at a time.' }]);
    await expect(readFrom('bad.pdf', 'no', {})).rejects.toThrow('the file is no PDF');
  });

  test('work without end is stopped', async () => {
    const nested = `${'<div>'.repeat(200_000)}x`;
    await expect(readFrom('deep.html', nested, { parseMs: 1500 })).rejects.toThrow('It was not read within 2 seconds.');
  });

  test('work that takes too much memory is stopped, on the heap and beside it', async () => {
    const large = '<p>Some <b>words</b> and more.</p>'.repeat(200_000);
    await expect(readFrom('large.html', large, { heapMb: 48 })).rejects.toThrow('more memory than is allowed');
    await expect(readFrom('large.html', large, { growthMb: 60 })).rejects.toThrow('more memory than is allowed');
  });

  test('a paragraph beyond all measure is a clear error, not a crash', async () => {
    await expect(readFrom('long.txt', 'a@'.repeat(5_000_000), {})).rejects.toThrow('one paragraph is far too long');
  });
});
