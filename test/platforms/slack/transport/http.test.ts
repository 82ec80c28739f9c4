import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sendSigned, signedHeaders } from '../../../support/fake-slack.ts';
import { createRecordingBot, type RecordingBot } from '../../../support/recording-bot.ts';
import { fixture, openSlackStand, type Payload, type SlackStand, secret } from '../../../support/slack-stand.ts';
import { until } from '../../../support/until.ts';

let bot: RecordingBot;
let stand: SlackStand;
beforeEach(async () => {
  bot = createRecordingBot();
  stand = await openSlackStand(bot);
});
afterEach(() => stand.close());

const seconds = (offset: number) => Math.floor(Date.now() / 1000) + offset;
const knock = (init: RequestInit) => fetch(`${stand.url}/slack/events`, { method: 'POST', ...init });

describe('401', () => {
  test.each([
    ['a forged signature', { signature: `v0=${'0'.repeat(64)}` }],
    ['a signature of another version', { signature: `v1=${'0'.repeat(64)}` }],
    ['no signature at all', { signature: '' }],
    ['another secret', { secret: 'another secret' }],
    ['an empty secret', { secret: '' }],
    ['a request that is six minutes old', { stamp: seconds(-360) }],
    ['a request from six minutes ahead', { stamp: seconds(360) }],
    ['a time that is not a number', { stamp: 'soon' }],
    ['a time in milliseconds', { stamp: Date.now() }]
  ])('for %s', async (_what, signing) => {
    expect(await stand.deliver(fixture('direct-message'), signing)).toMatchObject({ status: 401 });
    expect(bot.calls).toBe(0);
  });

  test('for a request without headers, and for one whose body was changed', async () => {
    expect((await knock({ body: '{}' })).status).toBe(401);
    expect(
      (await knock({ body: 'ssl_check=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } })).status
    ).toBe(401);
    const signature = 'v0=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd';
    const headers = { 'x-slack-signature': signature, 'x-slack-request-timestamp': String(seconds(0)) };
    expect((await knock({ body: '{}', headers })).status).toBe(401);
  });

  test('for other bytes that read as the signed text', async () => {
    const text = JSON.stringify(fixture('direct-message')).replace('"text":"', '"text":"\ufffd');
    const [before, after] = text.split('\ufffd').map((part) => Buffer.from(part)) as [Buffer, Buffer];
    const headers = { ...signedHeaders(secret, String(seconds(0)), text), 'content-type': 'application/json' };
    const body = Buffer.concat([before, Buffer.from([0xff]), after]);
    expect((await knock({ body, headers })).status).toBe(401);
    expect((await knock({ body: text, headers })).status).toBe(200);
  });

  test('is said in the log once a minute, not once a request', async () => {
    for (let n = 0; n < 20; n += 1) await stand.deliver({}, { signature: 'v0=x' });
    expect(stand.log.filter((line) => line.includes('slack.refused'))).toHaveLength(1);
  });
});

describe('what is signed', () => {
  test('is taken up to four minutes late or early', async () => {
    expect(await stand.deliver(fixture('direct-message'), { stamp: seconds(-240) })).toMatchObject({ status: 200 });
    expect(await stand.deliver(fixture('mention'), { stamp: seconds(240) })).toMatchObject({ status: 200 });
    expect(bot.messages).toHaveLength(2);
  });

  test("proves the address to Slack, and answers Slack's check of the certificate", async () => {
    const challenge = { type: 'url_verification', challenge: 'abc', token: 'x' };
    expect(await stand.deliver(challenge, { form: false })).toMatchObject({ status: 200, body: '{"challenge":"abc"}' });
    const checked = await sendSigned(`${stand.url}/slack/events`, 'ssl_check=1&token=x', { secret, form: true });
    expect(checked.status).toBe(200);
  });

  test.each([
    ['JSON null', 'null'],
    ['a list', '[]'],
    ['a number', '7'],
    ['no JSON', '{"type":'],
    ['nothing', '']
  ])('but %s gets 400, and Slack is told not to come again', async (_what, body) => {
    const answer = await sendSigned(`${stand.url}/slack/events`, body, { secret });
    expect(answer).toMatchObject({ status: 400, retry: false });
  });

  test.each([
    ['an unknown type', { type: 'something_new' }],
    ['an event without a type', { type: 'event_callback', event: {} }],
    [
      'a mention by a workflow',
      { ...fixture('mention'), event: { ...(fixture('mention').event as object), user: null } }
    ],
    ['a press of the old kind', { type: 'interactive_message', actions: [], callback_id: 'x', user: { id: 'U1' } }],
    ['a dialog that was closed', { type: 'dialog_cancellation', callback_id: 'x' }],
    ['a closed view without a name', { type: 'view_closed', user: { id: 'U1' }, view: { id: 'V1', callback_id: '' } }],
    [
      'a step nobody knows',
      { type: 'event_callback', event: { type: 'function_executed', function: { callback_id: 'x' } } }
    ],
    ['parts of a wrong kind', { type: 'block_actions', user: 7, actions: [{}], channel: 'C1', team: [], view: null }]
  ])('but unknown to us is acknowledged, quietly: %s', async (_what, payload) => {
    const form = (payload as { type: string }).type !== 'event_callback';
    expect(await stand.deliver(payload as Payload, { form })).toMatchObject({ status: 200, retry: true });
    expect(bot.calls).toBe(0);
    expect(stand.fake.messages).toEqual([]);
  });

  test('is counted by its type where it is unknown', async () => {
    await stand.deliver({ type: 'something_new' }, { form: true });
    expect(stand.log.join('\n')).toMatch(/slack\.payload\.unknown.*something_new/);
  });

  test('is acknowledged when Slack says that it sent too many events', async () => {
    expect(await stand.deliver(fixture('rate-limited'), { form: false })).toMatchObject({ status: 200 });
  });
});

test('413 for more than 1 MB, whatever it claims to be', async () => {
  const large = JSON.stringify({ text: 'x'.repeat(1024 * 1024) });
  expect((await sendSigned(`${stand.url}/slack/events`, large, { secret })).status).toBe(413);
  expect((await knock({ body: large })).status).toBe(413);
});

test('415 for packed bodies, which could unpack to anything', async () => {
  expect((await knock({ body: 'x', headers: { 'content-encoding': 'gzip' } })).status).toBe(415);
});

test('odd paths and broken requests leave the process alive', async () => {
  for (const head of [
    'GET // HTTP/1.1',
    'GET /%E0%A4%A HTTP/1.1',
    'POST /slack/events HTTP/1.1\r\ncontent-length: 50',
    'POST /slack/events\x00 HTTP/1.1'
  ]) {
    await raw(`${head}\r\nhost: x\r\n\r\nhalf`);
  }
  expect(await stand.deliver(fixture('direct-message'))).toMatchObject({ status: 200 });
});

test('503 until Slack could be asked who the bot is, then 200', async () => {
  await stand.close();
  stand = await openSlackStand(bot, { start: false });
  stand.fake.misbehave('auth.test', { status: 500 }, { drop: true }, { status: 503 });
  await stand.platform.start();
  expect(stand.platform.unready()).toBe('Slack cannot be reached; trying again.');
  await until(() => stand.platform.unready() === undefined);
  expect(await stand.deliver(fixture('direct-message'))).toMatchObject({ status: 200 });
});

test('503 while it stops, so that Slack delivers again', async () => {
  await stand.platform.stop();
  expect(await stand.deliver(fixture('direct-message'))).toMatchObject({ status: 503, retry: true });
  expect(stand.platform.unready()).toBe('Slack: stopping.');
});

/** Sends bytes and waits until the server hangs up, or hangs up itself. */
function raw(bytes: string): Promise<void> {
  const { port, hostname } = new URL(stand.url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.end(bytes));
    socket.on('data', () => socket.destroy());
    socket.on('error', () => resolve());
    socket.on('close', () => resolve());
  });
}
