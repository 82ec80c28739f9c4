import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { askAction } from '../../../src/core/conversation/next-steps.ts';
import { linksIn } from '../../../src/core/handover/links.ts';
import type { Conversation } from '../../../src/core/model/message.ts';
import { buttonValue, chat, createHandoverWorld, expertsChannel } from '../../support/handover-world.ts';

const question = 'How do we spread the falls bundle to other wards?';
const experts = 'slack:C0EXPERTS';
const asker = 'teams:chat-1';
const inThread: Conversation = { platform: 'slack', address: 'C0EXPERTS/1.2', home: 'C0EXPERTS', direct: false };

let world: Awaited<ReturnType<typeof createHandoverWorld>>;
beforeEach(async () => {
  world = await createHandoverWorld();
});
afterEach(() => world.close());

/** Presses the button of a card about the question, and sends the form off. Returns the hand-over's id. */
async function handover(text = question, where = chat, from = {}): Promise<string> {
  const { form } = await world.press('experts.ask', askAction(question, 'pdsa').value, where, from);
  await world.submit('experts.ask', form!.value, { question: text }, where, from);
  return form!.value.split(' ')[0]!;
}

test('the press opens a form with the question in it, and nothing goes anywhere', async () => {
  const { form } = await world.press('experts.ask', askAction(question, 'pdsa').value);
  expect(form?.fields[0]).toMatchObject({ id: 'question', value: question });
  expect(form?.text).toMatch(/goes to the experts’ channel in SLACK, without your name.*answer comes here.*patient/s);
  expect(world.shown).toEqual([]);
  expect((await world.store.figures(0)).states.waiting).toBe(0);
});

test('a card opened by hand gives an empty form; a question keeps its spaces and quotation marks', async () => {
  expect((await world.press('experts.ask', askAction(undefined, 'pdsa').value)).form?.fields[0]?.value).toBe('');
  const odd = '  "spread"  the | word ';
  expect((await world.press('experts.ask', askAction(odd).value)).form?.fields[0]?.value).toBe(odd);
});

test('sent, taken and answered: each side is told at each step, and the card changes', async () => {
  const id = await handover();
  const [card] = world.at(experts);
  expect(card).toMatchObject({ title: 'Can you answer this?', quote: question });
  expect(card?.facts).toContainEqual({ label: 'I had shown', value: 'PDSA cycles' });
  expect(JSON.stringify(card)).not.toMatch(/U1|chat-1/);

  const taken = await world.press('experts.take', id, expertsChannel, { name: 'anna.smith' });
  expect(taken).toMatchObject({ inPlace: true, card: { subtitle: 'Taken by anna.smith' } });
  expect(world.at(asker).at(-1)).toMatchObject({ title: 'Somebody is looking into it', quote: question });

  const { form } = await world.press('experts.answer', id, inThread);
  expect(form?.preview?.quote).toBe(question);
  const words = 'Try one ward first.\nSee https://example.org/spread and *not* <this>.';
  const answered = await world.submit('experts.answer', form!.value, { answer: words }, inThread);
  expect(answered).toMatchObject({ inPlace: true, audience: 'everyone', card: { title: 'Answered' } });
  expect(buttonValue(answered.card, 'curate.new')).toBe(`${question}\n\n${words}`);
  expect(world.at(asker).at(-1)).toMatchObject({
    title: 'An answer from the experts',
    quote: words,
    links: [{ label: 'example.org/spread', url: 'https://example.org/spread' }]
  });
  expect(JSON.stringify(world.at(asker))).not.toContain('anna');
  expect((await world.store.find(id))?.handover.takenBy).toBeUndefined();
});

test('a personal detail is taken out, shown so, and sent only then', async () => {
  const { form } = await world.press('experts.ask', askAction(question).value);
  const typed = 'How do we tell Mrs Patel, NHS number 943 476 5919, about the bundle?';
  const again = await world.submit('experts.ask', form!.value, { question: typed });
  expect(world.shown).toEqual([]);
  expect(again.form?.text).toMatch(
    /took out what looks like an NHS number and a person's name\. Nothing has been sent/
  );
  const masked = again.form!.fields[0]!.value!;
  expect(masked).toBe('How do we tell [name], NHS number [NHS number], about the bundle?');
  await world.submit('experts.ask', again.form!.value, { question: masked });
  expect(world.at(experts)[0]?.quote).toBe(masked);
});

test('an answer may name a colleague and how to reach them, but no patient', async () => {
  const id = await handover();
  const reach = 'Ask Dr Jones on 020 7946 0958 or at jo@example.nhs.uk.';
  const patient = await world.submit(
    'experts.answer',
    id,
    { answer: `${reach} As with 943 476 5919.` },
    expertsChannel
  );
  expect(patient.form?.fields[0]?.value).toBe(`${reach} As with [NHS number].`);
  expect((await world.store.find(id))?.handover.state).toBe('waiting');
  await world.submit('experts.answer', id, { answer: reach }, expertsChannel);
  expect(world.at(asker).at(-1)).toMatchObject({ quote: reach, links: [{ url: 'mailto:jo@example.nhs.uk' }] });
});

test('an empty form says what is missing, and a form sent off twice is one question', async () => {
  const { form } = await world.press('experts.ask', askAction(question).value);
  expect((await world.submit('experts.ask', form!.value, {})).form?.fields[0]?.error).toMatch(/Write your question/);
  await world.submit('experts.ask', form!.value, { question });
  const second = await world.submit('experts.ask', form!.value, { question });
  expect(second.card.title).toBe('Sent already');
  expect(world.at(experts)).toHaveLength(1);
});

test('of two who press Take at once one wins, and the other is told who', async () => {
  const id = await handover();
  const [won, lost] = [
    await world.press('experts.take', id, expertsChannel, { name: 'anna' }),
    await world.press('experts.take', id, expertsChannel, { name: 'ben' })
  ];
  expect(won.card.subtitle).toBe('Taken by anna');
  expect(lost).toMatchObject({ audience: 'asker', card: { title: 'Taken already', subtitle: 'Taken by anna' } });
  expect(world.at(asker).filter(({ title }) => title === 'Somebody is looking into it')).toHaveLength(1);
  expect(world.at(experts)[0]?.subtitle).toBe('Taken by anna');
});

test('withdrawn, the card changes in place without the words, and no button on an old one does harm', async () => {
  const id = await handover();
  const reply = await world.press('experts.withdraw', id);
  expect(reply).toMatchObject({ inPlace: true, card: { title: 'Withdrawn' } });
  expect(world.at(experts)).toEqual([expect.objectContaining({ title: 'Withdrawn' })]);
  expect(JSON.stringify(world.at(experts))).not.toContain('falls');
  const { question: words, asker: address } = (await world.store.find(id))!.handover;
  expect([words, address]).toEqual([undefined, undefined]);
  for (const button of ['experts.take', 'experts.answer', 'experts.close']) {
    expect(await world.press(button, id, expertsChannel)).toMatchObject({
      inPlace: true,
      card: { title: 'Withdrawn' }
    });
  }
  expect((await world.press('experts.withdraw', id)).card.title).toBe('Withdrawn');
});

test('closed, whoever asked is told and shown whom else to ask', async () => {
  const id = await handover();
  expect((await world.press('experts.close', id, expertsChannel)).card.title).toBe('Closed');
  expect(world.at(asker).at(-1)).toMatchObject({ title: 'Your question was closed without an answer' });
  expect((await world.press('experts.close', id, expertsChannel)).card.title).toBe('Closed');
  expect(world.at(asker).filter(({ title }) => title.includes('closed'))).toHaveLength(1);
});

test('only the experts’ channel takes, answers and closes', async () => {
  const id = await handover();
  for (const where of [chat, { ...expertsChannel, address: 'C0OTHER' }, { ...expertsChannel, platform: 'web' }]) {
    await expect(world.press('experts.take', id, where)).rejects.toThrow(/Only the experts/);
    await expect(world.submit('experts.answer', id, { answer: 'x' }, where)).rejects.toThrow(/Only the experts/);
  }
  expect((await world.store.find(id))?.handover.state).toBe('waiting');
});

test('an answer that comes too late is given back', async () => {
  const id = await handover();
  await world.submit('experts.answer', id, { answer: 'the first' }, expertsChannel);
  const late = await world.submit('experts.answer', id, { answer: 'the second' }, expertsChannel);
  expect(late.form?.fields[0]).toMatchObject({ value: 'the second', error: expect.stringMatching(/answered in the/) });
  expect(world.at(asker).filter(({ quote }) => quote === 'the first')).toHaveLength(1);
  expect(JSON.stringify(world.shown)).not.toContain('the second');
});

test('asked in company, they are told alone', async () => {
  const thread: Conversation = { platform: 'slack', address: 'C1/2', home: 'C1', direct: false };
  const own: Conversation = { platform: 'slack', address: 'U1', direct: true };
  const { form } = await world.press('experts.ask', askAction(question).value, thread, { direct: own });
  expect(form?.text).toContain('to you alone');
  const reply = await world.submit('experts.ask', form!.value, { question }, thread, { direct: own });
  expect(reply.audience).toBe('asker');
  expect(world.at('slack:U1')).toMatchObject([{ title: 'Your question is on its way' }]);
  expect(buttonValue(world.at('slack:U1')[0]!, 'experts.withdraw')).toBe(form!.value.split(' ')[0]);

  expect(world.at('slack:C1/2')).toEqual([]);
});

test('asked in company where the platform names no way to them alone, nobody is asked, and nothing is said there', async () => {
  const group: Conversation = { platform: 'teams', address: 'channel;messageid=1', direct: false };
  await expect(world.press('experts.ask', askAction(question).value, group)).rejects.toThrow('message of your own');
  const { form } = await world.press('experts.ask', askAction(question).value);
  await expect(world.submit('experts.ask', form!.value, { question }, group)).rejects.toThrow('message of your own');
  expect(world.shown).toEqual([]);
});

test('while the store is away the words come back in the form, and nothing is sent', async () => {
  const { form } = await world.press('experts.ask', askAction(question).value);
  world.storeAway(true);
  const away = await world.submit('experts.ask', form!.value, { question: 'my words' });
  expect(away.form?.fields[0]).toMatchObject({ value: 'my words', error: expect.stringMatching(/nothing was sent/) });
  world.storeAway(false);
  await world.submit('experts.ask', away.form!.value, { question: 'my words' });
  const id = form!.value.split(' ')[0]!;

  world.storeAway(true);
  const answer = await world.submit('experts.answer', id, { answer: 'long words' }, expertsChannel);
  expect(answer.form?.fields[0]).toMatchObject({
    value: 'long words',
    error: expect.stringMatching(/nothing was sent/)
  });
  world.storeAway(false);
  await world.submit('experts.answer', id, { answer: 'long words' }, expertsChannel);
  expect(world.at(asker).at(-1)?.quote).toBe('long words');
});

test('a question that is deleted says so in the place of its card', async () => {
  const id = await handover();
  await world.press('experts.close', id, expertsChannel);
  expect(await world.store.purge(world.now() + 1)).toBe(1);
  expect(await world.press('experts.take', id, expertsChannel)).toMatchObject({
    inPlace: true,
    card: { title: 'No longer kept' }
  });
  await expect(world.press('experts.withdraw', id)).rejects.toThrow(/too old/);
});

test('a channel of the same id in another workspace is not the experts’, nor is a question of another workspace one’s own', async () => {
  const other = world.replica({ experts: { ...expertsChannel, tenant: 'T1' } });
  const id = await handover(question, { ...chat, tenant: 'A' });
  let n = 0;
  const press = (action: string, conversation: Conversation) =>
    other.chatModule.press(
      { kind: 'action', id: `o${++n}`, action, value: id, conversation, from: { id: 'U1' } },
      world.now()
    );
  for (const tenant of ['T2', undefined]) {
    const where = { ...expertsChannel, ...(tenant && { tenant }) };
    await expect(press('experts.take', where)).rejects.toThrow('Only the experts can do that');
  }
  for (const action of ['experts.withdraw', 'experts.again']) {
    await expect(press(action, { ...chat, tenant: 'B' })).rejects.toThrow(/too old/);
    await expect(press(action, { ...chat, platform: 'slack', tenant: 'A' })).rejects.toThrow(/too old/);
  }
  expect((await press('experts.take', { ...expertsChannel, tenant: 'T1' })).inPlace).toBe(true);
  expect((await press('experts.withdraw', { ...chat, tenant: 'A' })).card.title).toBe('Withdrawn');
  await other.settled();
});

test('no draft is offered where nobody can draft, and a long one fits a button', async () => {
  const other = world.replica({ canDraft: false });
  const id = await handover();
  const message = { kind: 'form' as const, id: 'f', conversation: expertsChannel, from: { id: 'U2' } };
  const sent = { ...message, form: 'experts.answer', value: id, fields: { answer: 'x' } };
  expect((await other.chatModule.submit(sent, world.now())).card.actions).toBeUndefined();
  await other.settled();
  const long = await handover('q'.repeat(1500));
  const reply = await world.submit('experts.answer', long, { answer: 'a'.repeat(2500) }, expertsChannel);
  expect(buttonValue(reply.card, 'curate.new').length).toBeLessThanOrEqual(2000);
});

test('addresses in an answer become buttons that say where they lead', () => {
  expect(linksIn('See (https://www.example.org/a?b=1), http://user:pw@evil.example/ and https://.')).toEqual([
    { label: 'example.org/a', url: 'https://www.example.org/a?b=1' }
  ]);
  expect(linksIn('javascript:alert(1) ftp://x.example data:text/html,x')).toEqual([]);
  expect(linksIn(Array.from({ length: 9 }, (_, n) => `https://example.org/${n}`).join(' '))).toHaveLength(5);
});

test('a form whose hidden value is not ours keeps nothing, and what is no entry is left out', async () => {
  const id = '0123456789abcdef';
  await expect(world.submit('experts.ask', 'h'.repeat(900), { question: 'Who knows?' })).rejects.toThrow('old one');
  await world.submit('experts.ask', `${id} ${'x'.repeat(900)}`, { question: 'Who knows?' });
  expect((await world.store.find(id))?.handover.entryId).toBeUndefined();
});
