import { describe, expect, test } from '@jest/globals';
import { readDocument } from '../../../src/tools/importing/read-document.ts';
import { makeZip, type ZipPart } from '../../support/zip.ts';

const read = (name: string, content: Uint8Array) => readDocument(name, content, undefined, () => {});
const bodies = async (name: string, content: Uint8Array): Promise<Record<string, string>> =>
  Object.fromEntries((await read(name, content)).sections.map(({ title, body }) => [title, body]));

const spaces = ['office', 'text', 'table', 'style', 'xlink', 'draw', 'svg', 'fo', 'dc']
  .map((name) => `xmlns:${name}="urn:${name}"`)
  .join(' ');
const manifest = (inner = ''): ZipPart => ({
  name: 'META-INF/manifest.xml',
  data: `<!DOCTYPE manifest:manifest><manifest>${inner}</manifest>`
});
const odt = (text: string, styles = '', ...more: ZipPart[]): Uint8Array =>
  makeZip([
    { name: 'mimetype', data: 'application/vnd.oasis.opendocument.text', stored: true },
    {
      name: 'content.xml',
      data: `<office:document-content ${spaces}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:text>${text}</office:text></office:body></office:document-content>`
    },
    ...(more.length > 0 ? more : [manifest()])
  ]);
const p = (text: string, style = ''): string => `<text:p text:style-name="${style}">${text}</text:p>`;

describe('OpenDocument texts', () => {
  test('lists keep their marks, links their targets and notes their place; deleted words and comments are no text', async () => {
    const styles = `<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"/></text:list-style>
      <style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
      <style:style style:name="P1" style:family="paragraph" style:parent-style-name="Heading_20_1"/>
      <style:style style:name="Heading_20_1" style:family="paragraph" style:default-outline-level="1"/>`;
    const text = [
      '<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>',
      '<text:table-of-content><text:p>Aim 1</text:p></text:table-of-content>',
      p('Aim', 'P1'),
      p(
        'To <text:span text:style-name="T1">spread</text:span><text:s text:c="2"/>it<office:annotation><text:p>why?</text:p></office:annotation>.'
      ),
      '<text:h text:outline-level="2">Steps</text:h>',
      `<text:list text:style-name="L1"><text:list-item>${p('Ask <text:a xlink:href="https://example.org/a?b&amp;c">them</text:a>')}</text:list-item><text:list-item>${p('Try &lt;it&gt;')}</text:list-item></text:list>`,
      `<text:list text:style-name="L2"><text:list-item>${p('Or wait')}</text:list-item></text:list>`,
      p(
        'Done<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Not quite.</text:p></text:note-body></text:note>'
      )
    ].join('');
    const reading = await read('a.odt', odt(text, styles));
    expect(Object.fromEntries(reading.sections.map(({ title, body }) => [title, body]))).toEqual({
      Aim: 'To **spread** it.',
      Steps: '1. Ask [them](https://example.org/a?b&c)\n2. Try \\<it>\n- Or wait\n\nDone (Not quite.)'
    });
    expect(reading.notes).toEqual([]);
  });

  test('a table with a row of names, cells over several rows, and formulas', async () => {
    const cell = (text: string, more = ''): string => `<table:table-cell ${more}>${p(text)}</table:table-cell>`;
    const row = (...cells: string[]): string => `<table:table-row>${cells.join('')}</table:table-row>`;
    const table = `<table:table><table:table-header-rows>${row(cell('Tool'), cell('Who'))}</table:table-header-rows>
      ${row(cell('Planner', 'table:number-rows-spanned="2"'), cell('team'))}${row('<table:covered-table-cell/>', cell('ward'))}</table:table>`;
    const reading = await read('a.odt', odt(table + p('So<draw:frame><draw:object/></draw:frame>')));
    expect(reading.sections[0]?.body).toBe('- Tool: Planner; Who: team\n- Tool: Planner; Who: ward\n\nSo');
    expect(reading.notes).toEqual(['1 formula or chart was left out. Say in words what matters in them.']);
  });

  test('a password, entities and what is no text are each named', async () => {
    const locked = manifest('<manifest:encryption-data/>');
    await expect(read('a.odt', odt(p('x'), '', locked))).rejects.toThrow('protected with a password');
    const bomb = makeZip([
      { name: 'mimetype', data: 'application/vnd.oasis.opendocument.text', stored: true },
      { name: 'content.xml', data: '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>' },
      manifest()
    ]);
    await expect(read('a.odt', bomb)).rejects.toThrow('XML entities');
    const other = makeZip([{ name: 'content.xml', data: '<office:drawing/>' }, manifest()]);
    await expect(read('a.odt', other)).rejects.toThrow('a LibreOffice file, but no text');
  });
});

describe('e-books', () => {
  const page = (body: string): string =>
    `<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>${body}</body></html>`;
  const epub = (...more: ZipPart[]): Uint8Array =>
    makeZip([
      { name: 'mimetype', data: 'application/epub+zip', stored: true },
      {
        name: 'META-INF/container.xml',
        data: '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
      },
      {
        name: 'OEBPS/book.opf',
        data: `<package><metadata xmlns:dc="urn:dc"><dc:title>Spread</dc:title></metadata><manifest>
          <item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
          <item id="b" href="two%20b.xhtml" media-type="application/xhtml+xml"/><item id="a" href="one.xhtml" media-type="application/xhtml+xml"/>
          <item id="c" href="book.css" media-type="text/css"/></manifest>
          <spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/><itemref idref="a"/></spine></package>`
      },
      { name: 'OEBPS/nav.xhtml', data: page('<p>Contents of the book</p>') },
      {
        name: 'OEBPS/two b.xhtml',
        data: page('<h1>Sharing</h1><p>Tell <a href="https://example.org/">others</a>.</p>')
      },
      {
        name: 'OEBPS/one.xhtml',
        data: page(
          '<h1>Starting<a id="x"/></h1><p>See <a href="two%20b.xhtml#s">Sharing</a>, <span class="k">soon</span>.</p>'
        )
      },
      { name: 'OEBPS/book.css', data: '.k { color: red; font-weight: bold }' },
      ...more
    ]);

  test('chapters come in the order of reading, with what is bold by its class, and links within the book as words', async () => {
    const reading = await read('a.epub', epub());
    expect(await bodies('a.epub', epub())).toEqual({
      Starting: 'See Sharing, **soon**.',
      Sharing: 'Tell [others](https://example.org/).'
    });
    expect(reading.title).toBe('Spread');
    expect(reading.notes).toEqual([]);
    expect(reading.sections.flatMap(({ lost }) => lost)).toEqual([]);
  });

  test('a book that is protected, or whose list of chapters is missing, says so', async () => {
    const rights = { name: 'META-INF/encryption.xml', data: '<e><CipherReference URI="OEBPS/one.xhtml"/></e>' };
    await expect(read('a.epub', epub(rights))).rejects.toThrow('protected against copying');
    const fonts = { ...rights, data: rights.data.replace('one.xhtml', 'a.ttf') };
    expect((await read('a.epub', epub(fonts))).sections).toHaveLength(2);
    const empty = makeZip([{ name: 'mimetype', data: 'application/epub+zip', stored: true }]);
    await expect(read('a.epub', empty)).rejects.toThrow('its list of chapters cannot be read');
  });
});
