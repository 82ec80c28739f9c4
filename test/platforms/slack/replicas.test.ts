import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createBot } from '../../../src/core/conversation/bot.ts';
import type { KnowledgeBase } from '../../../src/core/model/knowledge-base.ts';
import { loadKnowledge } from '../../../src/knowledge/index.ts';
import { createMatcher } from '../../../src/matching/index.ts';
import { type OpenedStore, openStore } from '../../../src/storage/index.ts';
import { createListeningLogger } from '../../support/listening-logger.ts';
import { createSlackModal } from '../../support/slack-modal.ts';
import { controls, fixture, openSlackStand, type Payload, type SlackStand } from '../../support/slack-stand.ts';

/** The real bot, matcher and store, on eight of the real entries: two processes' worth of it on one file. */
let knowledgeBase: KnowledgeBase;
let dataDir: string;
let stores: OpenedStore[];
let stands: SlackStand[];
const logger = createListeningLogger();

async function replica(): Promise<SlackStand> {
  const store = await openStore({ dataDir }, logger);
  const bot = createBot({
    knowledgeBase: () => knowledgeBase,
    store,
    tips: async () => ({ card: { title: 'Tips', text: '' }, audience: 'asker' }),
    pseudonym: (id) => `name of ${id}`,
    onFailure: (what, error) => logger.error(what, { error })
  });
  const stand = await openSlackStand(bot);
  stores.push(store);
  stands.push(stand);
  return stand;
}

const shown = () => stands.flatMap(({ fake }) => fake.messages);
const ask = (text: string, id: string): Payload => {
  const payload = fixture('direct-message');
  return { ...payload, event_id: id, event: { ...(payload.event as Payload), text, client_msg_id: id } };
};

const some = ['squire-2', 'equator-network', 'pdsa', 'csat', 'bmj-open-quality', 'tidier', 'nasss-framework'];

beforeAll(async () => {
  const folder = new URL('../../../knowledge', import.meta.url).pathname;
  const { knowledge: all } = await loadKnowledge(folder, '2026-11-23');
  const contact = all.entries.get('squire-2')!.contact!;
  const entries = new Map([...all.entries].filter(([id]) => id === contact || some.includes(id)));
  const knowledge = { ...all, entries };
  knowledgeBase = { knowledge, matcher: createMatcher({ knowledge }) };
});
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'slack-replicas-'));
  stores = [];
  stands = [];
});
afterEach(async () => {
  for (const stand of stands) await stand.close();
  for (const store of stores) await store.close();
  await rm(dataDir, { recursive: true });
});
afterAll(() => expect(stands.flatMap(({ fake }) => fake.complaints)).toEqual([]));

test('twenty-five questions, each delivered four times over two replicas in any order, are answered once each', async () => {
  const replicas = [await replica(), await replica()];
  const deliveries = Array.from({ length: 100 }, (_, n) => ({ n: n % 25, to: replicas[Math.floor(n / 25) % 2]! }));
  deliveries.sort((a, b) => ((a.n * 7919) % 101) - ((b.n * 7919) % 101));
  await Promise.all(deliveries.map(({ n, to }) => to.deliver(ask('what is squire', `q${n}`))));
  expect(shown()).toHaveLength(25);
});

test('what was answered before a restart is not answered again after it', async () => {
  const before = await replica();
  await before.deliver(ask('what is squire', 'q1'));
  const after = await replica();
  await after.deliver(ask('what is squire', 'q1'));
  expect(shown()).toHaveLength(1);
});

test('a follow-up is understood by the other replica', async () => {
  const [one, other] = [await replica(), await replica()];
  await one.deliver(ask('what is squire 2.0', 'q1'));
  // Written some milliseconds behind the answer, in order: when this one is safe, so is that.
  await stores[0]!.memory.remember('another conversation', [], 0);
  await other.deliver(ask('who do I contact about it?', 'q2'));
  expect(JSON.stringify(other.fake.messages.at(-1)!.blocks)).toMatch(/SQUIRE 2\.0/);
});

test('the same question gets the same card wherever it is asked', async () => {
  const stand = await replica();
  await stand.deliver(ask('which reporting guideline for QI papers, SQUIRE?', 'q1'));
  const mention = fixture('mention');
  const text = '<@U0BOT> which reporting guideline for QI papers, SQUIRE?';
  await stand.deliver({ ...mention, event: { ...(mention.event as Payload), text } });
  const [direct, inThread] = stand.fake.messages;
  expect(direct!.blocks).toEqual(inThread!.blocks);
  expect(direct!.text).toContain('SQUIRE');
});

test('thumbs are counted, a changed mind once', async () => {
  const stand = await replica();
  await stand.deliver(ask('what is squire 2.0', 'q1'));
  const card = stand.fake.messages[0]!;
  for (const label of ['Helpful', 'Not helpful']) {
    const actions = controls(card.blocks).filter((control) => control.label === label);
    await stand.deliver({ ...fixture('press'), trigger_id: label, actions });
  }
  expect(await stores[0]!.feedback.tally(0)).toMatchObject([{ helpful: 0, unhelpful: 1 }]);
});

test('what was missing is said after a thumb down, in a window, and joins the one vote on any replica', async () => {
  const [one, other] = [await replica(), await replica()];
  await one.deliver(ask('what is squire 2.0', 'q1'));
  const control = (stand: SlackStand, label: string) =>
    controls(stand.fake.messages.at(-1)!.blocks).filter((each) => each.label === label);
  await one.deliver({ ...fixture('press'), trigger_id: 't1', actions: control(one, 'Not helpful') });
  const offer = one.fake.messages.at(-1)!;
  const modal = createSlackModal(one);
  await one.deliver({
    ...fixture('press'),
    trigger_id: 't2',
    response_url: one.fake.responseUrl('D0SISTER', 'U0SISTER', offer.ts),
    container: { type: 'message', message_ts: offer.ts, channel_id: 'D0SISTER', is_ephemeral: false },
    actions: control(one, 'Say what was missing')
  });
  await modal.submit({ reason: 'nothing for Mrs Jones on my ward' });
  expect(modal.view()).toBeUndefined();
  expect(JSON.stringify(offer.blocks)).toContain('The people who look after the answers will read it.');
  expect(await stores[1]!.feedback.tally(0)).toMatchObject([{ helpful: 0, unhelpful: 1 }]);
  const [said] = await stores[1]!.feedback.reasons(0);
  expect(said?.reason).toMatch(/^nothing for .* on my ward$/);
  expect(said?.reason).not.toContain('Jones');
  expect(other.fake.messages).toEqual([]);
});
