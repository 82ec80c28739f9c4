/** Paths of ours, and what people who look for holes ask for. */
const paths = [
  ...['/', '/healthz', '/readyz', '/metrics', '/slack/events', '/slack/install', '/slack/oauth_redirect'],
  ...['/api/messages', '/playground/messages', '/playground/page.js', '/playground/../../etc/passwd'],
  ...['/%', '/%00', '/%e0%a4%a', '//', '//evil.example/', '/..%2f..%2fetc/passwd', '/.env', '/?x[__proto__]=1'],
  ...[
    '/slack/events?%',
    '/api/messages/%ff',
    `/${'a'.repeat(7000)}`,
    '/metrics?name[]=%',
    '/playground/suggest?text=%ff'
  ]
];
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'PROPFIND'];
const types = [
  ...['application/json', 'application/json; charset=utf-9', 'application/x-www-form-urlencoded', 'text/plain'],
  ...['multipart/form-data', 'application/xml', '', 'application/json; charset=utf-16le']
];
const encodings = [undefined, 'gzip', 'br', 'deflate', 'zstd', 'x'];
const bodies = [
  ...['', 'null', '[]', '{}', '{"', '"x"', '0', '\u0000', '{"__proto__":{"x":1}}', '{"constructor":{"prototype":{}}}'],
  ...[
    'payload=',
    'payload=%',
    'payload={',
    'ssl_check=1',
    'a=b&a=c',
    `${'['.repeat(20_000)}`,
    `{"a":"${'x'.repeat(70_000)}"}`
  ],
  ...['{"kind":"question","id":"x","conversation":"x","text":{}}', '{"kind":"action"}', '{"kind":"question","id":1}']
];

/** Returns a request that is HTTP and makes no sense. */
export function strangeRequest(random: () => number) {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const encoding = pick(encodings);
  const method = pick(methods);
  return {
    method,
    path: pick(paths),
    headers: {
      ...{ 'content-type': pick(types), origin: pick(['null', 'http://evil.example', '']) },
      ...(encoding && { 'content-encoding': encoding })
    },
    body: method === 'GET' || method === 'HEAD' ? '' : pick(bodies)
  };
}

/** Bytes that are hardly HTTP, or half of it. */
export function rawRequest(random: () => number): Buffer {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const path = pick(paths);
  const garbage = Buffer.from(Array.from({ length: 200 }, () => Math.floor(random() * 256)));
  const text = pick([
    `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`,
    'GET // HTTP/1.1\r\nHost: x\r\n\r\n',
    `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf`,
    `POST ${path} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`,
    `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n`,
    `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 6\r\n\r\n\u00ff\u00fe{}\u00ff\u00ff`,
    `GET ${path} HTTP/9.9\r\n\r\n`,
    `GET ${path}\r\n\r\n`,
    `GET ${path} HTTP/1.1\r\n${'X-Long: '.padEnd(20_000, 'x')}\r\n\r\n`,
    `GET ${path} HTTP/1.1\r\nHost: \u0000\r\n\r\n`,
    'GET http://[::1 HTTP/1.1\r\nHost: x\r\n\r\n',
    'CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n',
    `GET ${path} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`,
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    'OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n'
  ]);
  return random() < 0.1 ? garbage : Buffer.from(text, 'latin1');
}
