import { describe, expect, test } from '@jest/globals';
import { readDocument } from '../../../src/tools/importing/read-document.ts';

const read = (html: string, name = 'a.html') => readDocument(name, new TextEncoder().encode(html), undefined, () => {});
const bodies = async (html: string): Promise<Record<string, string>> =>
  Object.fromEntries((await read(html)).sections.map(({ title, body }) => [title, body]));
const text = '<p>A short meeting at the board at the start of each shift, led by the nurse in charge.</p>';

describe('what sites put around a text', () => {
  test.each([
    ['Quantcast', '<div class="qc-cmp2-container"><p>We and our partners store information on a device.</p></div>'],
    ['Civic', '<div id="ccc"><h2>Our use of cookies</h2><p>We use necessary cookies.</p></div>'],
    ['Osano', '<div class="osano-cm-dialog"><span>This website utilizes technologies such as cookies.</span></div>'],
    ['Complianz', '<div id="cmplz-cookiebanner-container"><div>Manage Consent</div><p>To give the best.</p></div>'],
    ['Sourcepoint', '<div id="sp_message_container_1"><p>We care about your privacy, and so do partners.</p></div>']
  ])('the notice of %s, longer than the text', async (_vendor, banner) => {
    expect(
      await bodies(`<html><body>${banner.repeat(3)}<div><h1>Huddle</h1><p>Meet at 8.</p></div></body></html>`)
    ).toEqual({
      Huddle: 'Meet at 8.'
    });
  });

  test('a menu before the heading, and one in a cell beside the text', async () => {
    const menu = '<a href="/">Home</a> <a href="/log">Log in</a> <a href="/b">Basket: 0</a>';
    expect(await bodies(`<body><div id="top">${menu}</div><div><h1>Huddle</h1>${text}</div></body>`)).toEqual({
      Huddle: expect.stringMatching(/^A short meeting/)
    });
    const cells = `<td>${menu}</td><td><font size="5"><b>Huddle</b></font><br><br>${'We met daily and learnt. '.repeat(8)}</td>`;
    expect(Object.values(await bodies(`<body><table><tr>${cells}</tr></table></body>`)).join()).not.toMatch(/Basket/);
  });

  test('lines of print views and newsletters, and the question whether a page was useful', async () => {
    const lines = [
      'Print this page | Close window',
      'Page 1 of 2',
      'View this email in your browser',
      '© Trust 2026. All rights reserved.',
      'Last updated: 4 March 2025',
      'Page last reviewed: 5 May 2026<br>Next review due: 5 May 2029'
    ].map((line) => `<p>${line}</p>`);
    const asked = '<div><h2>Was this page useful?</h2><button>Yes</button></div>';
    expect(await bodies(`<body><h1>Huddle</h1>${lines.join('')}${text}${asked}</body>`)).toEqual({
      Huddle: expect.stringMatching(/^A short meeting[^\n]*$/)
    });
  });

  test('a word of the subject that a notice has too stays', async () => {
    const page = `<body><h1>Tea</h1>${text}<h2>Cookies and tea</h2><p>People stay for cookies.</p></body>`;
    expect(await bodies(page)).toMatchObject({ 'Cookies and tea': 'People stay for cookies.' });
  });
});

describe('headings that are none by their tag', () => {
  test('roles, buttons of accordions, titles of Word and bold lines', async () => {
    const page =
      '<body><div role="heading" aria-level="1">QI clinic</div><p>Each Thursday.</p>' +
      '<button class="accordion-button">Who may come?</button><div class="collapse" style="display:none"><p>Any of the staff.</p></div></body>';
    expect(await bodies(page)).toEqual({ 'QI clinic': 'Each Thursday.', 'Who may come?': 'Any of the staff.' });
    expect(
      await bodies('<body><p class=MsoTitle>Buddies</p><p>Ask one.</p><h1>Choosing</h1><p>Six months here.</p></body>')
    ).toEqual({ Buddies: 'Ask one.', Choosing: 'Six months here.' });
    expect(
      await bodies('<body><p><b>Circles</b></p><p>They meet.</p><p><b>Going on:</b><br>Meet monthly.</p></body>')
    ).toEqual({ Circles: 'They meet.', 'Going on': 'Meet monthly.' });
  });

  test('classes of headings, bold styles, underlined lines and what details open by', async () => {
    const parts = [
      '<p class="h2">Borrow a kitchen</p><p>Ask early.</p>',
      '<div class="ms-rteElement-H2">Costs here</div><p>Ten pounds.</p>'
    ];
    expect(await bodies(`<body><h1>Cook</h1><p>We lend.</p>${parts.join('')}</body>`)).toMatchObject({
      'Borrow a kitchen': 'Ask early.',
      'Costs here': 'Ten pounds.'
    });
    const bold = [
      '<p style="font-weight:bold">Quiet hour</p><p>Lights down.</p>',
      '<p><u>Water jugs</u></p><p>Red lids.</p>',
      '<details><summary>Night rounds</summary><p>Two of us.</p></details>'
    ];
    expect(await bodies(`<head><title>Ideas</title></head><body>${bold.join('')}</body>`)).toEqual({
      'Quiet hour': 'Lights down.',
      'Water jugs': 'Red lids.',
      'Night rounds': 'Two of us.'
    });
  });

  test('a list of cards is one part a card', async () => {
    const card = (name: string) =>
      `<li><h3><a href="https://a.example/${name}">${name}</a></h3><p>What ${name} is for.</p></li>`;
    const { sections } = await read(`<body><h1>Tools</h1><ul>${card('Alpha')}${card('Beta')}</ul></body>`);
    expect(sections.map(({ title, body, url }) => [title, body, url])).toEqual([
      ['Alpha', 'What Alpha is for.', 'https://a.example/Alpha'],
      ['Beta', 'What Beta is for.', 'https://a.example/Beta']
    ]);
  });

  test('a card that is a link as a whole says nothing of it', async () => {
    const page =
      '<body><h1>Tools</h1><a href="https://a.example/x"><h3>Alpha</h3><p>What it does.</p><span>Read more</span></a></body>';
    const { sections, notes } = await read(page);
    expect([sections[0], notes]).toEqual([
      expect.objectContaining({ body: 'What it does.', lost: [] }),
      expect.not.arrayContaining([expect.stringContaining('in no draft')])
    ]);
  });

  test('a heading with only a picture has its description; text above the top heading belongs to it', async () => {
    expect(
      await bodies('<body><p>Of the trust.</p><h1><img src="a.png" alt="Academy"></h1><p>We coach.</p></body>')
    ).toEqual({ Academy: 'Of the trust.\n\nWe coach.' });
  });

  test('a heading that says little alone has the name of its page', async () => {
    const page = `<body><h1>Huddle</h1>${text}<h2>What we learnt</h2><p>Be brief.</p></body>`;
    expect(await bodies(page)).toMatchObject({ 'Huddle: What we learnt': 'Be brief.' });
  });
});

describe('lists that are none by their tag', () => {
  test('of Word, with levels', async () => {
    const item = (mark: string, level: number, words: string) =>
      `<p class=MsoListParagraph style='mso-list:l0 level${level} lfo1'><![if !supportLists]><span>${mark}<span>&nbsp;&nbsp; </span></span><![endif]>${words}</p>`;
    const page = `<body><h1>Buddy</h1>${item('·', 1, 'Wants to')}${item('o', 2, 'and said so')}${item('·', 1, 'Has time')}<p>Then:</p>${item('1.', 1, 'Pair')}${item('2.', 1, 'Meet')}</body>`;
    expect(await bodies(page)).toEqual({ Buddy: '- Wants to: and said so\n- Has time\n\nThen:\n\n1. Pair\n2. Meet' });
    expect((await read(page)).notes.filter((note) => note.includes('in no draft'))).toEqual([]);
  });

  test('of Google Docs, whose levels are lists side by side', async () => {
    const page =
      '<body><h1>Club</h1><ul class="lst-kix_a-0 start"><li>Pick</li></ul><ul class="lst-kix_a-1 start"><li>open access</li></ul><ul class="lst-kix_a-0"><li>Print</li></ul></body>';
    expect(await bodies(page)).toEqual({ Club: '- Pick: open access\n- Print' });
  });

  test('typed bullets, and definitions; a dash alone is none', async () => {
    expect(await bodies('<body><h1>A</h1><p>• Up<br>• Down</p><p>– so they say</p></body>')).toEqual({
      A: '- Up\n- Down\n\n– so they say'
    });
    expect(
      await bodies('<body><h1>A</h1><dl><dt>PDSA</dt><dd>Plan, do.</dd><dt>SPC</dt><dd>A chart.</dd></dl></body>')
    ).toEqual({
      A: '- **PDSA**: Plan, do.\n- **SPC**: A chart.'
    });
  });
});

describe('links', () => {
  const links = async (html: string) => (await read(html)).sections.flatMap((section) => section.links);

  test('are whole by the base of the page, not by its own address', async () => {
    const head =
      '<head><link rel="canonical" href="https://trust.example/a/page/"><base href="https://trust.example/a/"></head>';
    expect(
      await links(`<html>${head}<body><h1>A</h1><p>See <a href="docs/card.pdf">the card</a>.</p></body></html>`)
    ).toEqual([{ text: 'the card', url: 'https://trust.example/a/docs/card.pdf' }]);
  });

  test('are without followers, wrappers, and what is said of the window', async () => {
    const safe =
      'https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2Fb%3Fx%3D1%26utm_source%3Dq&amp;data=05';
    const page = `<body><h1>A</h1><p>See <a href="${safe}">the card (opens in a new window)</a> and <a href="https://a.example/c?utm_medium=x&amp;id=7&amp;fbclid=9">the form<span class="visually-hidden"> (opens in new tab)</span></a>.</p></body>`;
    expect(await links(page)).toEqual([
      { text: 'the card', url: 'https://a.example/b?x=1' },
      { text: 'the form', url: 'https://a.example/c?id=7' }
    ]);
  });

  test('a telephone number is no lost link, and is said where the words do not', async () => {
    const { sections } = await read(
      '<body><h1>A</h1><p>Ring <a href="tel:+441632960001">01632 960001</a> or <a href="tel:+441632960002">the desk</a>.</p></body>'
    );
    expect(sections[0]).toMatchObject({ lost: [], body: 'Ring 01632 960001 or the desk (+441632960002).' });
  });
});

describe('remarks and deleted words', () => {
  test('of Google Docs and Word are no text; notes stand at their marks', async () => {
    const page =
      '<body><h1>Club</h1><p>Read it.<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup> Act.<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup> <del>Old.</del></p>' +
      '<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a> Smith 2020.</p></div><div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a>Which one?</p></div></body>';
    expect(await bodies(page)).toEqual({ Club: 'Read it. Act. (Smith 2020.)' });
  });
});

test.each([
  [
    'frames',
    '<frameset cols="20%,80%"><frame src="menu.htm"><frame src="main.htm"></frameset>',
    /in frames.*menu\.htm, main\.htm/
  ],
  ['a program', '<body><div id="root"></div><script src="/main.js"></script></body>', /a program in it writes the text/]
])('a page that is only %s says what to do', async (_what, html, message) => {
  await expect(read(`<html><head><title>A</title></head>${html}</html>`)).rejects.toThrow(message);
});
