import type { Card } from '../../../src/core/model/card.ts';
import type { Form } from '../../../src/core/model/form.ts';
import { renderForm } from '../../../src/platforms/teams/render/form-card.ts';
import { renderTeams, utf16Bytes } from '../../../src/platforms/teams/render/render.ts';
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
  const { card: payload } = renderTeams(card);
  return { payload, text: payload.fallbackText, problems: problemsOf(payload) };
}

function problemsOf(payload: unknown): string[] {
  return [...adaptiveCardFaults(payload), ...(utf16Bytes(payload) > 80 * 1024 ? ['over 80 KB'] : [])];
}

/** A dialog has the form's title in its own head. */
function drawForm(form: Form) {
  const cards = (['dialog', 'message'] as const).map((surface) => renderForm(form, { surface, opener: '1' }));
  return { payload: cards, problems: cards.flatMap(problemsOf) };
}

for (const sdk of ['botbuilder', 'agents'] as const) {
  platformContract({
    name: 'teams',
    render,
    renderForm: drawForm,
    async open(bot): Promise<FarSide> {
      const teams = await openTeams(bot, { sdk });
      const { connector } = teams;
      let conversation: unknown;
      let id = 0;
      let dialog: Json | undefined;
      const deliver = async (activity: Json) => {
        const { status, body } = await teams.deliver(activity);
        const task = (body as { task?: Json } | undefined)?.task;
        if (task) dialog = task.type === 'continue' ? (task.value as Json) : undefined;
        return { acknowledged: status === 200 };
      };
      const newest = () => connector.messages().at(-1)!;
      const invoke = (name: string, value: Json) =>
        deliver({ ...teams.activity('press', { name, value, conversation }), id: `f:${++id}`, replyToId: newest().id });
      const sendDialog = (fields: Record<string, string>, back: boolean) => {
        const inputs: Json = {};
        find(dialog, ({ type, id, value }) => {
          if (/^Input\./.test(String(type)))
            inputs[String(id)] = fields[String(id).replace('field.', '')] ?? value ?? '';
          return false;
        });
        const goesBack = (button: Json) => (button.data as Json | undefined)?.back === true;
        const button = find(dialog, (node) => node.type === 'Action.Submit' && goesBack(node) === back);
        const data = { ...(button?.data as Json), ...inputs };
        // Teams leaves the message's id out here, and so does this.
        return deliver({
          ...teams.activity('press', { name: 'task/submit', value: { data }, conversation, replyToId: undefined }),
          id: `f:${++id}`
        });
      };
      return {
        platform: teams.platform,
        say(scenario) {
          const activity = teams.activity(scenario);
          conversation = activity.conversation;
          return deliver(activity);
        },
        press(label) {
          const button = find(newest().body, ({ type, title }) => /^Action/.test(String(type)) && title === label);
          if (!button) throw new Error(`no button "${label}"`);
          const { msteams, ...data } = button.data as Json;
          if (msteams) return invoke('task/fetch', { data, context: { theme: 'default' } });
          return invoke('adaptiveCard/action', {
            action: { type: 'Action.Execute', verb: button.verb, data: button.data }
          });
        },
        thumb(helpful) {
          if (!find(newest().body, ({ feedbackLoop }) => feedbackLoop !== undefined)) throw new Error('no thumbs');
          const reaction = helpful ? 'like' : 'dislike';
          return invoke('message/submitAction', { actionName: 'feedback', actionValue: { reaction, feedback: '{}' } });
        },
        fill: (fields) => sendDialog(fields, false),
        goBack: (fields) => sendDialog(fields, true),
        window: () => dialog,
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
