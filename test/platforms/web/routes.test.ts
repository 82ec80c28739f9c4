import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { gallery } from '../../fixtures/cards.ts';
import { anEntry } from '../../support/entries.ts';
import { createRecordingBot, type RecordingBot } from '../../support/recording-bot.ts';
import { openWebStand, type WebStand } from '../../support/web-stand.ts';

const squire = anEntry({ id: 'squire-2', title: 'SQUIRE 2.0', kind: 'checklist', topic: 'publishing' });
const asked = { kind: 'question', conversation: 'conversation-1', id: 'message-01', text: 'which checklist?' };

describe('the playground', () => {
  let bot: RecordingBot;
  let stand: WebStand;

  beforeEach(async () => {
    bot = createRecordingBot([squire, anEntry({ id: 'spread-guide', title: 'A guide to spread' })]);
    stand = await openWebStand(bot, gallery);
  });
  afterEach(() => stand.close());

  const post = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${stand.origin}/playground/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body)
    });
  const get = async (path: string) => {
    const response = await fetch(stand.origin + path);
    return { status: response.status, headers: response.headers, body: await response.text() };
  };
  const json = async (path: string) => JSON.parse((await get(path)).body);
  /** Headers that a browser does not let a page set: node's own client does. */
  const asHost = (host: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      request(`${stand.origin}/`, { headers: { host } }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });

  test.each([
    '/',
    '/entry/squire-2',
    '/playground/preview',
    '/playground/gallery',
    '/playground/page.css',
    '/playground/about'
  ])('%s lets nothing run, load or frame it but itself', async (path) => {
    const { status, headers } = await get(path);
    expect(status).toBe(200);
    const policy = headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self';");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('set-cookie')).toBeNull();
  });

  test('pages hold no script, style or address of their own making', async () => {
    for (const path of [
      '/',
      '/?q=hello',
      '/topic/publishing',
      '/about',
      '/playground/preview',
      '/playground/gallery'
    ]) {
      const { body } = await get(path);
      expect(body).not.toMatch(/<script(?![^>]*\ssrc="\/playground\/)|\sstyle=|<style|\son[a-z]+=/);
      expect(body).not.toMatch(/(?:src|href)="(?!\/|#)/);
    }
  });

  test("serves Microsoft's renderer from its package, and nothing above the page's folder", async () => {
    const script = await get('/playground/adaptivecards.js');
    expect(script.headers.get('content-type')).toMatch(/javascript/);
    expect(script.body).toContain('AdaptiveCard');
    for (const path of ['/playground/..%2findex.ts', '/playground/%2e%2e/index.ts', '/playground/nothing.js']) {
      expect((await get(path)).status).toBe(404);
    }
  });

  describe('refuses', () => {
    test.each([
      ['another site, named by the browser', { 'Sec-Fetch-Site': 'cross-site' }],
      ['a sibling site', { 'Sec-Fetch-Site': 'same-site' }],
      ['another origin, where the browser is old', { Origin: 'https://evil.example' }],
      ['a page without an origin', { Origin: 'null' }]
    ])('a post from %s', async (_name, headers) => {
      expect((await post(asked, headers as Record<string, string>)).status).toBe(403);
      expect(bot.calls).toBe(0);
    });

    test('a request that names another host: no page may point its own name at this machine', async () => {
      expect(await asHost('rebound.example')).toBe(403);
      expect(await asHost('rebound.example:80')).toBe(403);
      expect(await asHost('localhost:3978')).toBe(200);
      expect(await asHost('127.0.0.1')).toBe(200);
    });

    test.each(['x-forwarded-for', 'forwarded', 'via', 'x-real-ip', 'x-forwarded-host'])(
      'what a proxy on this machine hands on from others (%s)',
      async (header) => {
        const response = await fetch(`${stand.origin}/playground/about`, { headers: { [header]: '203.0.113.7' } });
        expect(response.status).toBe(403);
      }
    );

    test.each([
      ['a field it does not know', { ...asked, admin: true }, 'admin'],
      ['a kind it does not know', { ...asked, kind: 'shout' }, 'kind'],
      ['nothing said', { ...asked, text: '   ' }, 'text'],
      ['too much said', { ...asked, text: 'x'.repeat(4001) }, 'text'],
      ['a conversation that is no id', { ...asked, conversation: '../../etc/passwd' }, 'conversation'],
      [
        'a press that no button of ours sends',
        { ...asked, text: undefined, kind: 'press', on: 'teams', data: { x: 1 } },
        'data'
      ],
      [
        'a press that hides what objects inherit',
        '{"kind":"press","on":"teams","conversation":"conversation-1","id":"message-01","data":{"__proto__":{"action":"why","value":"x"}}}',
        'data'
      ],
      ['a list', [asked], 'body']
    ])('%s, and says which', async (_name, body, where) => {
      const response = await post(body);
      expect(response.status).toBe(400);
      expect(((await response.json()) as { error: string }).error).toContain(where);
      expect(bot.calls).toBe(0);
    });

    test('what is not JSON, and what is too long, in one plain sentence', async () => {
      const broken = await post('{"kind":');
      expect([broken.status, await broken.json()]).toEqual([400, { error: 'The body is not JSON.' }]);
      const long = await post({ ...asked, text: 'x'.repeat(100_000) });
      expect([long.status, await long.json()]).toEqual([413, { error: 'The body is over 96kb.' }]);
      const form = await post('kind=question&text=hi', { 'Content-Type': 'application/x-www-form-urlencoded' });
      expect(form.status).toBe(400);
    });
  });

  test('takes a post of its own page, and answers with the card as both platforms get it', async () => {
    const response = await post(asked, { 'Sec-Fetch-Site': 'same-origin', Origin: stand.origin });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      id: asked.id,
      audience: 'everyone',
      inPlace: false,
      card: { title: 'An answer' },
      text: expect.stringContaining('An answer'),
      slack: { blocks: expect.any(Array) },
      teams: { card: { type: 'AdaptiveCard', version: '1.5' } }
    });
  });

  test.each([
    ['which checklist do I need', { kind: 'question', text: 'which checklist do I need' }],
    ['find squire', { kind: 'command', name: 'find', rest: 'squire' }],
    ['/spread squire', { kind: 'command', name: 'find', rest: 'squire' }],
    ['/spread topics publishing', { kind: 'command', name: 'find', rest: 'topics publishing' }],
    ['/spread topics', { kind: 'command', name: 'topics', rest: '' }],
    ['/spread', { kind: 'command', name: 'help', rest: '' }],
    ['/spreadsheet of wards', { kind: 'question', text: '/spreadsheet of wards' }]
  ])('hears “%s”', async (text, message) => {
    await post({ ...asked, text });
    expect(bot.messages).toEqual([expect.objectContaining(message)]);
  });

  test('brings back a press on either drawing, a thumb, and a reason', async () => {
    const press = { ...asked, text: undefined, kind: 'press' };
    await post({ ...press, id: 'press-001', on: 'teams', data: { action: 'why', value: 'x|y:1' } });
    await post({
      ...press,
      id: 'press-002',
      on: 'slack',
      data: { type: 'button', action_id: 'why:3', value: 'x|y:1' }
    });
    await post({ ...press, id: 'press-003', on: 'teams', data: { feedback: 'squire-2', helpful: false } });
    const reason = { kind: 'feedback', about: 'squire-2', helpful: false, reason: 'too long' };
    await post({ conversation: asked.conversation, id: 'press-004', ...reason });
    expect(bot.messages).toMatchObject([
      { kind: 'action', action: 'why', value: 'x|y:1' },
      { kind: 'action', action: 'why', value: 'x|y:1' },
      { kind: 'feedback', about: 'squire-2', helpful: false },
      reason
    ]);
  });

  test('logs a fault of the bot without the words that met it', async () => {
    bot.answer(new Error('broken'));
    await post({ ...asked, text: 'my secret plan' });
    expect(stand.logged).toEqual([expect.objectContaining({ level: 'error', event: 'web.message.failed' })]);
    expect(JSON.stringify(stand.logged)).not.toContain('secret plan');
  });

  test('offers entries while somebody types, by topic and kind', async () => {
    expect((await json('/playground/suggest?q=squ')).entries).toEqual([
      expect.objectContaining({ id: 'squire-2', title: 'SQUIRE 2.0', status: 'current' })
    ]);
    expect((await json('/playground/suggest?topic=spread')).entries).toMatchObject([{ id: 'spread-guide' }]);
    expect((await json('/playground/suggest?kind=checklist')).entries).toMatchObject([{ id: 'squire-2' }]);
    for (const query of ['kind=spoon', 'q=a&q=b', 'limit=9', `q=${'x'.repeat(301)}`]) {
      expect((await get(`/playground/suggest?${query}`)).status).toBe(400);
    }
  });

  test('tells the first view what it knows and what to ask', async () => {
    const { prompts, topics } = await json('/playground/about');
    expect(prompts).toHaveLength(4);
    expect(topics).toContainEqual({ topic: 'publishing', title: 'Publishing', entries: 1 });
    expect((await json('/playground/welcome')).card.title).toBe('Hello');
  });

  test('hands out what the bot says on its own account, once fetched no more', async () => {
    const { messenger } = stand.platform;
    const conversation = { platform: 'web', address: 'conversation-1', direct: true };
    await messenger.send(conversation, { title: 'Tip one', text: '' }, 'tip/1');
    await messenger.send(conversation, { title: 'Tip one', text: '' }, 'tip/1');
    await messenger.send(conversation, { title: 'Tip two', text: '' }, 'tip/2');
    const { cards } = await json('/playground/inbox?conversation=conversation-1');
    expect(cards).toMatchObject([
      { number: 1, card: { title: 'Tip one' } },
      { number: 2, card: { title: 'Tip two' } }
    ]);
    expect((await json('/playground/inbox?conversation=conversation-1&after=1')).cards).toHaveLength(1);
    expect((await json('/playground/inbox?conversation=conversation-2')).cards).toEqual([]);
    for (const query of [
      '',
      '?conversation=..',
      '?conversation=conversation-1&after=-1',
      '?conversation=a&conversation=b'
    ]) {
      expect((await get(`/playground/inbox${query}`)).status).toBe(400);
    }
  });

  test('the gallery draws samples and entries by name, and no other', async () => {
    const index = await json('/playground/gallery/index');
    expect(index.samples).toContain('hostile');
    expect(index.entries).toHaveLength(2);
    expect((await json('/playground/gallery/card?sample=hostile')).slack.blocks.length).toBeGreaterThan(3);
    expect((await json('/playground/gallery/card?entry=squire-2')).card.title).toBe('SQUIRE 2.0');
    for (const query of ['', '?sample=toString', '?entry=nobody', '?sample=hostile&sample=least']) {
      expect((await get(`/playground/gallery/card${query}`)).status).toBe(404);
    }
  });
});
