import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { checkLinks, type LinkResult } from '../../../src/tools/links/index.ts';
import { type FakeWeb, page, startFakeWeb, status } from '../../support/fake-web.ts';

let web: FakeWeb;
/** Pauses that were asked for, in milliseconds; none is really waited for. */
let pauses: number[];
let busy: number;
let seenHead: number;

beforeEach(async () => {
  pauses = [];
  busy = 2;
  seenHead = 0;
  web = await startFakeWeb(({ url }) => ({
    'fine.test/page': page('A guide to spread'),
    'fine.test/file.pdf': (_request, response) => response.writeHead(200, { 'content-type': 'application/pdf' }).end(),
    'fine.test/': page('Home'),
    'gone.test/page': status(410),
    'moved.test/page': status(301, '/older'),
    'moved.test/login': status(301, '/older'),
    'moved.test/only-head': (request, response) =>
      (request.method === 'HEAD' ? status(301, '/older') : page('Still here'))(request, response),
    'moved.test/older': (_request, response) => response.writeHead(308, { location: url('fine.test/page') }).end(),
    'moved.test/later': status(302, '/here'),
    'moved.test/half': (_request, response) => response.writeHead(301, { location: '/later' }).end(),
    'moved.test/here': page('Here'),
    'circle.test/a': status(301, '/b'),
    'circle.test/b': status(301, '/a'),
    'bad.test/location': status(301, 'http://'),
    'bad.test/scheme': status(301, 'ftp://files.test/x'),
    'inside.test/out': status(302, 'http://192.168.0.1/admin'),
    'inside.test/cloud': status(302, 'http://169.254.169.254/latest/meta-data/'),
    'inside.test/name': (_request, response) => response.writeHead(302, { location: url('intranet.test/page') }).end(),
    'nohead.test/page': (request, response) =>
      (request.method === 'HEAD' ? status(405) : page('Works by GET'))(request, response),
    'drops.test/page': (request, response) => {
      if (request.method === 'HEAD' && seenHead++ === 0) request.socket.destroy();
      else page('Second time lucky')(request, response);
    },
    'silent.test/page': () => {},
    'soft.test/title': page('Page not found | Trust'),
    'soft.test/heading': page('Trust', '<h1 class="x">Sorry, we can’t find that page</h1>'),
    'soft.test/home': status(301, '/'),
    'soft.test/': page('Welcome'),
    'sale.test/page': page('sale.test', 'This domain is for sale!'),
    'shut.test/robots.txt': (_request, response) => response.end('User-agent: *\nDisallow: /private\nCrawl-delay: 3\n'),
    'shut.test/private/page': page('Secret'),
    'shut.test/open': page('Open'),
    'ill.test/robots.txt': status(503),
    'ill.test/page': page('Fine'),
    'login.test/page': status(403),
    'busy.test/page': (_request, response) => {
      if (busy-- > 0) response.writeHead(429, { 'retry-after': '7' }).end();
      else page('At last')(_request, response);
    },
    'later.test/page': (_request, response) => response.writeHead(503, { 'retry-after': '3600' }).end(),
    'broken.test/page': status(500),
    'endless.test/page': (request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      if (request.method === 'HEAD') return void response.end();
      const more = setInterval(() => response.write('<p>more</p>'.repeat(2000)), 1);
      response.on('close', () => clearInterval(more));
    },
    'rebind.test/page': page('Pinned'),
    'cookie.test/page': (request, response) => {
      if (request.headers.cookie === 'seen=1') page('In')(request, response);
      else response.writeHead(302, { location: '/page', 'set-cookie': 'seen=1; Path=/; HttpOnly' }).end();
    },
    'cookie.test/round': (_request, response) =>
      response.writeHead(302, { location: '/round', 'set-cookie': 'turn=x' }).end(),
    'utf8.test/old': (_request, response) =>
      response.writeHead(302, { location: Buffer.from('/café').toString('latin1') }).end(),
    'utf8.test/caf%C3%A9': page('Café'),
    'bot.test/400': status(400),
    'bot.test/406': status(406),
    'bot.test/418': status(418),
    'bot.test/999': status(999),
    'bot.test/300': status(300),
    'hangs.test/page': (request, response) => {
      if (request.method === 'GET') page('By GET')(request, response);
    },
    'slow.test/page': (request, response) => {
      if (request.method === 'HEAD') return status(405)(request, response);
      response.writeHead(200, { 'content-type': 'text/html' }).write('<title>A guide</title>');
    },
    'parts.test/page': page('Parts', '<h1 id="a">A</h1><h2 id="b">B</h2><h2 id="c">C</h2>'),
    'refresh.test/page': page('Moved', '<meta http-equiv="refresh" content="0; url=/new">'),
    'refresh.test/new': page('New'),
    'refresh.test/comment': page('Real', '<!-- <meta http-equiv="refresh" content="0; url=/gone"> -->'),
    'refresh.test/noscript': page(
      'Real',
      '<noscript><meta http-equiv="refresh" content="0; url=/gone"></noscript><p>Text</p>'
    ),
    'busy-head.test/page': (request, response) =>
      (request.method === 'HEAD' ? status(503) : page('By GET'))(request, response),
    'challenge.test/page': page('Just a moment...'),
    'moved.test/guide': status(301, '/older/guide'),
    'moved.test/older/guide': page('Sign in to your account'),
    'welsh.test/page': page('Ni ddaethpwyd o hyd i’r dudalen'),
    'zip.test/page': (request, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' });
      response.end(request.method === 'HEAD' ? undefined : gzipSync('<title>Seite nicht gefunden</title>'));
    }
  }));
});
afterEach(() => web.close());

async function check(...wheres: string[]): Promise<Record<string, LinkResult>> {
  return checkWithin(20_000, ...wheres);
}

async function checkWithin(timeoutMs: number, ...wheres: string[]): Promise<Record<string, LinkResult>> {
  const addresses = new Map(
    wheres.map((where) => [where.startsWith('http') ? where : web.url(where), [{ file: 'resources/a.md', line: 7 }]])
  );
  const results = await checkLinks(addresses, {
    userAgent: 'spread-bot-links/test',
    resolve: web.resolve,
    allowed: (address) => address === '127.0.0.1',
    timeoutMs,
    gapMs: 0,
    sleep: async (ms) => {
      if (ms > 0) pauses.push(ms);
    }
  });
  return Object.fromEntries(
    results.map((result) => [result.url.replace(`:${web.port}`, '').replace('http://', ''), result])
  );
}
const statesOf = (results: Record<string, LinkResult>) =>
  Object.fromEntries(Object.entries(results).map(([where, { state }]) => [where, state]));

test('fine pages and files, with GET only where HEAD does not do', async () => {
  const found = await check('fine.test/page', 'fine.test/file.pdf', 'nohead.test/page');
  expect(statesOf(found)).toEqual({ 'fine.test/page': 'ok', 'fine.test/file.pdf': 'ok', 'nohead.test/page': 'ok' });
  const methods = (where: string) =>
    web.requests.filter((request) => request.where === where).map(({ method }) => method);
  expect(methods('fine.test/file.pdf')).toEqual(['HEAD']);
  expect(methods('nohead.test/page')).toEqual(['HEAD', 'GET']);
  expect(new Set(web.requests.map(({ userAgent }) => userAgent))).toEqual(new Set(['spread-bot-links/test']));
});

test('dead: gone, no such name, nobody listening, circles, and redirects to nowhere; each says what to do', async () => {
  web.names.set('nowhere.test', []);
  const closed = await startFakeWeb(() => ({}));
  await closed.close();
  const found = await check(
    'gone.test/page',
    'fine.test/nothing',
    'nowhere.test/',
    `http://closed.test:${closed.port}/`,
    'circle.test/a',
    'bad.test/location',
    'bad.test/scheme'
  );
  expect(new Set(Object.values(found).map(({ state }) => state))).toEqual(new Set(['dead']));
  expect(Object.keys(found)).toHaveLength(7);
  for (const { detail } of Object.values(found)) expect(detail).toMatch(/\.$/);
  expect(found['circle.test/a']!.detail).toBe('It redirects in a circle. Find the page anew.');
});

test('a host that cannot be reached is not asked again for its other addresses', async () => {
  web.names.set('nowhere.test', []);
  const found = await check('nowhere.test/one', 'nowhere.test/two', 'nowhere.test/three');
  expect(new Set(Object.values(found).map(({ state }) => state))).toEqual(new Set(['dead']));
  expect(web.lookups.length).toBeLessThanOrEqual(2);
});

test('moved for good is told from redirected for now, with every hop and where it stands', async () => {
  const found = await check('moved.test/page', 'moved.test/later', 'moved.test/half');
  expect(found['moved.test/page']).toMatchObject({
    state: 'moved',
    movedTo: web.url('fine.test/page'),
    places: [{ file: 'resources/a.md', line: 7 }],
    hops: [
      { url: web.url('moved.test/page'), status: 301 },
      { url: web.url('moved.test/older'), status: 308 },
      { url: web.url('fine.test/page'), status: 200 }
    ]
  });
  expect(statesOf(found)).toMatchObject({ 'moved.test/later': 'redirected', 'moved.test/half': 'redirected' });
  expect(found['moved.test/half']!.movedTo).toBeUndefined();
});

test('addresses that differ in the fragment are asked for once, and keep it when they move', async () => {
  const found = await check('moved.test/page#one', 'moved.test/page#two');
  expect(web.requests.filter(({ where }) => where === 'moved.test/page').map(({ method }) => method)).toEqual([
    'HEAD',
    'GET'
  ]);
  expect(found['moved.test/page#two']!.movedTo).toBe(`${web.url('fine.test/page')}#two`);
});

test('private, loopback and link-local addresses are refused at every hop, by number and by name', async () => {
  web.names.set('intranet.test', ['127.0.0.1', '10.0.0.5']);
  const found = await check(
    'inside.test/out',
    'inside.test/cloud',
    'inside.test/name',
    'http://[::1]/',
    'http://0x7f.1:1/',
    'http://2130706434/'
  );
  expect(
    new Set(Object.values(found).map(({ state, url }) => `${state} ${url.includes('0x7f') ? 'dead' : ''}`))
  ).toEqual(new Set(['refused ', 'dead dead']));
  expect(found['inside.test/cloud']!.detail).toContain('169.254.169.254, which is not in the public internet');
  expect(found['inside.test/name']!.detail).toContain('intranet.test leads to 10.0.0.5');
  expect(web.requests.map(({ where }) => where)).not.toContain('intranet.test/page');
});

test('the connection goes to the very address that was checked, whatever the name says a moment later', async () => {
  const answers = [['127.0.0.1'], ['127.0.0.1'], ['127.0.0.1'], ['10.0.0.1']];
  const rebinding = web.resolve;
  web.resolve = async (host) => {
    web.names.set(host, answers.shift() ?? ['10.0.0.1']);
    return rebinding(host);
  };
  expect(statesOf(await check('rebind.test/page'))).toEqual({ 'rebind.test/page': 'ok' });
  // One look-up a request (robots.txt, HEAD, GET), and none by Node itself.
  expect(web.lookups).toEqual(['rebind.test', 'rebind.test', 'rebind.test']);
});

test('pages that answer but say "not found" are suspected, and so are front pages and domains for sale', async () => {
  const found = await check('soft.test/title', 'soft.test/heading', 'soft.test/home', 'sale.test/page', 'soft.test/');
  expect(statesOf(found)).toEqual({
    'soft.test/title': 'suspect',
    'soft.test/heading': 'suspect',
    'soft.test/home': 'suspect',
    'sale.test/page': 'suspect',
    'soft.test/': 'ok'
  });
  expect(found['soft.test/home']!.movedTo).toBeUndefined();
});

test('robots.txt is asked for once a site and obeyed; a pause it wants is kept; its fault forbids all', async () => {
  const found = await check('shut.test/private/page', 'shut.test/open', 'ill.test/page');
  expect(statesOf(found)).toEqual({
    'shut.test/private/page': 'untried',
    'shut.test/open': 'ok',
    'ill.test/page': 'untried'
  });
  const asked = web.requests.map(({ where }) => where);
  expect(asked.filter((where) => where === 'shut.test/robots.txt')).toHaveLength(1);
  expect(asked).not.toContain('shut.test/private/page');
  expect(found['shut.test/private/page']!.detail).toContain('asks robots not to look');
  expect(found['ill.test/page']!.detail).toContain('(robots.txt: 503)');
  expect(pauses.some((ms) => ms > 2000 && ms <= 3000)).toBe(true);
});

test('a busy site is asked again after the pause it names, and left alone when that is long', async () => {
  const found = await check('busy.test/page', 'later.test/page', 'broken.test/page', 'login.test/page');
  expect(statesOf(found)).toEqual({
    'busy.test/page': 'ok',
    'later.test/page': 'failing',
    'broken.test/page': 'failing',
    'login.test/page': 'untried'
  });
  expect(pauses.filter((ms) => ms === 7000)).toHaveLength(2);
  expect(web.requests.filter(({ where }) => where === 'later.test/page')).toHaveLength(1);
  expect(web.requests.filter(({ where }) => where === 'broken.test/page').length).toBeGreaterThan(2);
});

test('a dropped connection is tried again; silence and a page without end do not hold the check up', async () => {
  const found = {
    ...(await check('drops.test/page', 'endless.test/page')),
    ...(await checkWithin(100, 'silent.test/page'))
  };
  expect(statesOf(found)).toEqual({
    'drops.test/page': 'ok',
    'silent.test/page': 'failing',
    'endless.test/page': 'ok'
  });
  expect(found['silent.test/page']!.detail).toBe('It did not answer in time. Try again later.');
});

test('no more than two at once to one host, however many addresses it has', async () => {
  const wheres = Array.from({ length: 30 }, (_, index) => `fine.test/page?${index}`);
  await check(...wheres, ...wheres.map((where) => where.replace('fine', 'gone')));
  expect(web.together.get('fine.test')).toBeLessThanOrEqual(2);
  expect(web.together.get('gone.test')).toBeLessThanOrEqual(2);
});

test('what cannot be told of a robot’s visit is not tried; what a browser can open is fine', async () => {
  const found = {
    ...(await check('cookie.test/page', 'cookie.test/round', 'utf8.test/old', 'refresh.test/page', 'zip.test/page')),
    ...(await check('bot.test/400', 'bot.test/406', 'bot.test/418', 'bot.test/999', 'bot.test/300')),
    ...(await checkWithin(200, 'hangs.test/page', 'slow.test/page'))
  };
  expect(statesOf(found)).toEqual({
    'cookie.test/page': 'ok',
    'cookie.test/round': 'untried',
    'utf8.test/old': 'redirected',
    'refresh.test/page': 'redirected',
    'zip.test/page': 'suspect',
    'bot.test/400': 'untried',
    'bot.test/406': 'untried',
    'bot.test/418': 'untried',
    'bot.test/999': 'untried',
    'bot.test/300': 'untried',
    'hangs.test/page': 'ok',
    'slow.test/page': 'ok'
  });
});

test('a refresh that browsers do not follow is not followed, and HEAD that is too busy is asked with GET', async () => {
  const found = await check('refresh.test/comment', 'refresh.test/noscript', 'busy-head.test/page');
  expect(new Set(Object.values(statesOf(found)))).toEqual(new Set(['ok']));
});

test('a page that stands before the requested one is told of by its title', async () => {
  const found = await check('challenge.test/page', 'moved.test/guide', 'welsh.test/page');
  expect(found['challenge.test/page']).toMatchObject({
    state: 'untried',
    detail: expect.stringContaining('Just a moment')
  });
  expect(found['moved.test/guide']).toMatchObject({ state: 'moved', detail: expect.stringContaining('Sign in') });
  expect(found['moved.test/guide']!.movedTo).toBeUndefined();
  expect(found['welsh.test/page']!.state).toBe('suspect');
});

test('a fragment that the page lacks is suspected; one that it has, or that scripts read, is not', async () => {
  const found = await check('parts.test/page#b', 'parts.test/page#gone', 'parts.test/page#/view', 'parts.test/page');
  expect(statesOf(found)).toEqual({
    'parts.test/page#b': 'ok',
    'parts.test/page#gone': 'suspect',
    'parts.test/page#/view': 'ok',
    'parts.test/page': 'ok'
  });
});

test('a move is written only where GET agrees and the page is surely the same', async () => {
  const found = await check('moved.test/only-head', 'moved.test/login');
  expect(found['moved.test/only-head']).toMatchObject({ state: 'ok' });
  expect(found['moved.test/login']).toMatchObject({ state: 'moved' });
  expect(found['moved.test/login']!.movedTo).toBeUndefined();
  expect(found['moved.test/login']!.detail).toContain('Look before you change it.');
});

test('behind a proxy every address is asked for by it, also where names cannot be looked up here', async () => {
  const asked: string[] = [];
  const proxy = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers['proxy-authorization']}`);
    response.writeHead(200, { 'content-type': 'text/html' }).end('<title>By proxy</title>');
  });
  await new Promise<void>((listening) => proxy.listen(0, '127.0.0.1', listening));
  const { port } = proxy.address() as AddressInfo;
  web.names.set('outside.test', []);
  const [result] = await checkLinks(new Map([['http://outside.test/page', []]]), {
    userAgent: 'test',
    resolve: web.resolve,
    proxyFor: () => `http://user:secret@127.0.0.1:${port}`,
    gapMs: 0
  });
  await new Promise((closed) => proxy.close(closed));
  expect(result!.state).toBe('ok');
  expect(asked).toContain(`GET http://outside.test/page Basic ${Buffer.from('user:secret').toString('base64')}`);
});
