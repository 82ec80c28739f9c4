import { afterEach, expect, test } from '@jest/globals';
import { createRandom, mutate } from '../../support/mutate.ts';
import { runs } from '../../support/property-runs.ts';
import { createRecordingBot } from '../../support/recording-bot.ts';
import { fixture, openSlackStand, type Payload, type SlackStand } from '../../support/slack-stand.ts';

/** `SLACK_FUZZ_SEED` runs a failed run again; the seed is in the name of the test. */
const seed = Number(process.env.SLACK_FUZZ_SEED ?? 20_261_123);
const payloads = runs(10_000);
const atOnce = 40;

const kinds = [
  'direct-message',
  'mention',
  'command',
  'press',
  'home-press',
  'look-up-press',
  'suggestion',
  'message-shortcut',
  'global-shortcut',
  'view-closed',
  'view-submission',
  'form-submission',
  'home-opened',
  'messages-opened',
  'edit',
  'tokens-revoked',
  'rate-limited'
];

/** A word that stands in every text of the payloads and must never stand in a log. */
const canary = 'CANARY-9434765919';

let stand: SlackStand;
// A rejection that nobody handles fails the test: jest's runner listens for it.
afterEach(async () => {
  await stand.close();
});

/** The payloads with a canary in every text that a person may have typed. */
function bases(): Payload[] {
  return kinds.map((kind) => {
    const written = JSON.stringify(fixture(kind))
      .replaceAll('how do we spread', canary)
      .replaceAll('falls work', canary)
      .replaceAll('https://hooks.slack.com', new URL(stand.fake.apiUrl).origin);
    const payload = JSON.parse(written) as Payload;
    return kind === 'command' ? { ...payload, text: canary } : payload;
  });
}

test(`${payloads} signed, damaged payloads over HTTP: acknowledged, every one, nothing of them in the log (seed ${seed})`, async () => {
  const bot = createRecordingBot();
  bot.answer(() => undefined);
  stand = await openSlackStand(bot);
  const random = createRandom(seed);
  const sound = bases();
  const statuses: Record<number, number> = {};
  let left = payloads;
  const send = async () => {
    while (left > 0) {
      left -= 1;
      const base = sound[left % sound.length]!;
      const payload = mutate(base, random);
      const form = kinds[left % sound.length] === 'command' || base.type !== 'event_callback';
      // A command that lost its word is sent as the JSON it would be in a form field.
      const { status } = await stand.deliver(asObject(payload), { form });
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, send));

  expect(statuses).toEqual({ 200: payloads });
  expect(stand.log.filter((line) => line.includes(canary))).toEqual([]);
  expect(stand.fake.complaints).toEqual([]);
  // Still alive and well.
  bot.answer({ title: 'An answer', text: '' });
  expect(await stand.deliver({ ...fixture('direct-message'), event_id: 'Ev0LAST' })).toMatchObject({ status: 200 });
  expect(stand.platform.unready()).toBeUndefined();
});

test(`1,000 damaged payloads by Socket Mode: the link and the process stay (seed ${seed})`, async () => {
  const bot = createRecordingBot();
  bot.answer(() => undefined);
  stand = await openSlackStand(bot, { socket: true });
  const random = createRandom(seed);
  const sound = bases();
  for (let n = 0; n < 1000; n += 1) {
    const payload = mutate(sound[n % sound.length], random);
    const type = ['events_api', 'interactive', 'slash_commands'][n % 3];
    stand.fake.sendRaw(JSON.stringify(mutate({ envelope_id: `m${n}`, type, payload }, random)));
  }
  for (const raw of ['null', '[]', '{}', '{"type":null}', 'not JSON', '']) stand.fake.sendRaw(raw);
  bot.answer({ title: 'An answer', text: '' });
  await stand.deliver({ ...fixture('direct-message'), event_id: 'Ev0LAST' });
  expect(stand.fake.messages.map(({ text }) => text)).toContain('An answer');
  expect(stand.log.filter((line) => line.includes(canary))).toEqual([]);
});

function asObject(value: unknown): Payload {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Payload) : { root: value };
}
