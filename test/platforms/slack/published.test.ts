import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createRecordingBot } from '../../support/recording-bot.ts';
import { openSlackStand, type Payload, type SlackStand } from '../../support/slack-stand.ts';

/**
 * Payloads that others published, delivered as Slack delivers them: each gets 200, and an answer exactly where a person
 * speaks to the bot. Their origin and licences: test/fixtures/slack/README.md.
 */
interface Published {
  from: 'java-slack-sdk' | 'bolt-python' | 'vercel/chat' | 'hubot-slack';
  name: string;
  /** Call by which the person gets the answer; absent where nobody speaks to the bot. */
  shown?: string;
  payload: Payload;
}

const published = readFileSync(new URL('../../fixtures/slack/published.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Published);
const samples = published.filter(({ from }) => from === 'java-slack-sdk');
const peers = published.filter(({ from }) => from !== 'java-slack-sdk');

let stand: SlackStand;
afterEach(() => {
  expect(stand.log.splice(0).filter((line) => /"slack\.(reply\.(refused|lost)|[a-z]+\.failed)"/.test(line))).toEqual(
    []
  );
});
afterAll(() => stand.close());

/** Kinds of payloads that Slack sends as JSON; all others as a form. */
const asJson = /^(event_callback|app_rate_limited|url_verification)$/;

/** Calls of which nobody sees anything, or nothing but a title. */
const unseen: ReadonlySet<string> = new Set(['agents.sessions.setStatus', 'auth.test']);

/** Delivers a payload; `shown` are the calls by which people see something of it. */
async function deliver(payload: Payload): Promise<{ status: number; shown: string[]; complaints: string[] }> {
  const before = stand.fake.calls.length;
  const { status } = await stand.deliver(payload, { form: !asJson.test(String(payload.type)) });
  const shown = stand.fake.calls.slice(before).flatMap(({ method }) => (unseen.has(method) ? [] : [method]));
  return { status, shown, complaints: stand.fake.complaints.splice(0) };
}

let serial = 0;

/**
 * Fills a shape as Slack would: every empty text gets an id, a time or words by its name.
 *
 * @param set fields that get this value, or are left out where it is undefined
 */
function filled(value: unknown, key: string, set: Record<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((part) => filled(part, key, set));
  if (value !== null && typeof value === 'object') {
    const kept = Object.entries(value).filter(([name]) => !(name in set && set[name] === undefined));
    return Object.fromEntries(kept.map(([name, part]) => [name, filled(part, name, set)]));
  }
  if (key in set) return set[key];
  if (value !== '') return value;
  serial += 1;
  if (/(^|_)ts$/.test(key)) return `1795424400.${String(serial).padStart(6, '0')}`;
  if (/user|inviter|owner|authed/.test(key)) return 'U0SISTER';
  if (/channel/.test(key)) return 'C0FALLS';
  if (/team/.test(key)) return 'T0HOSPITAL';
  if (key === 'response_url') return stand.fake.responseUrl('C0FALLS', 'U0SISTER');
  return `x${serial}`;
}

/** A person's own words, new ones: no bot, no edit, nothing that Slack hides. */
const personal = {
  bot_id: undefined,
  bot_profile: undefined,
  edited: undefined,
  hidden: undefined,
  subtype: undefined
};
const inDirect = { channel: 'D0SISTER', channel_type: 'im' };

describe.each([
  { by: 'HTTP', socket: false },
  { by: 'Socket Mode', socket: true }
])('samples of Slack’s Java SDK by $by', ({ socket }) => {
  beforeAll(async () => {
    await stand?.close();
    stand = await openSlackStand(createRecordingBot(), { socket });
  });

  const outer = samples.find(({ name }) => name === 'AppMentionPayload')!.payload;
  const events = samples.filter(({ payload, name }) => payload.event !== undefined || name === 'AppRateLimitedPayload');
  const whole = (payload: Payload): Payload => ({ ...outer, ...payload, type: payload.type || 'event_callback' });
  const withoutSubtype = new Set(['AppMentionPayload', 'MessagePayload']);
  const answered: Record<string, [set: Record<string, unknown>, shown: string]> = {
    AppHomeOpenedPayload: [{}, 'views.publish'],
    AppMentionPayload: [personal, 'chat.postMessage'],
    MessagePayload: [{ ...personal, ...inDirect }, 'chat.postMessage'],
    MessageFileSharePayload: [{ ...personal, ...inDirect }, 'chat.postMessage'],
    MessageMePayload: [{ ...personal, ...inDirect }, 'chat.postMessage'],
    MessageThreadBroadcastPayload: [{ ...personal, ...inDirect }, 'chat.postMessage']
  };

  test('are 96 of events', () => {
    expect(events).toHaveLength(96);
  });

  test.each(events)('$name', async ({ name, payload }) => {
    const quiet = { status: 200, shown: [], complaints: [] };
    const stored = name === 'AppRateLimitedPayload' ? payload : whole(payload);
    expect(await deliver(stored)).toEqual(quiet);
    const [set, shown] = answered[name] ?? [{}, undefined];
    const { subtype: _, ...others } = { subtype: undefined, ...set };
    const given = withoutSubtype.has(name) ? { ...others, subtype: undefined } : others;
    const full = filled(stored, '', { is_enterprise_install: false, ...given }) as Payload;
    expect(await deliver(full)).toEqual({ ...quiet, shown: shown ? [shown] : [] });
  });

  const interactions: Record<string, string | undefined> = {
    BlockActionPayload: 'views.open',
    MessageShortcutPayload: 'response_url',
    SlashCommandPayload: 'response_url'
  };
  test.each(samples.filter((sample) => !events.includes(sample)))('$name', async ({ name, payload }) => {
    const shown = interactions[name];
    const full = filled(payload, '', { is_enterprise_install: false, bot_access_token: undefined }) as Payload;
    expect(await deliver(full)).toEqual({ status: 200, shown: shown ? [shown] : [], complaints: [] });
  });
});

describe.each([
  { by: 'HTTP', socket: false },
  { by: 'Socket Mode', socket: true }
])('payloads of other bots by $by', ({ socket }) => {
  beforeAll(async () => {
    await stand?.close();
    stand = await openSlackStand(createRecordingBot(), { socket });
  });

  test.each(peers)('$from: $name', async ({ shown, payload }) => {
    const json = JSON.stringify(payload)
      .replaceAll('RESPONSE_URL', stand.fake.responseUrl('C0FALLS', 'U0SISTER'))
      .replaceAll('"made-up"', () => `"made-up-${++serial}"`);
    expect(await deliver(JSON.parse(json) as Payload)).toEqual({
      status: 200,
      shown: shown ? [shown] : [],
      complaints: []
    });
  });
});
