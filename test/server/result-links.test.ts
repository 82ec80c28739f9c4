import type http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import { createSeal } from '../../src/config/seal.ts';
import { createResultLinks } from '../../src/server/result-links.ts';
import { shipped, shippedAssessments } from '../support/assessments.ts';
import { aKnowledge } from '../support/entries.ts';

const begun = Date.UTC(2030, 2, 1, 9);
let now = begun;
let server: http.Server;
let origin: string;
const knowledge = { ...aKnowledge(), assessments: shippedAssessments() };
const partsWith = (secret: string) => ({
  seal: createSeal(secret, 'results'),
  knowledge: () => knowledge,
  now: () => now
});

beforeAll(async () => {
  const app = express();
  const { routes } = createResultLinks({ ...partsWith('a secret of this test'), publicUrl: '' });
  app.use(routes);
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const linksOf = (secret = 'a secret of this test', version = shipped('will-it-last', 'rated').version) => {
  const assessment = { ...shipped('will-it-last', 'rated'), version };
  const answers = { owner: '0', measure: '1' };
  return createResultLinks({ ...partsWith(secret), publicUrl: origin }).linksTo({
    assessment,
    answers,
    quick: false,
    project: 'Falls'
  });
};

describe('links to a result', () => {
  test('give a Word file, a page to print and plain text', async () => {
    for (const { url } of linksOf()) {
      const answer = await fetch(url);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('x-robots-tag')).toBe('noindex');
      const bytes = Buffer.from(await answer.arrayBuffer());
      if (url.endsWith('.docx')) expect(bytes.subarray(0, 2).toString()).toBe('PK');
      else expect(bytes.toString()).toContain('An owner');
    }
  });

  test('show nothing of the answers in the address', () => {
    for (const { url } of linksOf()) {
      expect(url).not.toMatch(/owner|Falls|measure/);
      expect(url.length).toBeLessThan(2900);
    }
  });

  test('end after a day, in plain words', async () => {
    const [{ url } = { url: '' }] = linksOf();
    now = begun + 24 * 60 * 60_000 + 1;
    const answer = await fetch(url);
    now = begun;
    expect(answer.status).toBe(410);
    expect(await answer.text()).toMatch(/ended/);
  });

  test('end when the assessment has changed, whose answers may mean something else', async () => {
    const [{ url } = { url: '' }] = linksOf(undefined, 99);
    expect((await fetch(url)).status).toBe(410);
  });

  test('an altered address, one of another server and an unknown ending are not there', async () => {
    const [{ url } = { url: '' }] = linksOf();
    const [{ url: foreign } = { url: '' }] = linksOf('another secret');
    for (const address of [
      url.replace('/result/v1.', '/result/v1.A'),
      foreign,
      url.replace('.docx', '.exe'),
      url.replace('.docx', '.constructor'),
      `${origin}/result/x/y.docx`
    ]) {
      expect((await fetch(address)).status).toBe(404);
    }
  });
});
