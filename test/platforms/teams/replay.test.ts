import { readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { Card } from '../../../src/core/model/card.ts';
import { gallery } from '../../fixtures/cards.ts';
import { createRecordingBot } from '../../support/recording-bot.ts';
import { openTeams } from '../../support/teams-under-test.ts';

const scenarios = readdirSync(new URL('../../fixtures/teams/', import.meta.url))
  .filter((file) => file.endsWith('.json') && !file.endsWith('.schema.json'))
  .map((file) => file.replace('.json', ''));

/** Everything that goes to Teams for one card: the answers to the requests, and the calls of the connector. */
async function replay(sdk: 'botbuilder' | 'agents', card: Card) {
  const bot = createRecordingBot();
  bot.answer((message) => ({
    card,
    audience: message.kind === 'command' ? 'asker' : 'everyone',
    inPlace: message.kind === 'action'
  }));
  const teams = await openTeams(bot, { sdk });
  const here = (value: unknown) => JSON.parse(JSON.stringify(value).replaceAll(teams.connector.serviceUrl, 'SERVICE'));
  try {
    const answers = [];
    for (const scenario of scenarios) answers.push([scenario, await teams.deliver(teams.activity(scenario))]);
    await teams.platform.messenger.send(bot.messages[0]!.conversation, card, 'k');
    return here({ answers, calls: teams.connector.calls, messages: bot.messages, lines: teams.lines });
  } finally {
    await teams.close();
  }
}

test.each(Object.entries(gallery))(
  '%s: both SDKs send the very same',
  async (_name, card) => {
    const [botbuilder, agents] = [await replay('botbuilder', card), await replay('agents', card)];
    expect(agents).toEqual(botbuilder);
    expect(botbuilder.calls.length).toBeGreaterThan(5);
  },
  30_000
);
