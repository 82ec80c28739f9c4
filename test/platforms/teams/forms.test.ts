import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Form } from '../../../src/core/model/form.ts';
import type { Reply } from '../../../src/core/model/reply.ts';
import { readForm } from '../../../src/platforms/teams/parse/parse.ts';
import { renderForm } from '../../../src/platforms/teams/render/form-card.ts';
import { texts } from '../../contract/platform.contract.ts';
import { forms } from '../../fixtures/forms.ts';
import { createRecordingBot, type RecordingBot } from '../../support/recording-bot.ts';
import { openTeams, type TeamsUnderTest } from '../../support/teams-under-test.ts';

type Json = Record<string, unknown>;

const form = forms.least!;
const opening: Reply = { card: { title: 'No window', text: '' }, audience: 'everyone', form };
const done = (more: Partial<Reply> = {}): Reply => ({
  card: { title: 'Done', text: 'It is done.' },
  audience: 'everyone',
  ...more
});
const data = { form: 'feedback.reason', value: 'v', 'field.reason': ' no checklist ' };
const group = { id: '19:scrubbed-group@thread.v2', conversationType: 'groupChat', isGroup: true };

let teams: TeamsUnderTest;
let bot: RecordingBot;

beforeEach(async () => {
  bot = createRecordingBot();
  bot.answer(opening);
  teams = await openTeams(bot);
});
afterEach(() => teams.close());

const invoke = async (name: string, value: Json, changes: Json = {}): Promise<Json> =>
  (await teams.deliver(teams.activity('press', { name, value, ...changes }))).body as Json;
const execute = (sent: Json, changes: Json = {}) =>
  invoke('adaptiveCard/action', { action: { type: 'Action.Execute', verb: 'form', data: sent } }, changes);
const shown = () => teams.connector.messages().map(({ body }) => texts(body));

describe('a button that nobody marked as one that opens a form', () => {
  const ask = { action: 'feedback.reason', value: 'v' };

  test('is answered with the form as a message, whose answer takes its place', async () => {
    const note = await execute(ask, { id: 'f:1', replyToId: '1' });
    expect(note).toMatchObject({ statusCode: 200, value: 'The form is below.' });
    expect(shown()).toEqual([expect.stringContaining('What did you hope to find?')]);
    const [sent] = teams.connector.messages();
    bot.answer(done());
    const answer = await execute({ ...data, opener: '1' }, { id: 'f:2', replyToId: sent!.id });
    expect(texts(answer)).toContain('It is done.');
    expect(shown()).toEqual([expect.stringContaining('It is done.')]);
    expect(bot.messages[1]).toMatchObject({ kind: 'form', form: 'feedback.reason', value: 'v' });
    expect(bot.messages[1]).toHaveProperty('fields', { reason: 'no checklist' });
  });

  test('whose card is to be replaced gets it, and the form is put away', async () => {
    bot.answer(done({ inPlace: true }));
    const answer = await execute({ ...data, opener: '1' }, { id: 'f:2', replyToId: '2' });
    expect(texts(answer)).toContain('That is done');
    expect(teams.connector.calls.map(({ method, activity }) => [method, activity])).toEqual([
      ['PUT', '1'],
      ['PUT', '2']
    ]);
    expect(shown()[0]).toContain('It is done.');
    expect(shown()[1]).not.toContain('It is done.');
  });

  test('in a group is answered privately where only the asker is to see it', async () => {
    bot.answer(done({ audience: 'asker' }));
    await execute({ ...data, opener: '1' }, { id: 'f:2', replyToId: '2', conversation: group });
    const [said, put] = teams.connector.messages();
    expect([said!.targeted, texts(said!.body)]).toEqual([true, expect.stringContaining('It is done.')]);
    expect(texts(put!.body)).not.toContain('It is done.');
  });

  test('shows the form again in its place, errors included, also to a client that knows no Action.Execute', async () => {
    const wrong: Form = { ...form, fields: [{ ...form.fields[0]!, value: 'hm', error: 'Say a little more.' }] };
    bot.answer({ ...opening, form: wrong });
    await teams.deliver(teams.activity('submit', { id: 'f:3', replyToId: '2', value: { ...data, opener: '1' } }));
    expect(bot.messages).toMatchObject([{ kind: 'form', fields: { reason: 'no checklist' } }]);
    expect(teams.connector.calls.map(({ method, activity }) => [method, activity])).toEqual([['PUT', '2']]);
    expect(shown()[0]).toContain('Say a little more.');
    expect(JSON.stringify(teams.connector.messages()[0]!.body)).toContain('"opener":"1"');
  });
});

test('a word that is answered with a form gets it as a message', async () => {
  await teams.deliver(teams.activity('direct-message'));
  expect(shown()).toEqual([expect.stringContaining('What did you hope to find?')]);
});

describe('a dialog', () => {
  test('that is asked for twice is opened once, and both are answered alike', async () => {
    const ask = { data: { action: 'feedback.reason', value: 'v' }, context: { theme: 'dark' } };
    const [first, second] = [await invoke('task/fetch', ask), await invoke('task/fetch', ask)];
    expect(first).toEqual(second);
    expect(first).toMatchObject({ task: { type: 'continue', value: { title: 'What was missing?' } } });
    expect(bot.messages).toHaveLength(1);
  });

  test('knows the message whose button opened it, which Teams does not tell again', async () => {
    const ask = { data: { action: 'feedback.reason', value: 'v' } };
    const opened = await invoke('task/fetch', ask, { id: 'f:1', replyToId: '77' });
    expect(JSON.stringify(opened)).toContain('"opener":"77"');
    bot.answer(done({ inPlace: true }));
    const sent = { data: { ...data, opener: '77' } };
    expect(await invoke('task/submit', sent, { id: 'f:2', replyToId: undefined })).toEqual({
      task: { type: 'message', value: 'Done' }
    });
    expect(teams.connector.calls.map(({ method, activity }) => [method, activity])).toEqual([['PUT', '77']]);
  });

  test('has the bot’s name as its title', async () => {
    bot.name = () => 'Brindle Watch';
    bot.answer(done({ audience: 'asker' }));
    expect(await invoke('task/fetch', { data: { action: 'open', value: 'x' } })).toMatchObject({
      task: { value: { title: 'Brindle Watch' } }
    });
  });

  test('over a message of somebody else’s has forms too, though none opens from a dialog', async () => {
    const offer = { id: 'feedback.reason', label: 'Say what was missing', value: 'v', opens: true };
    bot.answer({ card: { title: 'An answer', text: '', actions: [offer] }, audience: 'everyone' });
    const { body } = await teams.deliver(teams.activity('message-action'));
    expect(JSON.stringify(body)).toContain('Say what was missing');
    expect(JSON.stringify(body)).not.toContain('task/fetch');
    bot.answer(opening);
    const press = { commandId: 'findResources', data: { action: 'feedback.reason', value: 'v' } };
    const opened = await invoke('composeExtension/submitAction', press, { id: 'f:1' });
    expect(texts(opened)).toContain('What did you hope to find?');
    bot.answer(done({ inPlace: true }));
    const ended = await invoke('composeExtension/submitAction', { commandId: 'findResources', data }, { id: 'f:2' });
    expect(texts(ended)).toContain('It is done.');
    expect(teams.connector.calls).toEqual([]);
  });

  test('that somebody else made up is closed with a plain sentence', async () => {
    for (const [at, made] of [undefined, 'x', {}, { form: 1 }, { form: 'x'.repeat(300), value: '' }].entries()) {
      const answer = await invoke('task/submit', { data: made }, { id: `f:${at}` });
      expect(texts(answer)).toContain('That is done');
    }
    expect(bot.messages).toEqual([]);
  });

  test('says sorry where the bot fails, and tells nothing of the fault', async () => {
    bot.answer(new Error('secret detail'));
    const answer = await invoke('task/submit', { data });
    expect(texts(answer)).toMatch(/went wrong/i);
    expect(texts(answer)).not.toContain('secret detail');
  });
});

describe('a drawn form', () => {
  test('keeps its fields apart from what it carries', () => {
    const { body } = renderForm(forms.hostile!, { surface: 'dialog', opener: '' });
    const ids = body.flatMap(({ id }) => (id === undefined ? [] : [id]));
    expect(ids).toEqual(['field.__proto__', 'field.value', 'field.when']);
    const filled = readForm({
      form: 'x',
      value: 'carried',
      'field.value': 'typed',
      'field.__proto__': 'p',
      other: 'o'
    });
    expect(filled).toMatchObject({ value: 'carried', opener: '' });
    expect(Object.entries(filled!.fields)).toEqual([
      ['value', 'typed'],
      ['__proto__', 'p']
    ]);
  });

  test('marks what is optional in words, and asks for the rest', () => {
    const { body } = renderForm(forms.fullest!, { surface: 'dialog', opener: '' });
    const field = (id: string) => body.find((node) => node.id === `field.${id}`);
    expect(field('review')).toMatchObject({ label: 'Review by (optional)', value: '2027-11-23' });
    expect(field('review')).not.toHaveProperty('isRequired');
    expect(field('title')).toMatchObject({ label: 'Title', isRequired: true, errorMessage: 'Please fill this in.' });
  });

  test('says once where everything is optional; nothing required keeps anybody from going back', () => {
    const { fields } = forms.fullest!;
    const drawn = (form: Partial<Form>) =>
      JSON.stringify(renderForm({ ...forms.fullest!, ...form }, { surface: 'dialog', opener: '' }));
    const free = drawn({ fields: fields.map((field) => ({ ...field, optional: true })) });
    expect(free.match(/You may leave out any of these/g)).toHaveLength(1);
    expect(free).not.toContain('(optional)');
    expect(drawn({})).not.toContain('You may leave out');
    expect(drawn({ back: 'Back' })).not.toContain('isRequired');
  });
});
