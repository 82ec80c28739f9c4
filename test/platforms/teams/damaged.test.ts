import { readdirSync } from 'node:fs';
import http from 'node:http';
import { expect, test } from '@jest/globals';
import { createRandom, mutate } from '../../support/mutate.ts';
import { runs } from '../../support/property-runs.ts';
import { createRecordingBot } from '../../support/recording-bot.ts';
import { appId, openTeams } from '../../support/teams-under-test.ts';

const scenarios = readdirSync(new URL('../../fixtures/teams/', import.meta.url))
  .filter((file) => file.endsWith('.json') && !file.endsWith('.schema.json'))
  .map((file) => file.replace('.json', ''));

/** Printed on failure; a fixed seed keeps a red test red. */
const seed = 20261123;

test.each([
  ['botbuilder', runs(5_000)],
  ['agents', runs(5_000)]
] as const)(
  'on %s %i damaged activities with a good token: no fault of ours, none unanswered, nothing else breaks',
  async (sdk, count) => {
    const random = createRandom(seed);
    const bot = createRecordingBot();
    bot.answer((message) =>
      message.id.length % 8 === 0 ? { card: { title: 'T', text: 't' }, audience: 'everyone' } : undefined
    );
    const teams = await openTeams(bot, { sdk });
    const agent = new http.Agent({ keepAlive: true });
    const rejections: unknown[] = [];
    const note = (reason: unknown) => rejections.push(reason);
    process.on('unhandledRejection', note);
    try {
      const token = teams.openId.token({ aud: appId, serviceurl: teams.connector.serviceUrl });
      const originals = scenarios.map((scenario) => teams.activity(scenario));
      const statuses = new Map<number, number>();
      const one = async () => {
        const original = originals[Math.floor(random() * originals.length)];
        const body = JSON.stringify(mutate(original, random));
        const status = await post(teams.url, token, body, agent);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      };
      for (let sent = 0; sent < count; sent += 25) await Promise.all(Array.from({ length: 25 }, one));

      const seen = [...statuses.keys()].sort();
      expect({ seed, unexpected: seen.filter((each) => ![200, 400, 401, 403, 413].includes(each)) }).toEqual({
        seed,
        unexpected: []
      });
      expect(seen).toEqual(expect.arrayContaining([200, 400, 401, 403]));
      expect(teams.lines.filter(({ level }) => level === 'error')).toEqual([]);
      expect(rejections).toEqual([]);
      expect(({} as Record<string, unknown>).polluted ?? Object.keys(Object.prototype)).toEqual([]);
      for (const message of bot.messages) {
        if (message.kind === 'question') expect(typeof message.text === 'string' && message.text !== '').toBe(true);
        expect(JSON.parse(message.conversation.address).url).toBe(teams.connector.serviceUrl);
      }
      bot.answer({ title: 'Still here', text: '' });
      await teams.deliver(teams.activity('direct-message', { id: 'after' }));
      expect(JSON.stringify(teams.connector.messages().at(-1))).toContain('Still here');
    } finally {
      process.off('unhandledRejection', note);
      agent.destroy();
      await teams.close();
    }
  },
  120_000
);

/** Ten thousand requests by `fetch` take three times as long. */
function post(url: string, token: string, body: string, agent: http.Agent): Promise<number> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method: 'POST', headers, agent }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    request.on('error', reject).end(body);
  });
}
