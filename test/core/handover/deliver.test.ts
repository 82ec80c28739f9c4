import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { askAction } from '../../../src/core/conversation/next-steps.ts';
import type { Card } from '../../../src/core/model/card.ts';
import {
  ConversationGoneError,
  MessageRefusedError,
  RetryLaterError,
  UnknownOutcomeError
} from '../../../src/core/model/errors.ts';
import { buttonValue, chat, createHandoverWorld, expertsChannel } from '../../support/handover-world.ts';

const question = 'How do we spread the falls bundle?';
const experts = 'slack:C0EXPERTS';
const asker = 'teams:chat-1';
const minute = 60_000;
const unknown = () => new UnknownOutcomeError('no answer came');
const gone = () => new ConversationGoneError('Slack says is_archived.');

let world: Awaited<ReturnType<typeof createHandoverWorld>>;
let curators: Card[];
beforeEach(async () => {
  curators = [];
  world = await createHandoverWorld({ tell: async (card) => void curators.push(card) });
});
afterEach(() => world.close());

async function handover(): Promise<string> {
  const { form } = await world.press('experts.ask', askAction(question).value);
  await world.submit('experts.ask', form!.value, { question });
  return form!.value.split(' ')[0]!;
}
const stateOf = async (id: string, kind: 'question' | 'answer') => (await world.store.find(id))?.notices[kind]?.state;

test("a question that the experts' channel does not take is told of at once, not after a day", async () => {
  world.faults.push(() => new MessageRefusedError('Posting is suspended.', { refusal: 'ekm', fix: 'Ask.' }));
  const id = await handover();
  await world.run();
  expect(await stateOf(id, 'question')).toBe('refused');
  expect(JSON.stringify(world.at(asker).at(-1))).toContain('Your question could not be delivered');
  expect(curators).toMatchObject([{ note: 'Posting is suspended.' }]);
});

test('asked to wait, it waits as long as it was asked, and not longer', async () => {
  world.faults.push(() => new RetryLaterError('slow down', 90_000));
  const id = await handover();
  world.pass(89_000);
  await world.run();
  expect(world.at(experts)).toEqual([]);
  world.pass(1000);
  await world.run();
  expect(world.at(experts)).toHaveLength(1);
  expect(await stateOf(id, 'question')).toBe('sent');
});

test('asked to wait no time at all, it still waits for a later run', async () => {
  for (let index = 0; index < 5; index += 1) world.faults.push(() => new RetryLaterError('now', 0));
  await handover();
  expect(world.faults).toHaveLength(4);
});

test('refused for no reason that lasts, it is tried ever less often for a day, and then both sides hear', async () => {
  for (let index = 0; index < 400; index += 1) world.faults.push(() => new Error('no'));
  const id = await handover();
  const tries: number[] = [];
  for (let at = 0; at < 26 * 60; at += 1) {
    const left = world.faults.length;
    world.pass(minute);
    await world.run();
    if (world.faults.length < left) tries.push(at);
    if (curators.length > 0) world.faults.length = 0;
  }
  expect(tries.length).toBeGreaterThan(90);
  expect(tries.length).toBeLessThan(120);
  expect(curators).toMatchObject([{ title: 'A question for the experts could not be delivered' }]);
  expect(world.at(asker)).toMatchObject([{ title: 'Your question could not be delivered' }]);
  expect((await world.store.find(id))?.handover.state).toBe('closed');
  expect(world.at(experts)).toEqual([]);
});

test('a channel that is closed for good: whoever asked and the curators are told at once', async () => {
  world.faults.push(gone);
  await handover();
  expect(world.at(asker)).toMatchObject([{ title: 'Your question could not be delivered' }]);
  expect(curators).toMatchObject([{ note: 'Slack says is_archived.' }]);
  world.pass(1000 * minute);
  await world.run();
  expect(world.shown).toHaveLength(1);
});

test('where nobody can tell whether a question arrived it is not repeated, and whoever asked may say to', async () => {
  world.faults.push({ arrives: unknown });
  const id = await handover();
  world.pass(1000 * minute);
  await world.run();
  expect(world.at(experts)).toHaveLength(1);
  const [trouble] = world.at(asker);
  expect(trouble?.title).toBe('I cannot tell whether your question arrived');
  const again = await world.press('experts.again', buttonValue(trouble!, 'experts.again'));
  expect(again).toMatchObject({ inPlace: true, card: { title: 'Your question is on its way' } });
  expect(world.at(experts)).toHaveLength(2);
  expect((await world.press('experts.again', id)).card.title).toBe('It has arrived');
  expect(world.at(experts)).toHaveLength(2);
});

test('a question that may not have arrived, and is taken, has arrived: nobody is troubled', async () => {
  world.faults.push({ arrives: unknown }, () => new RetryLaterError('slow down', minute));
  const id = await handover();
  await world.press('experts.take', id, expertsChannel);
  world.pass(2 * minute);
  await world.run();
  expect(world.at(asker)).toMatchObject([{ title: 'Somebody is looking into it' }]);
});

test('a question that is taken before its sender knows what became of it troubles nobody', async () => {
  const id = await handover();
  await world.store.tell(id, 'question', ['sent'], world.now());
  const [leaving] = await world.store.claim(world.now(), 'another process', minute, 9);
  await world.store.begin(leaving!);
  await world.press('experts.take', id, expertsChannel);
  await world.store.settle(leaving!, { state: 'unsure' }, ['deliveryFailed'], world.now());
  await world.run();
  expect(world.at(asker)).toMatchObject([{ title: 'Somebody is looking into it' }]);
});

test('where nobody can tell whether an answer arrived the experts’ card says so, and they may send it again', async () => {
  const id = await handover();
  world.faults.push({ arrives: unknown });
  await world.submit('experts.answer', id, { answer: 'Like this.' }, expertsChannel);
  const [card] = world.at(experts);
  expect(card?.note).toMatch(/cannot tell whether it arrived/);
  const resent = await world.press('experts.resend', buttonValue(card!, 'experts.resend'), expertsChannel);
  expect(resent.card.note).toBeUndefined();
  expect(world.at(asker).filter(({ quote }) => quote === 'Like this.')).toHaveLength(2);
  await world.press('experts.resend', id, expertsChannel);
  expect(world.at(asker).filter(({ quote }) => quote === 'Like this.')).toHaveLength(2);
});

test('an answer that cannot be delivered is said so on the experts’ card', async () => {
  const id = await handover();
  world.faults.push(gone);
  await world.submit('experts.answer', id, { answer: 'Like this.' }, expertsChannel);
  expect(world.at(experts)[0]?.note).toMatch(/could not be delivered/);
});

test('what a process that died was sending counts as not sure; what it had not begun is sent by another', async () => {
  const id = await handover();
  await world.store.change(id, { from: ['waiting'], to: 'taken', tell: ['assigned'], drop: [] }, world.now());
  const answered = { from: ['taken' as const], to: 'answered' as const, answer: 'Like this.', drop: [] };
  await world.store.change(id, { ...answered, tell: ['answer'] }, world.now());
  const claims = await world.store.claim(world.now(), 'a dead process', minute, 9);
  await world.store.begin(claims.find(({ notice }) => notice.kind === 'answer')!);

  const other = world.replica();
  world.pass(minute - 1);
  await other.run(world.now());
  expect(world.at(asker)).toEqual([]);
  world.pass(1);
  await other.run(world.now());
  expect(world.at(asker)).toMatchObject([{ title: 'Somebody is looking into it' }]);
  expect(await stateOf(id, 'answer')).toBe('unsure');
  expect(world.at(experts)[0]?.note).toMatch(/cannot tell whether it arrived/);
});

test('what arrived while the store went away is not sent again', async () => {
  const { form } = await world.press('experts.ask', askAction(question).value);
  world.faults.push({ arrives: () => void world.storeAway(true) });
  await world.submit('experts.ask', form!.value, { question });
  expect(world.failures).toEqual(['experts.send']);
  world.storeAway(false);
  world.pass(2 * minute);
  await world.run();
  expect(world.shown).toHaveLength(1);
  expect(await stateOf(form!.value.split(' ')[0]!, 'question')).toBe('sent');
});

test('nor is any of several that arrived then, however often a run finds the store away', async () => {
  const asked = { id: 'h1', state: 'waiting' as const, askedAt: world.now(), platform: 'teams', question, asker: chat };
  await world.store.add(asked, ['received', 'question']);
  world.faults.push({ arrives: () => void world.storeAway(true) });
  await expect(world.run()).rejects.toThrow('away');
  await expect(world.run()).rejects.toThrow('away');
  world.storeAway(false);
  world.pass(2 * minute);
  await world.run();
  expect(world.shown).toHaveLength(2);
  expect((await world.store.find('h1'))?.notices).toMatchObject({
    received: { state: 'sent' },
    question: { state: 'sent' }
  });
});

test('withdrawn before it left, it never leaves; while it leaves, its card is put right afterwards', async () => {
  world.faults.push(() => new RetryLaterError('slow down', minute));
  await world.press('experts.withdraw', await handover());
  world.pass(2 * minute);
  await world.run();
  expect(world.at(experts)).toEqual([]);

  const id = await handover();
  await world.store.tell(id, 'question', ['sent'], world.now());
  const [leaving] = await world.store.claim(world.now(), 'another process', minute, 9);
  await world.store.begin(leaving!);
  await world.press('experts.withdraw', id);
  await world.store.settle(leaving!, { state: 'sent', remoteId: world.shown[0]!.id }, [], world.now());
  world.pass(2 * minute);
  await world.run();
  expect(world.at(experts)).toMatchObject([{ title: 'Withdrawn' }]);
});

test('ten replicas that run at once send each notice once', async () => {
  const others = Array.from({ length: 10 }, () => world.replica());
  for (let index = 0; index < 30; index += 1) {
    const asked = { id: `h${index}`, state: 'waiting' as const, askedAt: world.now(), platform: 'teams', question };
    await world.store.add({ ...asked, asker: chat }, ['received', 'question']);
  }
  await Promise.all(others.map((each) => each.run(world.now())));
  expect(world.at(experts)).toHaveLength(30);
  expect(world.at(asker)).toHaveLength(30);
  expect(new Set(world.shown.map(({ key }) => key)).size).toBe(60);
});

test('no log line holds what people wrote or who they are', async () => {
  for (const fault of [() => new Error(question), gone, { arrives: unknown }]) world.faults.push(fault);
  await handover();
  await handover();
  world.pass(10 * minute);
  await world.run();
  expect(world.logged.length).toBeGreaterThan(1);
  expect(world.logged.join('\n')).not.toMatch(/falls|U1|chat-1/);
});
