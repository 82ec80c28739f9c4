import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Subscription } from '../../src/core/tips/ledger.ts';
import { type OpenedStore, openStore } from '../../src/storage/index.ts';
import { createListeningLogger } from '../support/listening-logger.ts';

const now = Date.UTC(2026, 10, 23, 9);
let store: OpenedStore;

beforeEach(async () => {
  store = await openStore({ databaseUrl: ':memory:', dataDir: '' }, createListeningLogger());
});
afterEach(() => store.close());

const conversation = (tenant: string) => ({ platform: 'slack', tenant, address: 'C1', direct: false });

/** Rows that a workspace leaves in the store by using the bot. */
async function use(tenant: string): Promise<void> {
  const subscription = {
    id: `tips-${tenant}`,
    place: `slack/${tenant}/C1`,
    conversation: conversation(tenant),
    rule: { every: 1, weekday: 1, time: '09:00', zone: 'Europe/London', topics: [] },
    state: 'active',
    changedAt: now
  };
  await store.tips.save(subscription as unknown as Subscription, now);
  const slot = { at: now, date: '2026-11-23' };
  const delivery = { id: `${tenant}/1`, subscriptionId: subscription.id, date: slot.date, dueAt: now, attempts: 0 };
  const step = {
    subscription,
    deliveries: [{ ...delivery, state: 'sent' }],
    next: slot,
    last: undefined
  };
  await store.tips.plan([step] as never, now);
  await store.memory.remember(`slack/${tenant}/C1`, ['pdsa'], now + 1000);
  const asked = { state: 'waiting', askedAt: now, platform: 'slack', question: 'words' } as const;
  await store.handovers.add({ ...asked, id: `asked-${tenant}`, asker: conversation(tenant) }, ['card']);
  const round = { assessment: 'a', version: 1, quick: false, project: '', key: 'k', opener: 'o', openedAt: now };
  const where = { place: `slack/${tenant}/C1`, conversation: conversation(tenant) };
  await store.assessments.open({ id: `round-${tenant}`, ...round, ...where });
  await store.assessments.answer(`round-${tenant}`, 'voter', '01', now);
  const draft = { owner: tenant, about: 'a', workspace: `slack/${tenant}/`, sealed: 's', until: now + 1 };
  await store.drafts.keep(draft, false, now);
  await store.questions.record({ at: now, platform: 'slack', outcome: 'none', confidence: 0, text: 'a figure' });
}

test('a workspace that is forgotten leaves no tips, addresses, words or memory; the others and the figures stay', async () => {
  await use('T1');
  await use('T10');
  expect(await store.forgetPlace({ platform: 'slack', tenant: 'T1' }, now)).toEqual({ subscriptions: 1, handovers: 1 });

  expect(await store.tips.inTenant('slack', 'T1')).toEqual([]);
  expect(await store.tips.deliveries('tips-T1', 10)).toEqual([]);
  expect(await store.memory.recall('slack/T1/C1', now)).toEqual([]);
  const emptied = (await store.handovers.find('asked-T1'))!.handover;
  expect(emptied).toMatchObject({ state: 'withdrawn', finishedAt: now });
  expect([emptied.question, emptied.asker]).toEqual([undefined, undefined]);

  expect(await store.assessments.find('round-T1')).toBeUndefined();
  expect(await store.assessments.answers('round-T1')).toEqual([]);
  expect(await store.drafts.find('T1', 'a', now)).toBeUndefined();
  expect(await store.drafts.find('T10', 'a', now)).toBe('s');

  expect(await store.assessments.answers('round-T10')).toEqual(['01']);
  expect(await store.tips.inTenant('slack', 'T10')).toHaveLength(1);
  expect(await store.tips.deliveries('tips-T10', 10)).toHaveLength(1);
  expect(await store.memory.recall('slack/T10/C1', now)).toEqual(['pdsa']);
  expect((await store.handovers.find('asked-T10'))!.handover).toMatchObject({ state: 'waiting', question: 'words' });
  const claimed = await store.handovers.claim(now, 'lease', 60_000, 10);
  expect(claimed.map(({ handover }) => handover.id)).toEqual(['asked-T10']);
});

test('forgetting one of which nothing is kept changes nothing', async () => {
  expect(await store.forgetPlace({ platform: 'slack', tenant: 'T404' }, now)).toEqual({
    subscriptions: 0,
    handovers: 0
  });
});

test.each([
  ['channel', { place: 'C1' }],
  ['team', { team: 'team-1' }]
])('a %s that is forgotten leaves nothing; the rest of its workspace stays', async (_name, gone) => {
  const tenant = 'T1';
  for (const [address, team] of [
    ['C1', 'team-1'],
    ['C2', 'team-2']
  ] as const) {
    const place = `slack/${tenant}/${address}`;
    const here = { platform: 'slack', tenant, address, team, direct: false };
    const rule = { every: 1, weekday: 1, time: '09:00', zone: 'Europe/London', topics: [] };
    const tips = { id: `tips-${address}`, place, conversation: here, rule, state: 'active', changedAt: now };
    await store.tips.save(tips as unknown as Subscription, now);
    const asked = { state: 'waiting', askedAt: now, platform: 'slack', question: 'words' } as const;
    await store.handovers.add({ ...asked, id: `asked-${address}`, asker: here }, ['card']);
    const round = { assessment: 'a', version: 1, quick: false, project: '', key: 'k', opener: 'o', openedAt: now };
    await store.assessments.open({ id: `round-${address}`, ...round, place, conversation: here });
  }
  expect(await store.forgetPlace({ platform: 'slack', tenant, ...gone }, now)).toEqual({
    subscriptions: 1,
    handovers: 1
  });
  expect((await store.tips.inTenant('slack', tenant)).map(({ id }) => id)).toEqual(['tips-C2']);
  expect([await store.assessments.find('round-C1'), await store.assessments.find('round-C2')]).toMatchObject([
    undefined,
    { id: 'round-C2' }
  ]);
  const questions = ['asked-C1', 'asked-C2'].map(async (id) => (await store.handovers.find(id))?.handover.question);
  expect(await Promise.all(questions)).toEqual([undefined, 'words']);
});
