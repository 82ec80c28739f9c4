import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkLinks, type LinkResult } from '../../../src/tools/links/index.ts';
import { type ConnectProxy, openConnectProxy } from '../../support/connect-proxy.ts';

let folder: string;
const servers: https.Server[] = [];
let proxy: ConnectProxy;
const at = (name: string): string => path.join(folder, name);
const openssl = (...options: string[]): void => {
  execFileSync('openssl', options, { stdio: 'pipe', cwd: folder });
};

/** Makes a key and a certificate of that name, signed by another one or by itself. */
async function certify(name: string, extensions: string, issuer?: string): Promise<void> {
  await writeFile(at('extensions'), extensions);
  openssl('req', '-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}.key`, '-subj', `/CN=${name}`, '-out', 'request');
  const by = issuer
    ? ['-CA', `${issuer}.crt`, '-CAkey', `${issuer}.key`, '-CAcreateserial']
    : ['-signkey', `${name}.key`];
  openssl('x509', '-req', '-in', 'request', '-days', '36500', '-extfile', 'extensions', '-out', `${name}.crt`, ...by);
}

async function serve(name: string): Promise<number> {
  const [key, cert] = await Promise.all([readFile(at(`${name}.key`)), readFile(at(`${name}.crt`))]);
  const server = https.createServer({ key, cert }, (_request, response) => response.end('<title>A guide</title>'));
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return (server.address() as AddressInfo).port;
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'spread-bot-certificates-'));
  proxy = await openConnectProxy();
  await certify('root', 'basicConstraints=critical,CA:TRUE');
  await certify('intermediate', 'basicConstraints=critical,CA:TRUE', 'root');
  await certify('incomplete.test', 'subjectAltName=DNS:incomplete.test', 'intermediate');
  await certify('own.test', 'subjectAltName=DNS:own.test');
});
afterAll(async () => {
  await proxy.close();
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
  await rm(folder, { recursive: true });
});

async function check(name: string, options: { proxyFor?: () => string } = {}): Promise<LinkResult> {
  const [result] = await checkLinks(new Map([[`https://${name}:${await serve(name)}/page`, []]]), {
    userAgent: 'test',
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    allowed: () => true,
    gapMs: 0,
    sleep: async () => {},
    ...options
  });
  return result!;
}

test('a certificate whose chain lacks a part is not tried: browsers find the part by themselves', async () => {
  expect(await check('incomplete.test')).toMatchObject({
    state: 'untried',
    detail: expect.stringMatching(/leaves out/)
  });
});

test('a certificate that a site signed itself is dead: browsers warn of it', async () => {
  expect(await check('own.test')).toMatchObject({ state: 'dead', detail: expect.stringMatching(/browsers warn/) });
});

test('behind a proxy a safe address goes through its tunnel, and its certificate is looked at all the same', async () => {
  const result = await check('incomplete.test', { proxyFor: () => proxy.address });
  expect(result.state).toBe('untried');
  expect(proxy.tunnels.at(-1)).toMatch(/^incomplete\.test:\d+$/);
  expect(proxy.credentials.at(-1)).toMatch(/^Basic /);
});

test('what a proxy refuses is told as its refusal, not as that of the site', async () => {
  const refusing = await openConnectProxy();
  refusing.refuse();
  const result = await check('own.test', { proxyFor: () => refusing.address });
  await refusing.close();
  expect(result).toMatchObject({
    state: 'untried',
    detail: 'The proxy does not let it through (403). Open it by hand.'
  });
});
