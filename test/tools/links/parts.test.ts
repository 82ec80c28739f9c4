import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isPublic } from '../../../src/tools/links/guard.ts';
import { collectAddresses, fixMoved, type LinkResult } from '../../../src/tools/links/index.ts';
import { createPace } from '../../../src/tools/links/pace.ts';
import { whyNotTheSame } from '../../../src/tools/links/same-page.ts';
import { suspectNotFound } from '../../../src/tools/links/soft-404.ts';

const moved = (url: string, movedTo: string): LinkResult => ({
  url,
  movedTo,
  places: [],
  state: 'moved',
  detail: '',
  hops: [],
  ms: 0
});

describe('which addresses may be reached', () => {
  test.each(['8.8.8.8', '51.11.108.188', '2606:4700::1111', '::ffff:8.8.8.8'])('%s: yes', (address) => {
    expect(isPublic(address)).toBe(true);
  });
  test.each([
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '240.0.0.1',
    '::',
    '::1',
    'fe80::1',
    'fc00::1',
    'fd12::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    'localhost',
    ''
  ])('%s: no', (address) => {
    expect(isPublic(address)).toBe(false);
  });
});

describe('collecting', () => {
  const entry = `---\nid: a\nurl: https://a.example/one\narchived_url: "http://b.example/two"\nsource:\n  - https://a.example/one\n  - https://c.example/three#part\n---\n\nSee [it](https://d.example/x(y)) or <https://e.example/>.\n\n- Write to [us](mailto:a@b.example), [again](https://a.example/one).\n`;
  test('front matter, body and tips; each address once, with every place; no mailboxes', () => {
    const tips = '- id: t\n  topic: spread\n  text: Try [this](https://f.example/tip).\n  resource: a\n';
    const found = collectAddresses([
      { file: 'resources/a.md', text: entry },
      { file: 'tips.yaml', text: tips },
      { file: 'questions.yaml', text: '- ask: x\n' }
    ]);
    expect(
      Object.fromEntries([...found].map(([url, places]) => [url, places.map(({ file, line }) => `${file}:${line}`)]))
    ).toEqual({
      'https://a.example/one': ['resources/a.md:3', 'resources/a.md:6', 'resources/a.md:12'],
      'http://b.example/two': ['resources/a.md:4'],
      'https://c.example/three#part': ['resources/a.md:7'],
      'https://d.example/x(y)': ['resources/a.md:10'],
      'https://e.example/': ['resources/a.md:10'],
      'https://f.example/tip': ['tips.yaml:3']
    });
  });
});

describe('fixing', () => {
  test('only whole addresses change; everything else stays byte for byte', () => {
    const text =
      '\ufeff---\r\nurl: http://a.example/x   # keep\r\nsource: ["http://a.example/x", http://a.example/xy]\r\n---\r\n[one](http://a.example/x), <http://a.example/x>. http://a.example/x/y http://a.example/x.\t\r\n';
    const { text: fixed, changed } = fixMoved(text, [moved('http://a.example/x', 'https://b.example/z?q=1')]);
    expect(changed).toBe(5);
    expect(fixed).toBe(
      '\ufeff---\r\nurl: https://b.example/z?q=1   # keep\r\nsource: ["https://b.example/z?q=1", http://a.example/xy]\r\n---\r\n[one](https://b.example/z?q=1), <https://b.example/z?q=1>. http://a.example/x/y https://b.example/z?q=1.\t\r\n'
    );
  });

  test('an address with brackets or a dollar sign is taken whole', () => {
    const text = '[a](https://a.example/x_(y)) and https://a.example/x_(y).';
    expect(fixMoved(text, [moved('https://a.example/x_(y)', 'https://b.example/$&')]).text).toBe(
      '[a](https://b.example/$&) and https://b.example/$&.'
    );
  });

  test('results that did not move change nothing, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fixMoved(text, [{ ...moved('https://a.example/', ''), state: 'dead' }])).toEqual({ text, changed: 0 });
      })
    );
  });
});

test('a page about errors deep in its text is not suspected, nor a front page asked for as such', () => {
  const url = (path: string) => new URL(path, 'https://a.example');
  expect(
    suspectNotFound('<title>Spread guide</title><h1>Guide</h1><p>Error 404: page not found</p>', url('/x'), url('/x'))
  ).toBeUndefined();
  expect(suspectNotFound('<title>Home</title>', url('/'), url('/'))).toBeUndefined();
  expect(suspectNotFound(`<title>${'<'.repeat(100_000)}`, url('/x'), url('/x'))).toBeUndefined();
});

test('requests to one host keep their distance, to different hosts they do not wait', async () => {
  let clock = 0;
  const starts: string[] = [];
  const pace = createPace({
    most: 2,
    perHost: 1,
    gapMs: 100,
    now: () => clock,
    sleep: async (ms) => {
      clock += ms;
    }
  });
  const work = (host: string) => pace.run(host, async () => void starts.push(`${host}@${clock}`));
  await Promise.all([work('a'), work('b')]);
  await work('a');
  pace.slowDown('a', 5000);
  await work('a');
  await work('a');
  expect(starts).toEqual(['a@0', 'b@0', 'a@100', 'a@200', 'a@5200']);
  await expect(pace.run('a', () => Promise.reject(new Error('broke')))).rejects.toThrow('broke');
  await work('a');
});

describe('whether a new address is surely the same page', () => {
  test.each([
    ['http://a.example/qi/guide', 'https://a.example/qi/guide/'],
    ['https://a.example/qi/guide.html', 'https://www.a.example/resources/guide'],
    ['https://a.example/qi/spread-guide.html', 'https://www.b.example/resources/spread-guide'],
    ['https://a.example/qi/guide', 'https://b.example/qi/guide'],
    ['https://a.example/', 'https://www.a.example/'],
    ['https://a.example/guide', 'https://a.example/caf%C3%A9/guide'],
    ['https://a.example/qi/guide/index.html', 'https://a.example/qi/guide/'],
    ['https://a.example/2019/03/spread-guide', 'https://a.example/blog/spread-guide'],
    ['https://a.example/page?id=7', 'https://b.example/page?id=7'],
    ['https://a.example/login', 'https://b.example/login']
  ])('%s → %s: yes', (asked, reached) => {
    expect(whyNotTheSame(new URL(asked), new URL(reached))).toBeUndefined();
  });
  test.each([
    '/login?next=/qi/guide',
    '/auth/realms/x/login?session_state=abc123&nonce=0.73',
    '/cookie-consent?return=/qi/guide',
    '/errors/404.html',
    '/maintenance.html',
    '/search?q=guide',
    '/improvement/',
    '/en-gb/home',
    '/qi/guide?utm_source=redirect&gclid=1',
    '/qi/guide;jsessionid=1',
    '/sso/guide',
    '/qi/guide?sid=9',
    '/us/guide',
    '/en-gb/guide',
    '/2024/guide',
    '/qi/guide/index.html?lang=cy',
    'http://a.example/qi/guide',
    'https://user:secret@a.example/qi/guide',
    'https://sso.a.example/qi/guide',
    'https://b.example/guide',
    'https://a.example:8443/guide',
    '/'
  ])('https://a.example/qi/guide → %s: look first', (reached) => {
    const asked = new URL('https://a.example/qi/guide');
    expect(whyNotTheSame(asked, new URL(reached, asked))).toEqual(expect.any(String));
  });
  test.each([
    ['https://a.example/', 'https://b.example/'],
    ['https://a.example/spread/index.html', 'https://a.example/publishing/index.html'],
    ['https://a.example/2019/report', 'https://a.example/2024/report'],
    ['https://a.example/2019/report', 'https://a.example/report']
  ])('%s → %s: look first', (asked, reached) => {
    expect(whyNotTheSame(new URL(asked), new URL(reached))).toEqual(expect.any(String));
  });
});
