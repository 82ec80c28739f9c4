import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { InputBlock, ModalView } from '@slack/types';
import { drawings } from '../../../src/platforms/drawings.ts';
import { type DrawnReply, renderCard, renderReply } from '../../../src/platforms/web/render.ts';
import { type FarSide, platformContract, type Scenario, type Shown } from '../../contract/platform.contract.ts';
import { openWebStand } from '../../support/web-stand.ts';

const fixture = (scenario: Scenario) =>
  JSON.parse(readFileSync(new URL(`../../fixtures/web/${scenario}.json`, import.meta.url), 'utf8'));

/** Returns the buttons of a Slack message. */
interface Control {
  type: string;
  action_id: string;
  value?: string;
  text?: { text: string };
  positive_button?: { value: string };
  negative_button?: { value: string };
}

/** Value a person left in one input of a drawn form. */
function stateOf({ element }: InputBlock, typed: Record<string, string>) {
  const { action_id = '', ...has } = element as unknown as Record<string, unknown> & { action_id?: string };
  if (element.type === 'checkboxes') {
    const ticked = typed[action_id]?.split(',') ?? element.initial_options?.map(({ value }) => value) ?? [];
    return { [action_id]: { selected_options: ticked.map((value) => ({ value })) } };
  }
  const first = has.initial_value ?? has.initial_date ?? (has.initial_option as { value?: string } | undefined)?.value;
  const value = typed[action_id] ?? first ?? null;
  return { [action_id]: { value, selected_date: value, selected_option: value && { value } } };
}

/** Every conversation of the playground is between one person and the bot. */
const standsFor: Partial<Record<Scenario, Scenario>> = { mention: 'direct-message' };
const conversation = fixture('direct-message').conversation;

platformContract({
  name: 'web',
  render: (card) => {
    const drawn = renderCard(card, drawings);
    return { payload: drawn.card, text: drawn.text, problems: [] };
  },
  renderForm: (form) => {
    const { form: drawn } = renderReply({ card: { title: 'x', text: '' }, audience: 'asker', form }, 'm', drawings);
    return { payload: drawn, problems: drawn ? [] : ['not drawn'] };
  },
  skip: [
    {
      reason: 'the playground has no channels',
      tests: ['hears a mention as a question without the mention']
    },
    {
      reason: 'a page posts what its person does and nothing else',
      tests: ['ignores own-message', 'ignores edit']
    },
    {
      reason: 'the inbox is in our own memory: it never refuses',
      tests: [
        'tells the sender to try again later when the platform asks to wait',
        'tells the sender when a conversation is gone for good'
      ]
    }
  ],
  async open(bot): Promise<FarSide> {
    const stand = await openWebStand(bot);
    const screen: Shown[] = [];
    let newest: DrawnReply | undefined;
    let form: DrawnReply['form'];
    const post = async (body: object) => {
      const response = await fetch(`${stand.origin}/playground/messages`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body)
      });
      if (response.status === 200) {
        const reply = (await response.json()) as DrawnReply;
        form = reply.form;
        if (form) return { acknowledged: true };
        newest = reply;
        screen.splice(reply.inPlace ? screen.length - 1 : screen.length, reply.inPlace ? 1 : 0, {
          payload: reply.slack,
          audience: reply.audience
        });
      }
      return { acknowledged: response.status < 500 };
    };
    const press = (find: (element: Control) => object | undefined) => {
      const elements = (newest!.slack as { blocks: { elements?: Control[] }[] }).blocks.flatMap(
        (block) => block.elements ?? []
      );
      const data = elements.map(find).find((found) => found);
      return post({ kind: 'press', on: 'slack', conversation, id: randomUUID(), data });
    };
    const sendForm = (typed: Record<string, string>, back?: true) => {
      const { blocks, callback_id, private_metadata } = form!.slack as ModalView;
      const inputs = blocks.filter((block): block is InputBlock => block.type === 'input');
      const values = Object.fromEntries(inputs.map((block) => [block.block_id!, stateOf(block, typed)]));
      const data = { callback_id, private_metadata, state: { values }, ...(back && { back }) };
      return post({ kind: 'form', on: 'slack', conversation, id: randomUUID(), data });
    };
    const messenger: FarSide['platform']['messenger'] = {
      async send(...sent) {
        const id = await stand.platform.messenger.send(...sent);
        const inbox = await fetch(`${stand.origin}/playground/inbox?conversation=${sent[0].address}`);
        const { cards } = (await inbox.json()) as { cards: { slack: unknown }[] };
        for (const { slack } of cards) screen.push({ payload: slack, audience: 'everyone' });
        return id;
      }
    };
    return {
      platform: { ...stand.platform, messenger },
      say: (scenario) => post(fixture(standsFor[scenario] ?? scenario)),
      press: (label) =>
        press(({ type, action_id, value, text }) => (text?.text === label ? { type, action_id, value } : undefined)),
      thumb: (helpful) =>
        press(({ type, action_id, positive_button, negative_button }) =>
          type === 'feedback_buttons'
            ? { type, action_id, value: (helpful ? positive_button : negative_button)?.value }
            : undefined
        ),
      fill: (typed) => sendForm(typed),
      goBack: (typed) => sendForm(typed, true),
      window: () => form,
      shown: () => screen,
      refuse: () => {},
      close: () => stand.close()
    };
  }
});
