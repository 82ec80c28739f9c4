import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { formView } from '../../../src/platforms/slack/render/form-view.ts';
import { renderSlack } from '../../../src/platforms/slack/render/render.ts';
import { type FarSide, platformContract } from '../../contract/platform.contract.ts';
import { createSlackModal } from '../../support/slack-modal.ts';
import { controls, fixture, openSlackStand, type Payload } from '../../support/slack-stand.ts';
import { messageProblems, viewProblems } from '../../support/slack-validator.ts';

for (const socket of [false, true]) {
  platformContract({
    name: 'slack',
    way: socket ? 'by Socket Mode' : 'over HTTP',
    render: (card) => {
      const { text, blocks } = renderSlack(card);
      return { payload: blocks, text, problems: messageProblems({ text, blocks }) };
    },
    renderForm: (form) => {
      const view = formView(form, { channel: 'C0FALLS', direct: false, inThread: false, inView: false });
      return { payload: view, problems: viewProblems(view) };
    },
    async open(bot): Promise<FarSide> {
      const stand = await openSlackStand(bot, { socket });
      const { fake } = stand;
      const modal = createSlackModal(stand);
      const press = async (find: (label: string) => boolean) => {
        const card = fake.messages.at(-1)!;
        const control = controls(card.blocks).find(({ label }) => find(label))!;
        const direct = card.channel.startsWith('D');
        const thread = card.thread && { thread_ts: card.thread };
        const payload: Payload = {
          ...fixture('press'),
          trigger_id: randomUUID(),
          response_url: fake.responseUrl(card.channel, 'U0SISTER', card.ts),
          container: {
            type: 'message',
            message_ts: card.ts,
            channel_id: card.channel,
            is_ephemeral: Boolean(card.onlyFor),
            ...thread
          },
          channel: { id: card.channel, name: direct ? 'directmessage' : 'falls' },
          message: { ts: card.ts, blocks: card.blocks, ...thread },
          actions: [{ ...control, action_ts: '1795424410.000001' }]
        };
        return { acknowledged: (await stand.deliver(payload)).status === 200 };
      };
      return {
        platform: stand.platform,
        async say(scenario) {
          const payload = fixture(scenario);
          if (scenario === 'command') payload.response_url = fake.responseUrl('C0FALLS', 'U0SISTER');
          return { acknowledged: (await stand.deliver(payload)).status === 200 };
        },
        press: (label) => press((text) => text === label),
        thumb: (helpful) => press((text) => text === (helpful ? 'Helpful' : 'Not helpful')),
        fill: async (fields) => ({ acknowledged: (await modal.submit(fields)).status === 200 }),
        goBack: async (fields) => ({ acknowledged: (await modal.goBack(fields)).status === 200 }),
        window: () => [modal.view(), modal.errors()],
        shown: () =>
          fake.messages.map(({ blocks, onlyFor }) => ({ payload: blocks, audience: onlyFor ? 'asker' : 'everyone' })),
        refuse: (how) =>
          fake.misbehave('*', how === 'gone' ? { error: 'is_archived' } : { status: 429, retryAfter: how.wait }),
        async close() {
          await stand.close();
          expect(fake.complaints).toEqual([]);
        }
      };
    }
  });
}
