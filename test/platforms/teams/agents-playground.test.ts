import { describe, expect, test } from '@jest/globals';
import { missing, type Tour, tryPlayground } from '../../../scripts/agents-playground.ts';
import type { Entry } from '../../../src/core/model/entry.ts';
import { createRecordingBot } from '../../support/recording-bot.ts';
import { openTeams } from '../../support/teams-under-test.ts';

const squire: Entry = {
  ...{ id: 'squire-2', title: 'SQUIRE 2.0', kind: 'checklist', topic: 'publishing', status: 'current' },
  ...{ asks: [], aliases: [], see: [], owner: 'us', reviewed: '2026-11-22', reviewBy: '2027-11-22', sources: [] },
  ...{ body: 'The checklist.', summary: 'The checklist.', file: 'squire-2.md' }
};

const tour: Tour = {
  welcome: 'Ask me about spread.',
  question: 'which checklist?',
  answer: 'Did you mean one of these?',
  press: 'The first',
  pressed: 'The chosen one',
  search: 'squire',
  found: 'SQUIRE 2.0'
};

const local = { appId: undefined, tenantId: undefined, trust: undefined, accessToken: undefined } as never;

describe("in Microsoft's own client, the Agents Playground", () => {
  if (missing) {
    test.skip(`the bot is not tried: ${missing}`, () => {});
    return;
  }

  test('a person is welcomed, asks, chooses, gives thumbs, and puts in a card from the search', async () => {
    const bot = createRecordingBot([squire]);
    bot.answer((message) =>
      message.kind === 'action'
        ? { card: { title: tour.pressed, text: '' }, audience: 'everyone', inPlace: true }
        : {
            card: {
              title: tour.answer,
              text: 'I found *two*.',
              actions: [{ id: 'choose', label: tour.press, value: 'squire-2' }],
              feedback: { about: 'squire-2' }
            },
            audience: 'everyone'
          }
    );
    const teams = await openTeams(bot, local);
    try {
      expect(await tryPlayground(teams.url, tour)).toEqual([]);
      expect(bot.messages).toEqual([
        expect.objectContaining({ kind: 'question', text: tour.question }),
        expect.objectContaining({ kind: 'feedback', about: 'squire-2', helpful: false, reason: 'too long' }),
        expect.objectContaining({ kind: 'action', action: 'choose', value: 'squire-2' })
      ]);
      expect(teams.lines.filter(({ level }) => level !== 'debug')).toEqual([]);
    } finally {
      await teams.close();
    }
  });
});
