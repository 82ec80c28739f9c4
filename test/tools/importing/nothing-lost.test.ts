import { describe, expect, test } from '@jest/globals';
import { readDocument } from '../../../src/tools/importing/read-document.ts';
import { wordsLost } from '../../../src/tools/importing/words.ts';
import { makeDocx, makeZip, paragraph } from '../../support/zip.ts';

const read = (name: string, content: string | Uint8Array) =>
  readDocument(name, typeof content === 'string' ? new TextEncoder().encode(content) : content, undefined, () => {});
const bodies = async (name: string, content: string | Uint8Array): Promise<Record<string, string>> =>
  Object.fromEntries((await read(name, content)).sections.map(({ title, body }) => [title, body]));
const lostNotes = ({ notes }: { notes: readonly string[] }): string[] =>
  notes.filter((note) => note.includes('in no draft'));

test('words that were read and not kept are found, however often each stands there', () => {
  expect(wordsLost('One two two Three', 'two three')).toEqual(['One', 'two']);
  expect(wordsLost('[a](https://b.example) Привіт', 'A привіт')).toEqual([]);
  expect(wordsLost('健康 guide', 'guide')).toEqual(['健康']);
});

test('signs within a word split it in none', () => {
  expect(wordsLost('Foobar', 'F**oo**bar')).toEqual([]);
});

describe('what a Word document holds beside its text', () => {
  const equation = '<w:p><w:r><w:t>The angle is</w:t></w:r><m:oMath><m:r><m:t>sin θ</m:t></m:r></m:oMath></w:p>';

  test('equations are counted, and their words told', async () => {
    const reading = await read('a.docx', makeDocx(equation));
    expect(reading.notes).toEqual(
      expect.arrayContaining([
        '1 equation was left out. Say in words what matters in them.',
        expect.stringMatching(/^2 of \d+ words that were read are in no draft: sin θ/)
      ])
    );
  });

  test('deleted words, field codes and words that moved away are no text', async () => {
    const body =
      '<w:p><w:r><w:t>Kept here.</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>' +
      '<w:moveFrom><w:r><w:t>elsewhere</w:t></w:r></w:moveFrom><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>';
    expect(lostNotes(await read('a.docx', makeDocx(body)))).toEqual([]);
  });

  test('a document whose text stands in files inside it says so', async () => {
    await expect(read('a.docx', makeDocx('<w:altChunk r:id="rId9"/>'))).rejects.toThrow(/altChunk.*save it again/);
  });
});

describe('tables', () => {
  test('lists, headings and tables in a grid are kept, each row with the names of its columns', async () => {
    const page = `<h1>Plan</h1><p>Intro.</p><table><tr><th>Step</th><th>What to do</th></tr>
      <tr><td>Plan</td><td><ul><li>Name the aim</li><li>Choose a measure</li></ul></td></tr>
      <tr><td>Do</td><td><p>Try it.</p><p>Look.</p></td></tr></table>`;
    expect(await bodies('a.html', page)).toEqual({
      Plan: 'Intro.\n\n- Step: Plan; What to do: Name the aim; Choose a measure\n- Step: Do; What to do: Try it. Look.'
    });
    expect(lostNotes(await read('a.html', page))).toEqual([]);
  });

  const rows = (...lines: string[][]): string =>
    `<table>${lines.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;

  test.each([
    ['its first row is one of the others', rows(['Tea', '£2'], ['Coffee', '£3']), '- Tea: £2\n- Coffee: £3'],
    [
      'also with three columns',
      rows(['Ann', 'ward', 'a b'], ['Ben', 'desk', 'c d']),
      '- Ann; ward; a b\n- Ben; desk; c d'
    ],
    [
      'names in bold are names',
      rows(['<p><b>Tool</b></p>', '<b>For whom</b>'], ['Planner', 'team']),
      '- Tool: Planner; For whom: team'
    ],
    [
      'so are words above figures',
      rows(['Item', 'Cost'], ['Tea', '£2'], ['Coffee', '£3']),
      '- Item: Tea; Cost: £2\n- Item: Coffee; Cost: £3'
    ],
    [
      'and what stands above nothing',
      rows(['', 'Ward A', 'Ward B'], ['Falls', 'few', 'many']),
      '- Falls; Ward A: few; Ward B: many'
    ],
    [
      'names of rows are no names of columns',
      '<table><tr><th>Aim</th><td>Spread</td></tr><tr><th>Owner</th><td>Ward</td></tr></table>',
      '- Aim: Spread\n- Owner: Ward'
    ]
  ])('in a table that does not say which row names its columns, %s', async (_, table, body) => {
    expect((await read('a.html', `<p>Intro.</p>${table}`)).sections[0]?.body).toBe(`Intro.\n\n${body}`);
  });

  test('a table of Word whose style shows its first row in bold names its columns there', async () => {
    const cell = (text: string): string => `<w:tc>${paragraph(text)}</w:tc>`;
    const row = (...cells: string[]): string => `<w:tr>${cells.map(cell).join('')}</w:tr>`;
    const table = `<w:tbl><w:tblPr><w:tblStyle w:val="Grid4"/></w:tblPr>${row('Tool', 'For whom')}${row('Planner', 'team')}</w:tbl>`;
    const first = '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>';
    const styles = (inner: string) => ({
      name: 'word/styles.xml',
      data: `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="table" w:styleId="Grid4"><w:name w:val="Grid"/>${inner}</w:style></w:styles>`
    });
    expect(Object.values(await bodies('a.docx', makeDocx(table, styles(first))))).toEqual([
      '- Tool: Planner; For whom: team'
    ]);
    expect(Object.values(await bodies('a.docx', makeDocx(table, styles(''))))).toEqual([
      '- Tool: For whom\n- Planner: team'
    ]);
  });

  test('a table that only lays out a page is read as its blocks, also one in another', async () => {
    const page = `<table><tr><td><table><tr><td><a href="/home">Home</a></td></tr></table></td><td><h1>News</h1><p>Six wards took it up.</p>
      <table><tr><th>Ward</th><th>Falls</th></tr><tr><td>A</td><td>3</td></tr></table></td></tr></table>`;
    const found = await bodies('a.html', page);
    expect(Object.values(found).join('\n')).toContain('Six wards took it up.\n\n- Ward: A; Falls: 3');
    expect(lostNotes(await read('a.html', page))).toEqual([]);
  });

  test('a cell that spans rows or columns leaves those beside it in their columns', async () => {
    const page = `<h1>Leads</h1><table><tr><th colspan="2">Ward</th><th>Lead</th></tr>
      <tr><td rowspan="2">Ash</td><td>day</td><td>Ann</td></tr><tr><td>night</td><td>Bob</td></tr>
      <tr><td colspan="2">Birch</td><td rowspan="9999">Cem</td></tr></table>`;
    expect(await bodies('a.html', page)).toEqual({
      Leads: '- Ward: Ash; day; Lead: Ann\n- Ward: Ash; night; Lead: Bob\n- Ward: Birch; Lead: Cem'
    });
  });

  test('a heading row alone is a line', async () => {
    expect(await bodies('a.html', '<h1>T</h1><table><tr><th>Aim</th><th>Measure</th></tr></table>')).toEqual({
      T: '- Aim; Measure'
    });
  });

  test('HTML in Markdown is read, notes stand where they are cited, boxes are text', async () => {
    const markdown = `# G\n\n<details><summary>More steps</summary>\n\nHidden but real.\n\n</details>\n\n<table><tr><td>In a table</td></tr></table>\n\nA claim.[^1] <b>Bold</b> &lt;tag&gt;.\n\n[^1]: The note.\n\n!!! note "Mind"\n    Text that matters.\n\n[![badge](https://x.example/b.svg)](https://x.example/build)\n`;
    const { G } = await bodies('a.md', markdown);
    for (const part of ['More steps', 'Hidden but real.', 'In a table', 'A claim. (The note.)', 'Text that matters.'])
      expect(G).toContain(part);
    expect(G).toContain('[badge](https://x.example/build)');
    expect(G).toContain('\\<tag>');
    expect(lostNotes(await read('a.md', markdown))).toEqual([]);
  });
});

test.each([
  ['<title> of a page', 'The \\<title> of a page.\n\nAfter it.'],
  ['<body> without its end', 'The \\<body> without its end.\n\nAfter it.'],
  ['</body> alone', 'The \\</body> alone.\n\nAfter it.'],
  ['<select> or </select>', 'The \\<select> or \\</select>.\n\nAfter it.']
])('a tag that Markdown only mentions, %s, hides nothing that follows', async (mentioned, expected) => {
  expect(await bodies('a.md', `# G\n\nThe ${mentioned}.\n\nAfter it.\n`)).toEqual({ G: expected });
});

test('a script in Markdown is left out, and one without an end hides nothing', async () => {
  expect(await bodies('a.md', '# G\n\n<script>\nvar a;\n</script>\n\nAfter it.\n')).toEqual({ G: 'After it.' });
  const open = await bodies('a.md', '# G\n\nBefore.\n\n<script>\nvar a;\n\nAfter it.\n');
  expect(open.G).toContain('After it.');
});

test.each([
  ['a body that ends early', '<html><head></head><body><h1>G</h1><p>One.</p></body><p>After.</p></html>'],
  ['two bodies', '<html><body><h1>G</h1><p>One.</p></body><body><p>After.</p></body></html>'],
  ['text before the body', '<html><head></head><h1>G</h1><p>One.</p><body><p>After.</p></body></html>'],
  ['a script that names the tag', '<title>G</title><script>var a = "<body>";</script><h1>G</h1><p>One.</p><p>After.']
])('a page with %s is read whole', async (_what, page) => {
  expect(await bodies('a.html', page)).toEqual({ G: 'One.\n\nAfter.' });
});

test('equations of a page are told of', async () => {
  const { notes } = await read('a.html', '<h1>G</h1><p>One <math><mi>x</mi></math> two.</p>');
  expect(notes).toContain('1 equation was left out. Say in words what matters in them.');
});

test('lines that the pages of a PDF repeat at their top are left out, and told of', async () => {
  const texts = ['Aim', 'Method', 'Results', 'Thanks'];
  const lines = (number: number): string[] => [
    `Annual report ${number}`,
    `${texts[number - 1]} of our work on spread.`
  ];
  const streams = [1, 2, 3, 4].map((number) => {
    const drawn = lines(number).map((text, index) => `BT /F1 12 Tf 50 ${700 - index * 100} Td (${text}) Tj ET`);
    return drawn.join('\n');
  });
  const kids = streams.map((_, index) => `${10 + index * 2} 0 R`).join(' ');
  const pdf = [
    '%PDF-1.4',
    '1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj',
    `2 0 obj <</Type /Pages /Kids [${kids}] /Count ${streams.length}>> endobj`,
    '3 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj',
    ...streams.flatMap((stream, index) => [
      `${10 + index * 2} 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources <</Font <</F1 3 0 R>>>> /Contents ${11 + index * 2} 0 R>> endobj`,
      `${11 + index * 2} 0 obj <</Length ${stream.length}>>\nstream\n${stream}\nendstream endobj`
    ]),
    'trailer <</Root 1 0 R>>'
  ].join('\n');
  const { sections, notes } = await read('a.pdf', pdf);
  expect(sections.map(({ body }) => body).join(' ')).not.toContain('Annual report');
  expect(notes).toContain('Left out: 4 lines that the pages repeat at their top or bottom, such as “Annual report 4”.');
});

test('a link whose address runs over lines is one', async () => {
  const page =
    '<h1>G</h1><p>See <a href="\n  https://example.org/\na\n  ">the page</a> or <a href="javascript:void(0);\n">this</a>.</p>';
  expect(await bodies('a.html', page)).toEqual({ G: 'See [the page](https://example.org/a) or this.' });
});

test('a link around blocks leads from its heading, and a heading’s handles lead nowhere', async () => {
  const page = `<main><h1>Toolkit</h1><p>About the toolkit and what it is for.</p>
    <div><a href="https://example.org/guide"><h2>Spread guide</h2><p>How to spread a change.</p></a></div>
    <h2>History<span>[<a href="https://example.org/edit?section=1">edit</a>]</span></h2><p>It began in 1998.</p>
    <a href="https://example.org/card"><p>Read the card.</p><p>And more.</p></a></main>`;
  const { sections } = await read('a.html', page);
  expect(sections.map(({ title, url, body }) => [title, url, body])).toEqual([
    ['Toolkit', undefined, 'About the toolkit and what it is for.'],
    ['Spread guide', 'https://example.org/guide', 'How to spread a change.'],
    ['History', undefined, 'It began in 1998.\n\n[Read the card.](https://example.org/card)\n\nAnd more.']
  ]);
});

describe('web pages', () => {
  test('notices, menus and footers known by their names go, and it is said how much', async () => {
    const page = `<body><div id="onetrust-banner-sdk"><h2>Cookies on this site</h2><p>Accept all cookies?</p></div>
      <div class="breadcrumb">You are here: Home</div><h1>Spread</h1><p>${'Spread means that a change reaches other wards. '.repeat(4)}</p>
      <div class="share"><p>Share this page</p></div><div class="footer"><h2>Related pages</h2></div></body>`;
    const reading = await read('a.html', page);
    expect(reading.sections.map(({ title }) => title)).toEqual(['Spread']);
    expect(reading.notes).toEqual([expect.stringMatching(/^Left out: \d+ of \d+ words of the page, taken for menus/)]);
  });

  test('what a page offers beside its text goes by its heading, unless it is most of it', async () => {
    const text = 'Every ward may take the bundle up when its team is ready for it. '.repeat(4);
    const offer = '<div><h2>Recommended for you</h2><ul><li>Ten tips</li></ul></div>';
    const page = `<main><h1>Bundle</h1><p>${text}</p>${offer}<h2>Most read</h2><p>Rose.</p></main>`;
    const { sections, notes } = await read('a.html', page);
    expect(sections.map(({ title }) => title)).toEqual(['Bundle', 'Most read']);
    expect(notes).toEqual(expect.arrayContaining([expect.stringMatching(/^Left out: 5 of \d+ words/)]));
    const alone = await read('a.html', `<main><h1>Tips</h1><p>Intro.</p>${offer}</main>`);
    expect(alone.sections.map(({ title }) => title)).toContain('Recommended for you');
  });

  test('a cookie notice goes by whatever name, but not a page on cookies', async () => {
    const notice = '<div class="zz9"><p>We use cookies to make this work.</p><button>Fine</button></div>';
    const page = `<body>${notice}<div id="ccc">Cookie control</div><h1>Falls</h1><p>Six wards have fewer falls than a year ago.</p></body>`;
    expect(await bodies('a.html', page)).toEqual({ Falls: 'Six wards have fewer falls than a year ago.' });
    const policy = '<body><h1>Our cookies</h1><div><p>We set two cookies.</p><button>Change</button></div></body>';
    expect(JSON.stringify(await bodies('a.html', policy))).toContain('We set two cookies.');
  });

  test('what a reader unfolds is text, with the words of its button as its heading', async () => {
    const page = `<main><h1>Falls</h1><p>What we do about falls on our wards.</p>
      <h2><button aria-controls="p1">After a fall</button></h2><div id="p1" hidden><p>Fill in the checklist.</p></div>
      <h2>Before</h2><div class="accordion-body" style="display:none"><p>Look at the shoes.</p></div>
      <div hidden><p>A form that is not shown.</p></div></main>`;
    expect(await bodies('a.html', page)).toEqual({
      Falls: 'What we do about falls on our wards.',
      'After a fall': 'Fill in the checklist.',
      Before: 'Look at the shoes.'
    });
  });

  test('raised figures stay raised', async () => {
    const page = '<h1>Dose</h1><p>Give 10<sup>3</sup> units per m<sup>2</sup>, on the 1<sup>st</sup> day.</p>';
    expect(await bodies('a.html', page)).toEqual({ Dose: 'Give 10³ units per m², on the 1st day.' });
    expect(lostNotes(await read('a.html', page))).toEqual([]);
  });

  test('an address without a scheme is one of the web', async () => {
    expect(await bodies('a.html', '<h1>A</h1><p>See <a href="//example.org/x">the page</a>.</p>')).toEqual({
      A: 'See [the page](https://example.org/x).'
    });
  });

  test('a page in one form, or in a part named like furniture, is not lost with it', async () => {
    const text = 'Every ward may take the bundle up when its team is ready for it. '.repeat(8);
    for (const page of [
      `<form><h1>Bundle</h1><p>${text}</p></form>`,
      `<div class="widget"><h1>Bundle</h1><p>${text}</p></div>`
    ])
      expect((await bodies('a.html', page)).Bundle).toContain('Every ward may take the bundle up');
  });

  test('title and address are read as a browser reads them', async () => {
    const page =
      '<meta charset=utf-8><title>Caf&eacute; guide &hellip; l&apos;avenir</title><link rel=canonical href=https://example.org/guide><main><h2>One</h2><p>See <a href=/tools>the tools</a> now.</p><h2>Two</h2><p>Text.</p></main>';
    expect(await read('a.html', page)).toMatchObject({
      title: 'Café guide … l’avenir'.replace('’', "'"),
      address: 'https://example.org/guide',
      sections: [{ links: [{ url: 'https://example.org/tools' }], lost: [] }, {}]
    });
  });

  test('backslashes before a letter in a link within the page take no time', async () => {
    const page = `<h1>A</h1><p>See <a href="#n">${'\\'.repeat(5_000)}A</a>.</p>`;
    expect((await bodies('a.html', page)).A).toContain('See');
  });
});

describe('Word documents', () => {
  const styled = (style: string, text: string): string =>
    `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
  const bold = (text: string): string => `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>${text}</w:t></w:r></w:p>`;

  test('styles based on a heading, outline levels and bold lines are headings', async () => {
    const namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
    const styles = {
      name: 'word/styles.xml',
      data: `<?xml version="1.0"?><w:styles ${namespace}><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="NHSTop"><w:name w:val="NHS Top"/><w:basedOn w:val="Heading1"/></w:style><w:style w:type="paragraph" w:styleId="Outlined"><w:name w:val="Outlined"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>`
    };
    const body = [
      styled('NHSTop', 'Aim'),
      paragraph('To spread a change.'),
      styled('Outlined', 'Teams'),
      paragraph('Six wards.'),
      '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>Measures</w:t></w:r></w:p>',
      paragraph('Falls a month.')
    ].join('');
    expect(await bodies('a.docx', makeDocx(body, styles))).toEqual({
      Aim: 'To spread a change.',
      Teams: 'Six wards.',
      Measures: 'Falls a month.'
    });
    const power = '<w:r><w:t>10</w:t></w:r><w:r><w:rPr><w:position w:val="8"/></w:rPr><w:t>3</w:t></w:r>';
    expect(Object.values(await bodies('a.docx', makeDocx(`<w:p>${power}</w:p>`)))).toEqual(['10³']);
    const plain = makeDocx(bold('Guide') + paragraph('For teams.') + bold('Who it is for') + paragraph('Leads.'));
    expect(await bodies('a.docx', plain)).toEqual({ Guide: 'For teams.', 'Guide: Who it is for': 'Leads.' });
  });

  test.each([
    ['a.pptx', 'ppt/presentation.xml', 'PowerPoint presentation'],
    ['a.xlsx', 'xl/workbook.xml', 'Excel workbook'],
    ['a.odp', 'mimetype', 'LibreOffice presentation', 'application/vnd.oasis.opendocument.presentation'],
    ['a.ods', 'mimetype', 'LibreOffice spreadsheet', 'application/vnd.oasis.opendocument.spreadsheet']
  ])('%s says what to do', async (name, part, says, data = 'x') => {
    await expect(read(name, makeZip([{ name: part, data, stored: true }]))).rejects.toThrow(says);
  });

  test.each([
    ['mail.msg', '__substg1.0_0037001F', 'a mail saved by Outlook'],
    ['old.xls', 'Workbook', 'Excel workbook of before 2007'],
    ['old.doc', 'WordDocument', 'Word document of before 2007']
  ])('%s is named by what it holds', async (name, stream, says) => {
    const bytes = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from(stream, 'utf16le')]);
    await expect(read(name, new Uint8Array(bytes))).rejects.toThrow(says);
  });
});

describe('headings that are only bold', () => {
  const page = '<p><b>How to book</b></p><p>Write to us.</p><p><strong>Costs:</strong></p><p>None for staff.</p>';
  const markdown = '**How to book**\n\nWrite to us.\n\n**Costs:**\n\nNone for staff.\n';

  test.each([
    ['a.html', page],
    ['a.md', markdown],
    ['a.md', `# Rooms\n\n${markdown}`]
  ])('%s is split at them', async (name, content) => {
    expect(Object.values(await bodies(name, content))).toEqual(['Write to us.', 'None for staff.']);
  });

  test('bold sentences, a bold last line and bold lines below real headings are none', async () => {
    for (const content of [
      '**Mind this.**\n\nText.\n\nMore.\n',
      'Text.\n\nMore.\n\n**The end**\n',
      '## A\n\n**B**\n\nText.\n'
    ])
      expect((await read('a.md', content)).sections).toHaveLength(1);
  });
});

test('front matter in TOML is no text, and names the page', async () => {
  const { title, sections } = await read('a.md', '+++\ntitle = "Falls guide"\ndraft = true\n+++\n\nSix wards.\n');
  expect([title, sections.map(({ body }) => body)]).toEqual(['Falls guide', ['Six wards.']]);
});
