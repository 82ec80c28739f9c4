import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Form } from '../../../src/core/model/form.ts';
import type { Reply } from '../../../src/core/model/reply.ts';
import { readOrigin, writeOrigin } from '../../../src/platforms/slack/parse/form-origin.ts';
import { formView, shapeOf } from '../../../src/platforms/slack/render/form-view.ts';
import { forms } from '../../fixtures/forms.ts';
import { createRecordingBot, type RecordingBot } from '../../support/recording-bot.ts';
import { createSlackModal, type SlackModal } from '../../support/slack-modal.ts';
import { fixture, openSlackStand, type Payload, quick, type SlackStand } from '../../support/slack-stand.ts';
import { until } from '../../support/until.ts';

const origin = { channel: 'C0FALLS', direct: false, inThread: false, inView: false };
const form = forms.least!;
const opening: Reply = { card: { title: 'No window', text: 'Say it here.' }, audience: 'asker', form };
const done = (more: Partial<Reply>): Reply => ({
  card: { title: 'Done', text: 'It is done.' },
  audience: 'asker',
  ...more
});

describe('a form', () => {
  let stand: SlackStand;
  let bot: RecordingBot;
  let modal: SlackModal;

  beforeEach(async () => {
    bot = createRecordingBot();
    bot.answer(opening);
    await open(quick.form);
  });
  const open = async (patienceMs: number): Promise<void> => {
    stand = await openSlackStand(bot, { parts: { times: { ...quick, form: patienceMs } } });
    modal = createSlackModal(stand);
  };
  afterEach(async () => {
    await stand.close();
    expect(stand.fake.complaints).toEqual([]);
  });

  /** Presses a button that opens a form. */
  const press = (changes: Payload = {}) => stand.deliver({ ...fixture('press'), trigger_id: randomUUID(), ...changes });
  const methods = () => stand.fake.calls.map(({ method }) => method).filter((method) => method !== 'auth.test');
  const title = () => JSON.stringify(modal.view()?.blocks);

  test('is opened by the trigger of the press, and nothing is posted', async () => {
    await press();
    expect(methods()).toEqual(['views.open']);
    expect(modal.view()).toMatchObject({ callback_id: 'form:feedback.reason', submit: { text: 'Send' } });
  });

  test('is opened by a slash command as well', async () => {
    await stand.deliver({ ...fixture('command'), trigger_id: randomUUID() });
    expect(methods()).toEqual(['views.open']);
  });

  test.each([
    [undefined, 'closes'],
    ['1795424000.000001', 'shows it']
  ])('whose news the conversation holds already, pressed in the thread %s, %s', async (thread_ts, _what) => {
    const message = { type: 'message', message_ts: '1795424401.000300', channel_id: 'D0SISTER', is_ephemeral: false };
    await press({
      channel: { id: 'D0SISTER', name: 'directmessage' },
      message: {},
      container: { ...message, thread_ts }
    });
    bot.answer(done({ told: true }));
    await modal.submit({ reason: 'x' });
    expect(JSON.stringify(modal.view() ?? 'closed')).toContain(thread_ts ? 'It is done.' : 'closed');
    expect(stand.fake.messages).toEqual([]);
  });

  test('that is not taken stays open as it was filled in, and says so', async () => {
    await press();
    bot.answer(done({ stays: 'Not taken yet.' }));
    await modal.submit({ reason: 'three paragraphs' });
    expect(Object.values(modal.errors())).toEqual(['Not taken yet.']);
    bot.answer(done({}));
    await modal.submit({ reason: 'three paragraphs' });
    expect(title()).toContain('It is done.');
    expect(methods()).toEqual(['views.open']);
  });

  test('is pushed onto the modal it was asked for in, and answered there', async () => {
    await press({ view: { id: 'V0LOOKUP', type: 'modal', callback_id: 'look_up' }, container: { type: 'view' } });
    expect(methods()).toEqual(['views.push']);
    bot.answer(done({ audience: 'everyone' }));
    await modal.submit({ reason: 'x' });
    expect(title()).toContain('It is done.');
    expect(methods()).toEqual(['views.push']);
  });

  test('on the Home tab is opened, and answered in its window', async () => {
    await stand.deliver({ ...fixture('home-press'), trigger_id: randomUUID() });
    expect(methods()).toEqual(['views.open']);
    bot.answer(done({ audience: 'everyone', inPlace: true }));
    await modal.submit({ reason: 'x' });
    expect(title()).toContain('It is done.');
    expect(methods()).toEqual(['views.open']);
  });

  test('that Slack does not open any more is replaced by its card', async () => {
    stand.fake.misbehave('views.open', { error: 'expired_trigger_id' });
    await press({ response_url: undefined });
    expect(JSON.stringify(stand.fake.messages.at(-1)?.blocks)).toContain('Say it here.');
  });

  test.each([
    [{}, 'Press the button again'],
    [
      { view: { id: 'V0LOOKUP', type: 'modal', callback_id: 'look_up' }, container: { type: 'view' } },
      'Press the button again'
    ]
  ])('whose window does not open says what to do, whatever its card holds', async (changes, what) => {
    stand.fake.refusal = (method) => (/^views\.(open|push)$/.test(method) ? 'expired_trigger_id' : undefined);
    bot.answer({ ...opening, card: { title: 'Ask the team', text: '', note: 'A note.' } });
    await press({ response_url: undefined, ...changes });
    const shown = JSON.stringify([stand.fake.messages.at(-1)?.blocks, stand.fake.views.at(-1)?.blocks]);
    expect(shown).toMatch(
      new RegExp(`The window did not open: that was too late for Slack, which waits three seconds. ${what}.* A note\\.`)
    );
    expect(shown.match(/did not open/g)).toHaveLength(1);
  });

  test('that a command does not open says to write it again', async () => {
    stand.fake.misbehave('views.open', { error: 'expired_trigger_id' });
    await stand.deliver({ ...fixture('command'), trigger_id: randomUUID(), response_url: undefined });
    expect(JSON.stringify(stand.fake.messages.at(-1)?.blocks)).toContain('Write the same again');
  });

  describe('gone back in', () => {
    const paged = (text: string): Reply => ({ ...opening, form: { ...form, text, back: 'Back' } });
    beforeEach(async () => {
      bot.answer(paged('Page two.'));
      await press();
      bot.answer(paged('Page one.'));
    });

    test.each(['hash_conflict', 'not_found', 'view_too_large'])(
      'and refused with %s is shown above it',
      async (code) => {
        stand.fake.misbehave('views.update', ...Array(3).fill({ error: code }));
        await modal.goBack({});
        expect(modal.view()).toMatchObject({ method: 'views.push' });
        expect(title()).toContain('Page one.');
        expect(stand.fake.messages).toEqual([]);
      }
    );

    test.each([{ error: 'internal_error' }, { status: 429, retryAfter: 1 }, { status: 503 }])(
      'and failed for a moment (%j) is shown in its place',
      async (fault) => {
        stand.fake.misbehave('views.update', fault);
        await modal.goBack({});
        expect(modal.view()).toMatchObject({ method: 'views.update' });
        expect(title()).toContain('Page one.');
      }
    );

    test('and refused by every window is said in a message', async () => {
      stand.fake.refusal = (method) => (method.startsWith('views.') ? 'not_found' : undefined);
      await modal.goBack({});
      expect(title()).toContain('Page two.');
      expect(stand.fake.messages).toHaveLength(1);
      expect(stand.fake.messages[0]).toMatchObject({ channel: 'U0SISTER' });
      expect(JSON.stringify(stand.fake.messages[0]?.blocks)).toMatch(
        /could not change the window.*Press the button again.*stands there still/
      );
    });
  });

  test('that carries more than Slack keeps is replaced by its card', async () => {
    bot.answer({ ...opening, form: { ...form, value: 'v'.repeat(3000) } });
    await press({ response_url: undefined });
    expect(methods()).not.toContain('views.open');
    expect(JSON.stringify(stand.fake.messages.at(-1)?.blocks)).toContain('Say it here.');
  });

  test('sent off with errors keeps the window: Slack is told of the errors alone, by field', async () => {
    await press();
    const wrong = { ...form, fields: [{ ...form.fields[0]!, error: 'Say a little more.' }] };
    bot.answer({ ...opening, form: wrong });
    await modal.submit({ reason: 'hm' });
    expect(modal.errors()).toEqual({ reason: 'Say a little more.' });
    bot.answer({ ...opening, form: { ...wrong, text: 'Something new to read.' } });
    await modal.submit({ reason: 'hm' });
    expect(modal.errors()).toEqual({});
    expect(title()).toContain('Something new to read.');
    expect(title()).toContain('⚠️ Say a little more.');
  });

  test('takes the place of a card that only one person sees, by the response_url of the press', async () => {
    const { fake } = stand;
    fake.messages.push({ ts: '1.5', channel: 'C0FALLS', onlyFor: 'U0SISTER', text: '', blocks: [], payload: {} });
    await press({
      response_url: fake.responseUrl('C0FALLS', 'U0SISTER', '1.5'),
      container: { type: 'message', message_ts: '1.5', channel_id: 'C0FALLS', is_ephemeral: true }
    });
    bot.answer(done({ inPlace: true }));
    await modal.submit({ reason: 'x' });
    expect(modal.view()).toBeUndefined();
    expect(fake.messages).toHaveLength(1);
    expect(JSON.stringify(fake.messages[0]?.blocks)).toContain('It is done.');
  });

  test('whose answer takes long says so in time, and shows it when it is there', async () => {
    await stand.close();
    await open(20);
    await press();
    let finish = (_reply: Reply) => {};
    bot.answer(() => new Promise((resolve) => (finish = resolve)));
    const sent = modal.submit({ reason: 'x' });
    await until(() => bot.messages.length === 2);
    // Longer than the patience: the form is answered by then.
    await new Promise((resolve) => setTimeout(resolve, 300));
    finish(done({}));
    await sent;
    expect(methods()).toEqual(['views.open', 'views.update']);
    expect(stand.fake.calls.at(-1)?.args.view_id).toBe('V0FORM');
    expect(JSON.stringify(stand.fake.views.at(-1))).toContain('It is done.');
  });

  test('that fails says so in the window, and tells nothing of the fault', async () => {
    await press();
    bot.answer(new Error('secret detail'));
    expect((await modal.submit({ reason: 'x' })).status).toBe(200);
    expect(title()).toContain('went wrong');
    expect(title()).not.toContain('secret detail');
  });

  test('of somebody else’s making is only a closed window', async () => {
    const view = { ...(fixture('view-submission').view as Payload), callback_id: 'form:curate.edit' };
    for (const private_metadata of ['', '{}', '{"channel":1}\nx', 'no json\nx', '[]\n']) {
      const payload = { ...fixture('view-submission'), trigger_id: randomUUID(), view: { ...view, private_metadata } };
      expect(await stand.deliver(payload)).toMatchObject({ status: 200, body: '' });
    }
    expect(bot.messages).toEqual([]);
  });
});

describe('what a form carries along', () => {
  test('comes back as it was, whatever is in it', () => {
    for (const value of ['', 'a\nb', '"\\"\n\n', 'é👩🏽‍⚕️', 'v'.repeat(2500)]) {
      const full = {
        ...origin,
        thread: '1795424400.000100',
        card: { ts: '1795424400.000200', ephemeral: true },
        respondTo: `https://hooks.slack.com/actions/T0HOSPITAL/1234567890123/${'x'.repeat(24)}`,
        shape: shapeOf(form)
      };
      const written = writeOrigin(full, value)!;
      expect(written.length).toBeLessThanOrEqual(3000);
      expect(readOrigin(written)).toEqual({ origin: full, value });
    }
  });

  test('leaves out the response_url where there is no room for it', () => {
    const full = { ...origin, respondTo: `https://hooks.slack.com/${'x'.repeat(300)}` };
    expect(readOrigin(writeOrigin(full, 'v'.repeat(2700))!)?.origin).toEqual(origin);
  });
});

describe('a drawn form', () => {
  const inputs = (drawn: Form) =>
    formView(drawn, origin)!.blocks.filter(
      (block): block is Extract<typeof block, { type: 'input' }> => block.type === 'input'
    );

  test('has its many options in groups named after the first and the last of each', () => {
    const element = inputs(forms.tooLong!).at(-1)!.element as unknown as {
      option_groups: { label: { text: string }; options: unknown[] }[];
      initial_option: { value: string };
    };
    expect(element.option_groups.map(({ options }) => options.length)).toEqual([100, 100, 50]);
    expect(element.option_groups[0]!.label.text).toMatch(/^Entry 0 .* to Entry 99 /);
    expect(element.initial_option.value).toBe('entry-230');
  });

  test('has another block for each value it begins with, so that Slack shows the new one', () => {
    const with_ = (value: string): Form => ({ ...form, fields: [{ ...form.fields[0]!, value }] });
    const ids = ['a', 'b', 'a'].map((value) => inputs(with_(value))[0]!.block_id);
    expect(ids[0]).toBe(ids[2]);
    expect(ids[0]).not.toBe(ids[1]);
  });

  test('is the same form to a person whatever stands in it, and another when a word of it changes', () => {
    const [field] = form.fields;
    expect(shapeOf({ ...form, fields: [{ ...field!, value: 'x', error: 'y' }] })).toBe(shapeOf(form));
    for (const other of [{ text: 'x' }, { value: 'x' }, { title: 'x' }, { fields: [{ ...field!, label: 'x' }] }])
      expect(shapeOf({ ...form, ...other })).not.toBe(shapeOf(form));
  });
});
