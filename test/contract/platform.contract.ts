/**
 * Promises that every platform keeps, whatever it is called. A platform's own test calls
 *
 *     platformContract({ name, open, render, skip })
 *
 * - `open(bot)` starts the real platform, with its real SDK, against a fake far side on this machine, and gives a
 *   `FarSide`: what a person and the vendor's servers do (`say`, `press`, `thumb`, `fill`, `goBack`, `refuse`) and what is to be
 *   seen on the person's screen (`shown`, `window`). Every call resolves only when all that comes of it has happened.
 * - `render(card)` is the pure renderer: the payload, its plain text, and what the platform would refuse (`problems`);
 *   `renderForm(form)` the same for the window of a form.
 * - `skip` names a test that cannot hold on this platform, with the reason. Nothing else may differ.
 *
 * The fixtures behind `say` are real payloads in test/fixtures/<platform>/, one file a scenario, with these words:
 * `direct-message` and `mention` ask `question`, `command` is the command find with `squire` after it.
 */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createAssessments } from '../../src/core/assessments/chat-module.ts';
import type { Bot } from '../../src/core/model/bot.ts';
import type { Card } from '../../src/core/model/card.ts';
import { ConversationGoneError, RetryLaterError } from '../../src/core/model/errors.ts';
import type { Form } from '../../src/core/model/form.ts';
import type { Conversation, FormAnswer } from '../../src/core/model/message.ts';
import type { Reply } from '../../src/core/model/reply.ts';
import type { Platform } from '../../src/platforms/platform.ts';
import { gallery } from '../fixtures/cards.ts';
import { forms } from '../fixtures/forms.ts';
import { shippedAssessments } from '../support/assessments.ts';
import { aKnowledge } from '../support/entries.ts';
import { createRecordingBot, type RecordingBot } from '../support/recording-bot.ts';

/** Words said in the scenarios `direct-message` and `mention`, once any mention of the bot is taken off. */
const question = 'how do we spread this to other wards?';

export type Scenario = 'direct-message' | 'mention' | 'command' | 'own-message' | 'edit' | 'unknown-event';

/** One card as it stands on somebody's screen. */
export interface Shown {
  /** The platform's payload. */
  payload: unknown;
  audience: 'everyone' | 'asker';
}

export interface FarSide {
  platform: Platform;
  /** Delivers the scenario's payload as the vendor does. `again` delivers the very same once more. */
  say(scenario: Scenario, again?: boolean): Promise<{ acknowledged: boolean }>;
  /** Presses the button with this label on the newest card. */
  press(label: string): Promise<{ acknowledged: boolean }>;
  /** Presses a thumb on the newest card. */
  thumb(helpful: boolean): Promise<{ acknowledged: boolean }>;
  /** Fills in fields of the form that stands open, by id, keeps what stands in the others, and sends it off. */
  fill(fields: Record<string, string>): Promise<{ acknowledged: boolean }>;
  /** Fills in fields as `fill` does, and presses the button that goes back a page. */
  goBack(fields: Record<string, string>): Promise<{ acknowledged: boolean }>;
  /** Content of the open window, errors included; undefined when there is none. */
  window(): unknown;
  /** Cards on screen now, oldest first; a card that took another's place stands once. */
  shown(): Shown[];
  /** Refuses what the messenger sends next: asks to wait `seconds`, or says that the conversation is gone. */
  refuse(how: { wait: number } | 'gone'): void;
  /** Stops the platform and closes everything. */
  close(): Promise<void>;
}

export interface PlatformUnderTest {
  name: string;
  /** Name of the connection, where a platform has several ways: `over HTTP`. */
  way?: string;
  open(bot: Bot): Promise<FarSide>;
  render(card: Card): { payload: unknown; text: string; problems: string[] };
  renderForm(form: Form): { payload: unknown; problems: string[] };
  skip?: readonly { reason: string; tests: readonly string[] }[];
}

const answer: Card = {
  title: 'An answer',
  text: 'Some text.',
  actions: [
    { id: 'choose', label: 'First choice', value: 'squire-2' },
    { id: 'why', label: 'Why this answer?', value: 'x|y:1' },
    { id: 'experts.ask', label: 'Ask a person', value: 'squire-2', opens: true }
  ],
  feedback: { about: 'squire-2' }
};

const form: Form = {
  id: 'experts.ask',
  title: 'Ask a person',
  text: 'Your question goes to the team.',
  value: 'squire-2 "quoted"\nsecond line',
  fields: [
    { id: 'question', label: 'Your question', kind: 'text', value: 'As it was typed' },
    { id: 'name', label: 'Your name', kind: 'line', optional: true },
    {
      id: 'topic',
      label: 'Topic',
      kind: 'choice',
      value: 'spread',
      options: [
        { label: 'Spread', value: 'spread' },
        { label: 'Publishing', value: 'publishing' }
      ]
    },
    { id: 'until', label: 'Needed by', kind: 'date', optional: true }
  ],
  submit: 'Send'
};
const opening = { card: { title: 'No window here', text: '' }, audience: 'asker', form } as const;

/** Cards that lose nothing when drawn; the others of the gallery are too long, or hostile. */
const whole = ['least', 'titleOnly', 'fullest', 'choices', 'lookUp', 'rightToLeft', 'emoji'];

export function platformContract(under: PlatformUnderTest): void {
  const it = (name: string, run: () => void | Promise<void>) => {
    const skipped = under.skip?.find(({ tests }) => tests.includes(name));
    if (skipped) test.skip(`${name} (${skipped.reason})`, run);
    else test(name, run);
  };

  describe(`${[under.name, under.way].filter(Boolean).join(' ')} keeps the platform contract`, () => {
    let bot: RecordingBot;
    let far: FarSide;

    beforeEach(async () => {
      bot = createRecordingBot();
      bot.answer(answer);
      far = await under.open(bot);
    });
    afterEach(() => far.close());

    it('is ready once started', () => {
      expect(far.platform.name).toBe(under.name);
      expect(far.platform.unready()).toBeUndefined();
    });

    it('hears a direct message as a question', async () => {
      expect(await far.say('direct-message')).toEqual({ acknowledged: true });
      expect(bot.messages).toEqual([expect.objectContaining({ kind: 'question', text: question })]);
      expect(bot.messages[0]!.conversation).toMatchObject({ platform: under.name, direct: true });
      expect(bot.messages[0]!.id).not.toBe('');
      expect(texts(far.shown()[0]!.payload)).toContain('An answer');
    });

    it('hears a mention as a question without the mention', async () => {
      await far.say('mention');
      expect(bot.messages).toEqual([expect.objectContaining({ kind: 'question', text: question })]);
      expect(bot.messages[0]!.conversation.direct).toBe(false);
      expect(far.shown()).toEqual([expect.objectContaining({ audience: 'everyone' })]);
    });

    it('hears a command', async () => {
      await far.say('command');
      expect(bot.messages).toEqual([expect.objectContaining({ kind: 'command', name: 'find', rest: 'squire' })]);
    });

    it('shows a reply for the asker to nobody else', async () => {
      bot.answer({ card: answer, audience: 'asker' });
      await far.say('command');
      expect(far.shown()).toEqual([expect.objectContaining({ audience: 'asker' })]);
    });

    for (const scenario of ['own-message', 'edit', 'unknown-event'] as const) {
      it(`ignores ${scenario}`, async () => {
        expect(await far.say(scenario)).toEqual({ acknowledged: true });
        expect(bot.calls).toBe(0);
        expect(far.shown()).toEqual([]);
      });
    }

    it('answers a repeated delivery once', async () => {
      await far.say('direct-message');
      expect(await far.say('direct-message', true)).toEqual({ acknowledged: true });
      expect(bot.messages).toHaveLength(1);
      expect(far.shown()).toHaveLength(1);
    });

    it('says nothing where the bot says nothing', async () => {
      bot.answer(() => undefined);
      expect(await far.say('direct-message')).toEqual({ acknowledged: true });
      expect(far.shown()).toEqual([]);
    });

    it('brings a pressed button back as it was drawn', async () => {
      await far.say('direct-message');
      expect(await far.press('Why this answer?')).toEqual({ acknowledged: true });
      expect(bot.messages[1]).toMatchObject({ kind: 'action', action: 'why', value: 'x|y:1' });
      expect(bot.messages[1]!.conversation).toEqual(bot.messages[0]!.conversation);
    });

    it('turns a card into the answer in its place', async () => {
      await far.say('direct-message');
      bot.answer({ card: { title: 'The chosen one', text: '' }, audience: 'everyone', inPlace: true });
      await far.press('First choice');
      expect(far.shown()).toHaveLength(1);
      expect(texts(far.shown()[0]!.payload)).toContain('The chosen one');
    });

    it('brings a thumb back as feedback', async () => {
      await far.say('direct-message');
      await far.thumb(false);
      expect(bot.messages[1]).toMatchObject({ kind: 'feedback', about: 'squire-2', helpful: false });
    });

    it('opens a form in answer to a button', async () => {
      await far.say('mention');
      bot.answer(opening);
      expect(await far.press('Ask a person')).toEqual({ acknowledged: true });
      expect(bot.messages[1]).toMatchObject({ kind: 'action', action: 'experts.ask', value: 'squire-2' });
      const drawn = texts(far.window());
      for (const words of ['Your question goes to the team.', 'Your question', 'As it was typed', 'Needed by', 'Send'])
        expect(drawn).toContain(words);
      expect(far.shown()).toHaveLength(1);
    });

    it('brings a form back as it was filled in, said where its button was pressed', async () => {
      await far.say('mention');
      bot.answer(opening);
      await far.press('Ask a person');
      bot.answer({ card: { title: 'Thank you', text: 'A person has it.' }, audience: 'asker' });
      expect(await far.fill({ question: ' How?\nAnd when? ', topic: 'publishing', until: '2026-12-01' })).toEqual({
        acknowledged: true
      });
      expect(bot.messages[2]).toMatchObject({ kind: 'form', form: 'experts.ask', value: form.value });
      expect(bot.messages[2]).toHaveProperty('fields', {
        question: 'How?\nAnd when?',
        topic: 'publishing',
        until: '2026-12-01'
      });
      expect(bot.messages[2]!.conversation).toEqual(bot.messages[1]!.conversation);
      expect(bot.messages[2]!.from.id).toBe(bot.messages[1]!.from.id);
      const toAsker = far.shown().filter(({ audience }) => audience === 'asker');
      expect(texts([far.window(), ...toAsker])).toContain('A person has it.');
      expect(far.shown().filter(({ audience }) => audience === 'everyone')).toHaveLength(1);
    });

    it('shows a form again with its errors, and then the next', async () => {
      await far.say('mention');
      bot.answer(opening);
      await far.press('Ask a person');
      const [question, ...others] = form.fields;
      const wrong = { ...form, fields: [{ ...question!, value: 'short', error: 'Too short to answer.' }, ...others] };
      bot.answer({ ...opening, form: wrong });
      await far.fill({ question: 'short' });
      expect(texts(far.window())).toContain('Too short to answer.');
      expect(texts(far.window())).toContain('Your question');
      bot.answer({ ...opening, form: { ...form, id: 'experts.sure', title: 'Sure?', text: 'Look once more.' } });
      await far.fill({ question: 'long enough' });
      expect(texts(far.window())).toContain('Look once more.');
      expect(texts(far.window())).not.toContain('Too short to answer.');
      await far.fill({});
      expect(bot.messages.at(-1)).toMatchObject({ kind: 'form', form: 'experts.sure', value: form.value });
    });

    it('brings back what was chosen and ticked, and what was left alone', async () => {
      await far.say('mention');
      bot.answer({ ...opening, form: forms.everyKind! });
      await far.press('Ask a person');
      await far.fill({ owner: 'dont_know', flags: 'staff,data', aim: 'Nine wards' });
      expect(bot.messages.at(-1)).toMatchObject({ kind: 'form', form: 'assess.step', value: forms.everyKind!.value });
      expect(bot.messages.at(-1)).not.toHaveProperty('back');
      const { flags, ...others } = (bot.messages.at(-1) as FormAnswer).fields;
      expect(flags?.split(',').sort()).toEqual(['data', 'staff']);
      expect(others).toEqual({ owner: 'dont_know', aim: 'Nine wards' });
      await far.press('Ask a person');
      await far.fill({});
      expect(bot.messages.at(-1)).toHaveProperty('fields', { owner: '3', flags: 'data,patients' });
    });

    it('goes back a page with what was typed, and on again from there', async () => {
      await far.say('mention');
      bot.answer({ ...opening, form: forms.everyKind! });
      await far.press('Ask a person');
      const first = { ...forms.everyKind!, text: 'Page 1 of 3.', value: '{"page":0}' };
      const { back: _, ...firstPage } = first;
      bot.answer({ ...opening, form: firstPage });
      expect(await far.goBack({ aim: 'Half a word' })).toEqual({ acknowledged: true });
      expect(bot.messages.at(-1)).toMatchObject({ kind: 'form', form: 'assess.step', back: true, value: '{"page":1}' });
      expect(bot.messages.at(-1)).toHaveProperty('fields', { owner: '3', flags: 'data,patients', aim: 'Half a word' });
      expect(texts(far.window())).toContain('Page 1 of 3.');
      await far.fill({});
      expect(bot.messages.at(-1)).toMatchObject({ kind: 'form', value: '{"page":0}' });
      expect(bot.messages.at(-1)).not.toHaveProperty('back');
    });

    for (const assessment of shippedAssessments().values()) {
      const { id, kind, minutes } = assessment;
      it(`does ${id} (${kind}) from its card to its result, each answer as it was given, back and on again`, async () => {
        const knowledge = { ...aKnowledge(), assessments: shippedAssessments() };
        const { command, press, submit } = createAssessments({ knowledge: () => knowledge });
        let reply: Reply | undefined;
        bot.answer(async (message) => {
          if (message.kind === 'form') reply = await submit(message, 0);
          else if (message.kind === 'action') reply = await press(message, 0);
          else reply = await command!({ ...message, kind: 'command', name: 'assess', rest: id }, 0);
          return reply;
        });
        await far.say('direct-message');
        await far.press(`Start (${minutes} minutes)`);
        let hasGoneBack = false;
        for (let pages = 0; reply?.form && pages < 16; pages++) {
          const { fields } = reply.form;
          const given = Object.fromEntries(
            fields.map(({ id: field, kind: input, options = [] }) => [
              field,
              options.length > 0
                ? options.at(input === 'many' ? 0 : -1)!.value
                : `“${field}” & <b>, by June 2030`.slice(0, 60)
            ])
          );
          expect(texts(far.window())).toContain(fields[0]!.label);
          await far.fill(given);
          expect((bot.messages.at(-1) as FormAnswer).fields).toEqual(given);
          if (!reply.form?.back || hasGoneBack) continue;
          hasGoneBack = true;
          await far.goBack({});
          const again = reply.form.fields.map(({ id: field, value = '' }) => [field, value]);
          expect(Object.fromEntries(again)).toEqual(given);
        }
        expect(hasGoneBack).toBe(true);
        expect(reply).not.toHaveProperty('form');
        expect(texts([far.window(), far.shown()])).toContain(reply!.card.title);
      });
    }

    it('puts the answer to a form in the place of the card whose button opened it', async () => {
      await far.say('mention');
      bot.answer(opening);
      await far.press('Ask a person');
      bot.answer({ card: { title: 'Asked', text: 'Somebody will write here.' }, audience: 'everyone', inPlace: true });
      await far.fill({});
      expect(far.shown()).toHaveLength(1);
      expect(texts(far.shown()[0]!.payload)).toContain('Somebody will write here.');
      expect(texts(far.window())).not.toContain('Your question');
    });

    it('says the answer to a form for everyone in the conversation', async () => {
      await far.say('mention');
      bot.answer(opening);
      await far.press('Ask a person');
      bot.answer({ card: { title: 'Told', text: 'Here for all.' }, audience: 'everyone' });
      await far.fill({});
      expect(far.shown()).toHaveLength(2);
      expect(texts(far.shown()[1]!.payload)).toContain('Here for all.');
    });

    it('speaks first to a conversation that was stored as JSON', async () => {
      await far.say('mention');
      const stored = JSON.parse(JSON.stringify(bot.messages[0]!.conversation)) as Conversation;
      const id = await far.platform.messenger.send(stored, { title: 'A tip', text: 'Small tests.' }, 'tip/2026-W48/1');
      expect(id).not.toBe('');
      expect(texts(far.shown().at(-1)!.payload)).toContain('A tip');
    });

    it('stays polite when the bot fails, and tells nothing of the fault', async () => {
      bot.answer(new Error('secret detail of the fault'));
      expect(await far.say('direct-message')).toEqual({ acknowledged: true });
      expect(far.shown()).toHaveLength(1);
      expect(texts(far.shown()[0]!.payload)).not.toContain('secret detail');
    });

    it('tells the sender to try again later when the platform asks to wait', async () => {
      await far.say('mention');
      far.refuse({ wait: 7 });
      const sent = far.platform.messenger.send(bot.messages[0]!.conversation, answer, 'k');
      const error = await sent.then(
        () => undefined,
        (reason: unknown) => reason
      );
      expect(error).toBeInstanceOf(RetryLaterError);
      expect((error as RetryLaterError).afterMs).toBe(7000);
    });

    it('tells the sender when a conversation is gone for good', async () => {
      await far.say('mention');
      far.refuse('gone');
      await expect(far.platform.messenger.send(bot.messages[0]!.conversation, answer, 'k')).rejects.toThrow(
        ConversationGoneError
      );
    });
  });

  describe(`${under.name} draws every form of the gallery`, () => {
    for (const [name, each] of Object.entries(forms)) {
      test(`${name}: nothing the platform would refuse`, () => {
        expect(under.renderForm(each).problems).toEqual([]);
      });
    }
    for (const name of ['least', 'fullest', 'everyKind']) {
      test(`${name}: nothing is lost`, () => {
        const { title, text, preview, fields, submit, back } = forms[name]!;
        const drawn = texts(under.renderForm(forms[name]!).payload);
        const said = [title, text, preview?.title, preview?.note, submit, back];
        const inputs = fields.flatMap(({ label, hint, error, value, placeholder, options = [] }) => [
          ...[label, hint, error, placeholder, ...(options.length > 0 ? [] : [value])],
          ...options.map((option) => option.label)
        ]);
        expect([...said, ...inputs].filter((piece) => piece && !drawn.includes(piece))).toEqual([]);
      });
    }
  });

  describe(`${under.name} draws every card of the gallery`, () => {
    for (const [name, card] of Object.entries(gallery)) {
      test(`${name}: nothing the platform would refuse, and never without plain text`, () => {
        const { problems, text } = under.render(card);
        expect(problems).toEqual([]);
        expect(text.trim()).not.toBe('');
      });
    }
    for (const name of whole) {
      test(`${name}: nothing is lost`, () => {
        const drawn = texts(under.render(gallery[name]!).payload);
        expect(pieces(gallery[name]!).filter((piece) => !drawn.includes(piece))).toEqual([]);
      });
    }
  });
}

/** Every text in a payload, with the escapes of the platforms taken off, as one string. */
export function texts(payload: unknown): string {
  if (typeof payload === 'string')
    return payload.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').replaceAll('\\', '');
  if (payload === null || typeof payload !== 'object') return '';
  return Object.values(payload).map(texts).join('\n');
}

function pieces(card: Card): string[] {
  const tiles = card.tiles ?? [];
  return [
    card.title,
    card.subtitle,
    card.quote,
    card.note,
    card.footer,
    ...card.text.replace(/\(https?:[^)]*\)/g, ' ').split(/[^\p{L}\p{N}]+/u),
    ...(card.facts ?? []).flatMap(({ label, value }) => [label, value]),
    ...tiles.flatMap(({ title, subtitle, text }) => [title, subtitle, text]),
    ...[card, ...tiles].flatMap(({ links }) => (links ?? []).flatMap(({ label, url }) => [label, url])),
    ...[card, ...tiles].flatMap(({ actions }) => (actions ?? []).flatMap(({ label, value }) => [label, value]))
  ].filter((piece): piece is string => piece !== undefined && piece !== '');
}
