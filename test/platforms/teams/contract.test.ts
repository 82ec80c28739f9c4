import type { Card } from '../../../src/core/card.ts';
import { renderTeams, utf16Bytes } from '../../../src/platforms/teams/render.ts';
import { type FarSide, platformContract } from '../../contract/platform.contract.ts';
import { adaptiveCardFaults } from '../../support/adaptive-card-schema.ts';
import { openTeams } from '../../support/teams-under-test.ts';

type Json = Record<string, unknown>;

function find(value: unknown, fits: (node: Json) => boolean): Json | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value) && fits(value as Json)) return value as Json;
  for (const inner of Object.values(value)) {
    const found = find(inner, fits);
    if (found) return found;
  }
  return undefined;
}

function render(card: Card) {
  const { card: payload, text } = renderTeams(card);
  const tooLarge = utf16Bytes(payload) > 80 * 1024 ? ['over 80 KB'] : [];
  return { payload, text, problems: [...adaptiveCardFaults(payload), ...tooLarge] };
}

for (const sdk of ['botbuilder', 'agents'] as const) {
  platformContract({
    name: 'teams',
    render,
    async open(bot): Promise<FarSide> {
      const teams = await openTeams(bot, { sdk });
      const { connector } = teams;
      let conversation: unknown;
      let id = 0;
      const deliver = async (activity: Json) => ({ acknowledged: (await teams.deliver(activity)).status === 200 });
      const newest = () => connector.messages().at(-1)!;
      const invoke = (name: string, value: Json) =>
        deliver({ ...teams.activity('press', { name, value, conversation }), id: `f:${++id}`, replyToId: newest().id });
      return {
        platform: teams.platform,
        say(scenario) {
          const activity = teams.activity(scenario);
          conversation = activity.conversation;
          return deliver(activity);
        },
        press(label) {
          const button = find(newest().body, ({ type, title }) => type === 'Action.Execute' && title === label);
          if (!button) throw new Error(`no button "${label}"`);
          return invoke('adaptiveCard/action', {
            action: { type: 'Action.Execute', verb: button.verb, data: button.data }
          });
        },
        thumb(helpful) {
          if (!find(newest().body, ({ feedbackLoop }) => feedbackLoop !== undefined)) throw new Error('no thumbs');
          const reaction = helpful ? 'like' : 'dislike';
          return invoke('message/submitAction', { actionName: 'feedback', actionValue: { reaction, feedback: '{}' } });
        },
        shown: () =>
          connector
            .messages()
            .map(({ body, targeted }) => ({ payload: body, audience: targeted ? 'asker' : 'everyone' })),
        refuse(how) {
          connector.fail(
            how === 'gone'
              ? { status: 403, body: { error: { code: 'BotNotInConversationRoster' } } }
              : { status: 429, headers: { 'retry-after': String(how.wait) } }
          );
        },
        close: () => teams.close()
      };
    }
  });
}
