import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config/config.ts';
import type { Card } from '../../src/core/model/card.ts';
import { type Running, start } from '../../src/main.ts';
import { createListeningLogger, type LoggedLine } from '../support/listening-logger.ts';
import { runCli } from '../support/terminal.ts';
import { smallKnowledge } from '../support/trained.ts';

/** The front matter that an entry of these folders has, besides what a test gives. */
const entry = (id: string, fields: Record<string, string>, body: string): string => {
  const all = { id, compiled: '2026-11-22', review_by: '2099-11-22', status: 'current', ...fields };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return ['---', ...lines, '---', '', body, ''].join('\n');
};

const question = 'where do we book the improvement caravan';

/** Files the organisation wrote: two entries, a contact for a topic, a correction and a withdrawal. */
const local: Readonly<Record<string, string>> = {
  'resources/caravan.md': entry(
    'caravan',
    {
      title: 'The improvement caravan',
      kind: 'page',
      topic: 'improvement',
      asks: `["${question}", "caravan booking"]`
    },
    'Book the caravan with Reception, Northtown.'
  ),
  'resources/huddle.md': entry(
    'huddle',
    {
      title: 'The Northtown huddle',
      kind: 'page',
      topic: 'improvement',
      asks: '["what is the northtown huddle", "who runs the northtown huddle"]'
    },
    'The Northtown huddle is ten minutes at the board each morning.'
  ),
  'contacts/contact-our-qi-team.md': entry(
    'contact-our-qi-team',
    {
      title: 'The QI team, Northtown',
      kind: 'contact',
      topic: 'improvement',
      for: '[sustainability]',
      asks: '["who is our northtown qi team", "phone number of the northtown qi team"]'
    },
    'Ring 01234 567890 on weekdays.'
  ),
  'resources/psat.md': '---\nid: psat\ntitle: PSAT, as Northtown uses it\n---\n',
  'resources/tidier.md': '---\nid: tidier\nstatus: draft\n---\n'
};

/** Files the next release of the shipped folder brings: the same id, and the same question, as local files have. */
const upgrade: Readonly<Record<string, string>> = {
  'resources/huddle.md': entry(
    'huddle',
    {
      title: 'Huddle',
      kind: 'page',
      topic: 'improvement',
      asks: '["what is a safety huddle", "how long should a huddle take"]'
    },
    'A huddle is a short daily meeting.'
  ),
  'resources/vehicle-pool.md': entry(
    'vehicle-pool',
    { title: 'Vehicle pool', kind: 'page', topic: 'improvement', asks: `["${question}", "pool of vehicles"]` },
    'The vehicle pool lends vehicles.'
  )
};

let folder: string;
let running: Running | undefined;
let origin: string;
const lines: LoggedLine[] = [];

const layers = (): string => ['knowledge', 'local'].map((name) => path.join(folder, name)).join(',');

const write = async (name: string, files: Readonly<Record<string, string>>): Promise<void> => {
  for (const [file, text] of Object.entries(files)) {
    const target = path.join(folder, name, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
  }
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'layers-'));
  await cp(smallKnowledge, path.join(folder, 'knowledge'), { recursive: true });
  await write('local', local);
  await write('knowledge', upgrade);
  const read = readConfig({
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: path.join(folder, 'data'),
    KNOWLEDGE_DIR: layers()
  });
  if (!('config' in read)) throw new Error(read.problems.join('\n'));
  running = await start(read.config, createListeningLogger(lines));
  origin = `http://127.0.0.1:${running.port}`;
});
afterAll(async () => {
  await running?.stop();
  await rm(folder, { recursive: true, force: true });
});

let sequence = 0;
const ask = async (text: string): Promise<Card> => {
  sequence += 1;
  const body = JSON.stringify({
    kind: 'question',
    id: `message-${sequence}`,
    conversation: `conversation-${sequence}`,
    text
  });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${origin}/playground/messages`, { method: 'POST', headers, body });
  return ((await answer.json()) as { card: Card }).card;
};

test('an upgrade that clashes with the local layer stops no start, and `check` warns of it', async () => {
  expect(await (await fetch(`${origin}/readyz`)).json()).toMatchObject({ ready: true });
  expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
  const { status, out } = await runCli(['check', '--as-of', '2026-11-29'], {
    environment: { KNOWLEDGE_DIR: layers() }
  });
  expect(out).toMatch(/warning: .*vehicle-pool\.md.*/);
  expect(out).toMatch(
    /warning: local\/.*huddle\.md:\d+: The id "huddle" is also that of resources\/huddle\.md, “Huddle”/
  );
  expect([status, /^\S+\.\w+:\d.*/m.exec(out)?.[0]]).toEqual([0, undefined]);
});

test('the local layer answers: its entries, its corrections, its side of a clash', async () => {
  expect((await ask(question)).title).toBe('The improvement caravan');
  expect((await ask('what is the northtown huddle')).title).toBe('The Northtown huddle');
  expect((await ask('PSAT')).title).toBe('PSAT, as Northtown uses it');
  expect((await ask('TIDieR')).title).not.toMatch(/TIDieR/);
});

test('its contact for a topic stands on every card of that topic, and on no other', async () => {
  expect(JSON.stringify((await ask('PSAT')).tiles)).toContain('The QI team, Northtown');
  expect(JSON.stringify((await ask('SQUIRE 2.0')).tiles ?? [])).not.toContain('Northtown');
});
