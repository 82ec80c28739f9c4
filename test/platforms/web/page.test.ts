import { request } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { cardHtml } from '../../../src/platforms/web/card-html.ts';
import { formHtml } from '../../../src/platforms/web/form-html.ts';
import { askedHtml } from '../../../src/platforms/web/pages.ts';
import { createRequestLimit } from '../../../src/platforms/web/request-limit.ts';
import { gallery } from '../../fixtures/cards.ts';
import { anEntry } from '../../support/entries.ts';
import { createRecordingBot, type RecordingBot } from '../../support/recording-bot.ts';
import { openWebStand, type WebStand } from '../../support/web-stand.ts';

const entries = [
  anEntry({ id: 'squire-2', title: 'SQUIRE 2.0', kind: 'checklist', topic: 'publishing' }),
  anEntry({ id: 'an-idea', title: 'An idea', kind: 'concept', topic: 'publishing' }),
  anEntry({ id: 'old-tool', title: 'A tool of old', kind: 'tool', topic: 'publishing', status: 'closed' }),
  anEntry({ id: 'often-used', title: 'Used by many', kind: 'guide', topic: 'publishing' })
];

describe('the page', () => {
  let bot: RecordingBot;
  let stand: WebStand;

  const open = async (site = { indexed: false }) => {
    await stand?.close();
    stand = await openWebStand(bot, gallery, { site, uses: async () => new Map([['often-used', 12]]) });
  };
  beforeEach(async () => {
    bot = createRecordingBot(entries);
    await open();
  });
  afterEach(() => stand.close());

  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(stand.origin + path, { redirect: 'manual', headers });
    return { status: response.status, headers: response.headers, body: await response.text() };
  };
  const post = async (body: object, query = '?as=page') => {
    const response = await fetch(`${stand.origin}/playground/messages${query}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ conversation: 'conversation-1', id: `message-${bot.calls}-0001`, ...body })
    });
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  };

  test('an address asks: the answer stands in the page, without a script, and is not for search engines', async () => {
    bot.answer({ title: 'SQUIRE 2.0', text: 'The **standard** checklist.', feedback: { about: 'squire-2' } });
    const { status, body } = await get(`/?q=${encodeURIComponent('which checklist?')}`);
    expect(status).toBe(200);
    expect(body).toContain('<h1 tabindex="-1">SQUIRE 2.0</h1>');
    expect(body).toContain('<strong>standard</strong>');
    expect(body).toContain('value="which checklist?"');
    expect(body).toContain('data-copy="/entry/squire-2"');
    expect(body).toContain('<meta name="robots" content="noindex">');
    expect(bot.messages).toMatchObject([{ kind: 'question', text: 'which checklist?' }]);
  });

  test('every page has the name that the knowledge gives itself, also once it has changed', async () => {
    let name = 'Brindle Watch';
    await stand.close();
    stand = await openWebStand({ ...bot, name: () => name }, gallery);
    for (const path of ['/', '/about', '/entry/squire-2', '/topic/publishing', '/entry/nowhere', '/?q=boots']) {
      const { body } = await get(path);
      expect(body).toContain('Brindle Watch</a>');
      expect(body).not.toContain('Spread Bot');
    }
    name = 'Another';
    expect((await get('/')).body).toContain('<title>Another</title>');
  });

  test('personal details do not stay in the address', async () => {
    const { status, headers } = await get(`/?q=${encodeURIComponent('can 943 476 5919 have this')}`);
    expect(status).toBe(303);
    expect(headers.get('location')).not.toContain('943');
    expect(bot.calls).toBe(0);
  });

  test('every entry has an address, and what has none is said kindly', async () => {
    expect((await get('/entry/squire-2')).body).toContain('<h1 tabindex="-1">SQUIRE 2.0</h1>');
    for (const path of ['/entry/nobody', '/topic/cooking']) {
      const { status, body } = await get(path);
      expect([status, body.includes('There is nothing at this address')]).toEqual([404, true]);
      expect(body).toContain('look through <a href="/">the topics</a>');
    }
  });

  test('a topic lists all its entries: tools before ideas, by use, the closed ones last', async () => {
    const { body } = await get('/topic/publishing');
    const order = [...body.matchAll(/href="\/entry\/([\w-]+)"/g)].map(([, id]) => id);
    expect(order).toEqual(['often-used', 'squire-2', 'old-tool', 'an-idea']);
  });

  test.each([
    ['tips', { kind: 'question', text: 'tips' }],
    ['the button for tips', { kind: 'action', action: 'tips', value: 'weekly' }]
  ])('%s: a browser is no channel, and is told so', async (_name, message) => {
    expect((await post(message)).body.title).toBe('A browser gets no tips');
    expect(bot.calls).toBe(0);
  });

  test('what is asked first leans on the entry on the page', async () => {
    await post({ kind: 'question', text: 'who do I contact about it?', about: 'squire-2' });
    expect(bot.messages).toMatchObject([
      { kind: 'action', action: 'open', value: 'squire-2' },
      { kind: 'question', text: 'who do I contact about it?' }
    ]);
  });

  test('a form comes back from the page’s own drawing of it', async () => {
    const data = { form: 'feedback.reason', value: 'squire-2', fields: { reason: 'too long' } };
    await post({ kind: 'form', on: 'page', data });
    expect(bot.messages).toMatchObject([{ kind: 'form', ...data }]);
    expect((await post({ kind: 'form', on: 'page', data: { ...data, admin: true } })).status).toBe(400);
  });

  test('search engines are let in by the setting alone, and never to answers', async () => {
    expect((await get('/robots.txt')).body).toBe('User-agent: *\nDisallow: /\n');
    expect((await get('/entry/squire-2')).body).toContain('noindex');
    await open({ indexed: true });
    expect((await get('/robots.txt')).body).toContain('Allow: /entry/');
    expect((await get('/entry/squire-2')).body).not.toContain('noindex');
    expect((await get('/?q=hello')).body).toContain('noindex');
  });

  test('the foot says who runs it, and leads to privacy and accessibility', async () => {
    expect((await get('/')).body).toMatch(/href="\/about#privacy"[\s\S]*href="\/about#accessibility"/);
    const owned = { indexed: false, owner: 'The <b>team</b>', privacy: 'https://example.nhs.uk/privacy' };
    await open(owned);
    const { body } = await get('/');
    expect(body).toContain('Run by The &lt;b&gt;team&lt;/b&gt;');
    expect(body).toContain('href="https://example.nhs.uk/privacy"');
    const about = await get('/about');
    expect(about.body).toContain('kept for 90 days');
    expect(about.body).toContain('href="/?q=who+wrote+these+answers"');
  });

  /** Bytes as they travel: fetch would unpack them. */
  const wire = (path: string) =>
    new Promise<{ headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
      request(stand.origin + path, { headers: { 'accept-encoding': 'gzip, br' } }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(parts) }));
      })
        .on('error', reject)
        .end();
    });

  test.each(['/', '/?q=hello'])('%s costs less than 150 kB and few requests before the first answer', async (path) => {
    const first = await wire(path);
    const own = [
      ...brotliDecompressSync(first.body)
        .toString()
        .matchAll(/(?:src|href)="(\/playground\/[^"]+\?v=[^"]+)"/g)
    ];
    const addresses = [...new Set(own.map(([, address]) => address!))];
    const files = await Promise.all(addresses.map((address) => wire(address)));
    const bytes = [first, ...files].reduce((sum, { body }) => sum + body.length, 0);
    expect(addresses.length).toBeLessThan(6);
    expect(bytes).toBeLessThan(30_000);
    for (const { headers } of files) expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    for (const { headers } of files.filter(({ body }) => body.length > 1000))
      expect(headers['content-encoding']).toBe('br');
  });

  test('a file asked for without its hash is asked for again, and not sent again while it is the same', async () => {
    const { headers } = await get('/playground/page.css');
    expect(headers.get('cache-control')).toBe('no-cache');
    expect((await get('/playground/page.css', { 'If-None-Match': headers.get('etag')! })).status).toBe(304);
  });
});

describe('cards as pieces of a page', () => {
  test.each(Object.entries(gallery))('%s runs nothing, loads nothing, and leads only where it may', (_name, card) => {
    const { markup } = cardHtml(card, { level: 1 });
    expect(markup).not.toMatch(/<(?:script|img|iframe|style|at)\b|\son[a-z]+=|\sstyle=/i);
    for (const [, address] of markup.matchAll(/href="([^"]*)"/g)) expect(address).toMatch(/^(?:https?:|mailto:|\/)/);
    const tags = [...markup.matchAll(/<(\/?)(article|h1|h2|p|ul|ol|li|details|div|dl|b|a|button|span)\b/g)];
    expect(tags.filter(([, end]) => end).length).toBe(tags.filter(([, end]) => !end).length);
  });

  test('a form shows its fields, hints and faults, tied together for a screen reader', () => {
    const { markup } = formHtml({
      id: 'f',
      title: 'Form',
      value: 'v"',
      submit: 'Send',
      back: 'Back',
      fields: [
        { id: 'a', label: 'Words', kind: 'text', hint: 'Be short', error: 'Too <long>' },
        { id: 'b', label: 'One', kind: 'choice', expanded: true, value: 'y', options: [{ label: 'Yes', value: 'y' }] },
        { id: 'c', label: 'Some', kind: 'many', optional: true, value: 'p,q', options: [{ label: 'P', value: 'p' }] }
      ]
    });
    expect(markup).toContain('data-value="v&quot;"');
    expect(markup).toContain('aria-describedby="field-a-hint field-a-error" aria-invalid="true" aria-required="true"');
    expect(markup).toContain('Too &lt;long&gt;');
    expect(markup).toContain('type="radio" name="b" value="y" checked');
    expect(markup).toContain('type="checkbox" name="c" value="p" checked');
    expect(markup).toContain('Some (optional)');
    expect(markup).toContain('data-back>Back');
  });

  test('a form in which everything is optional says so once', () => {
    const field = { label: 'Words', kind: 'line', optional: true } as const;
    const two = [
      { ...field, id: 'a' },
      { ...field, id: 'b' }
    ];
    const form = { id: 'x', title: 'Form', value: '', submit: 'Send', fields: two };
    expect(formHtml(form).markup.match(/You may leave out any of these/g)).toHaveLength(1);
    expect(formHtml(form).markup).not.toContain('(optional)');
    expect(formHtml({ ...form, fields: two.slice(1) }).markup).toContain('Words (optional)');
  });

  test('a long question is folded after its first lines', () => {
    expect(askedHtml('short').markup).toContain('<p class="asked"');
    expect(askedHtml('long '.repeat(100)).markup).toMatch(/<details class="asked"[\s\S]*…<\/summary>/);
  });
});

test('one address may ask a hundred times at once, and then at a pace', () => {
  let now = 0;
  let refused = 0;
  const limit = createRequestLimit(
    () => now,
    () => {
      refused += 1;
    }
  );
  let passed = 0;
  const ask = (remoteAddress: string) =>
    limit({ socket: { remoteAddress } } as never, {} as never, () => (passed += 1));
  for (let i = 0; i < 150; i++) ask('203.0.113.1');
  expect([passed, refused]).toEqual([120, 30]);
  ask('203.0.113.2');
  expect(passed).toBe(121);
  now += 1000;
  for (let i = 0; i < 20; i++) ask('203.0.113.1');
  expect(passed).toBe(131);
});
