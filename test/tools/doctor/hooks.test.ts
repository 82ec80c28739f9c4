import { expect, test } from '@jest/globals';
import { readConfig } from '../../../src/config/config.ts';
import type { NoAnswer } from '../../../src/tools/doctor/ask.ts';
import type { CheckParts } from '../../../src/tools/doctor/check.ts';
import { hooks } from '../../../src/tools/doctor/slack/hooks.ts';

/** Runs the check where some hosts do not answer. */
async function look(silent: Record<string, NoAnswer['kind']>, root = 'https://slack.com/api/') {
  const read = readConfig({ SLACK_BOT_TOKEN: 'xoxb-1-a', SLACK_APP_TOKEN: 'xapp-1-a', SLACK_API_URL: root });
  if (!('config' in read)) throw new Error(read.problems.join('\n'));
  const asked: string[] = [];
  const ask: CheckParts['ask'] = async (url) => {
    const { host } = new URL(url);
    asked.push(host);
    const kind = silent[host];
    if (kind) return { kind, reason: `${host} is silent` };
    return { status: 200, headers: new Headers(), text: '{}', json: {} };
  };
  const results = await hooks({ config: read.config, ask } as CheckParts);
  return { results, asked };
}

test('the host of answers is asked for, that of GovSlack for GovSlack', async () => {
  expect(await look({})).toMatchObject({ results: [{ state: 'ok' }], asked: ['slack.com', 'hooks.slack.com'] });
  const gov = await look({}, 'https://slack-gov.com/api/');
  expect(gov.asked).toEqual(['slack-gov.com', 'hooks.slack-gov.com']);
});

test('a firewall that knows the one host and not the other is a fault, with its fix', async () => {
  const { results } = await look({ 'hooks.slack.com': 'late' });
  expect(results).toMatchObject([
    { state: 'fault', fix: expect.stringMatching(/reach hooks\.slack\.com on port 443/) }
  ]);
});

test('a network that opens connections is told as such; no way out at all is no fault of this', async () => {
  const opened = await look({ 'hooks.slack.com': 'certificate' });
  expect(opened.results).toMatchObject([{ state: 'fault', fix: expect.stringMatching(/NODE_EXTRA_CA_CERTS/) }]);
  const offline = await look({ 'hooks.slack.com': 'offline', 'slack.com': 'offline' });
  expect(offline.results).toMatchObject([{ state: 'skipped' }]);
});

test('a root of another kind has no such host', async () => {
  expect(await look({}, 'http://127.0.0.1:1/api/')).toEqual({ results: [], asked: [] });
});
