import { describe, expect, test } from '@jest/globals';
import { readDocument } from '../../../src/tools/importing/read-document.ts';
import { makeDocx, paragraph } from '../../support/zip.ts';

const read = (name: string, content: string | Uint8Array) =>
  readDocument(name, typeof content === 'string' ? new TextEncoder().encode(content) : content, undefined, () => {});
const bodies = async (name: string, content: string | Uint8Array): Promise<Record<string, string>> =>
  Object.fromEntries((await read(name, content)).sections.map(({ title, body }) => [title, body]));

describe('a Word document', () => {
  test('fields in one element or with a tip keep their words and their address', async () => {
    const field = (code: string, words: string) =>
      `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ${code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>${words}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    const body = `<w:p>${field('HYPERLINK "https://a.example/one" \\o "tip"', 'one')}<w:r><w:t xml:space="preserve"> or </w:t></w:r><w:fldSimple w:instr=" HYPERLINK &quot;https://a.example/two&quot; "><w:r><w:t>two</w:t></w:r></w:fldSimple></w:p>`;
    const { sections } = await read('a.docx', makeDocx(body));
    expect(sections[0]?.links).toEqual([
      { text: 'one', url: 'https://a.example/one' },
      { text: 'two', url: 'https://a.example/two' }
    ]);
  });

  test('hidden words are no text, and none is told as lost', async () => {
    const body = '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:t>Shown here.</w:t></w:r></w:p>';
    const { sections, notes } = await read('a.docx', makeDocx(body));
    expect([sections.map((section) => section.body), notes]).toEqual([['Shown here.'], []]);
  });

  test('bullets typed by hand are lists', async () => {
    const body = [paragraph('Do:'), paragraph('- Ask'), paragraph('- Tell'), paragraph('Then rest.')].join('');
    expect(Object.values(await bodies('a.docx', makeDocx(body)))).toEqual(['Do:\n\n- Ask\n- Tell\n\nThen rest.']);
  });
});

describe('Markdown of other programs', () => {
  test('tags of Jekyll, Hugo and MDX, and attributes, are no text; what they surround is', async () => {
    const text =
      "---\ntitle: Plans\ncanonical_url: https://b.example/plans/\n---\nimport Tabs from '@theme/Tabs';\n\n{% include toc.html %}\n\nCount it.\n\n## The form {#form}\n\nSee [it]({{ site.baseurl }}/form).\n{: .note }\n\n{{% notice tip %}}\nOne person.\n{{% /notice %}}\n\n:::caution Before you start\nAgree.\n:::\n";
    const { address, sections } = await read('a.md', text);
    expect([address, ...sections.map(({ body }) => body)]).toEqual([
      'https://b.example/plans/',
      'Count it.',
      'See [it](https://b.example/form).\n\nOne person.\n\n**Before you start**\n\nAgree.'
    ]);
  });

  test('links, boxes and highlights of Obsidian become ordinary text; code stays', async () => {
    const text =
      '# A\n\nSee [[PDSA cycles|PDSA]] and [[Run charts]]. ![[a.png]] ==Now==.\n\n> [!tip] Left first\n> The aim.\n\n```\n{{ a }} [[b]]\n```\n';
    expect((await bodies('a.md', text)).A).toBe(
      'See PDSA and Run charts. Now.\n\n**Left first**\n\nThe aim.\n\n{{ a }} \\[\\[b\\]\\]'
    );
  });

  test('the title of the front matter goes before a heading further down', async () => {
    expect((await read('a.md', '---\ntitle: Plans\n---\nText.\n\nWho counts\n====\n\nOne.\n')).title).toBe('Plans');
  });

  test('a section called "Share" that says something stays', async () => {
    expect(
      await bodies('a.md', '# A\n\nText.\n\n## Share\n\nRead one aloud to the whole team at handover, each day.\n')
    ).toMatchObject({
      Share: expect.stringContaining('aloud')
    });
  });
});

describe('plain text', () => {
  test('its first line is the title; a sentence and a mailbox are no headings', async () => {
    const text = 'POSTER TIPS\n\nOne message. Which one?\n\nAT THE STAND\nStand beside it.\n\nContact: a@b.example\n';
    const { title, sections } = await read('t1.txt', text);
    expect([title, ...sections.map(({ body }) => body.split('\n')[0])]).toEqual([
      'POSTER TIPS',
      'One message. Which one?',
      'Stand beside it.'
    ]);
  });

  test('a list of addresses is a list of named links', async () => {
    const text = 'Useful links\n\nhttps://a.example/1 - First tool\nSecond tool: https://a.example/2?utm_source=x\n';
    expect(Object.values(await bodies('a.txt', text))).toEqual([
      '- [First tool](https://a.example/1)\n- [Second tool](https://a.example/2)'
    ]);
  });
});
