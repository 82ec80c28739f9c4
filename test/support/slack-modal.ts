import { randomUUID } from 'node:crypto';
import { backAction } from '../../src/platforms/slack/render/form-view.ts';
import { fixture, type Payload, type SlackStand } from './slack-stand.ts';
import { viewProblems } from './slack-validator.ts';

/** A modal on a person's screen, driven by what the fake Slack was told and by the answers to what was sent off. */
export interface SlackModal {
  /** Returns the current content; undefined when it is closed. */
  view(): Payload | undefined;
  /** Errors that Slack shows under the fields, by field id. */
  errors(): Record<string, string>;
  /** Fills in the fields by id, keeps what stands in the others, and sends it off; `user` is a person’s id. */
  submit(typed: Record<string, string>, user?: string): Promise<{ status: number }>;
  /** Fills in the fields in the same way, and presses the button that goes back a page. */
  goBack(typed: Record<string, string>): Promise<{ status: number }>;
  /** Makes a choice in a field without sending the form; Slack tells of it where the field asks for that. */
  choose(typed: Record<string, string>, user?: string): Promise<void>;
  /** Closes the window. Slack tells of it where the view asks for that, without what was filled in. */
  close(user?: string): Promise<void>;
}

export function createSlackModal(stand: SlackStand): SlackModal {
  const { fake } = stand;
  let seen = 0;
  let current: Payload | undefined;
  let errors: Record<string, string> = {};

  const view = (): Payload | undefined => {
    for (const shown of fake.views.slice(seen)) if (shown.method !== 'views.publish') current = shown;
    seen = fake.views.length;
    return current;
  };

  return {
    view,
    errors: () => errors,
    async submit(typed, user) {
      const open = view();
      if (!open?.submit) throw new Error('no form is open');
      const { inputs, state } = filledIn(open, typed);
      const payload = fixture('view-submission');
      const { status, body } = await stand.deliver({
        ...payload,
        ...(user && { user: { ...(payload.user as Payload), id: user } }),
        trigger_id: randomUUID(),
        view: { ...(payload.view as Payload), ...open, id: 'V0FORM', state: { values: state } }
      });
      const answer = (body === '' || body === undefined ? {} : (JSON.parse(body) ?? {})) as Payload;
      errors = {};
      if (answer.response_action === 'errors') {
        const byBlock = answer.errors as Record<string, string>;
        for (const block of inputs) {
          const error = byBlock[String(block.block_id)];
          if (error) errors[String((block.element as Payload).action_id)] = error;
        }
        current = { ...open, blocks: (open.blocks as Payload[]).map((block) => withWords(block, typed)) };
        return { status };
      }
      view();
      current =
        answer.response_action === 'update' ? (answer.view as Payload) : fake.views.length > seen ? view() : undefined;
      if (current) fake.complaints.push(...viewProblems(current));
      return { status };
    },
    async choose(typed, user) {
      const open = view();
      const { inputs, state } = filledIn(open ?? {}, typed);
      for (const id of Object.keys(typed)) {
        const input = inputs.find(({ element }) => (element as Payload).action_id === id);
        if (!input) throw new Error(`no field ${id} is open`);
        if (input.dispatch_action !== true) continue;
        await stand.deliver({
          ...{ type: 'block_actions', ...by(user), trigger_id: randomUUID() },
          container: { type: 'view', view_id: 'V0FORM' },
          view: { ...open, id: 'V0FORM', state: { values: state } },
          actions: [{ ...(input.element as Payload), block_id: input.block_id, action_ts: '1795424410.000003' }]
        });
      }
    },
    async close(user) {
      const open = view();
      current = undefined;
      if (open?.notify_on_close !== true) return;
      const payload = fixture('view-closed');
      await stand.deliver({
        ...payload,
        ...by(user),
        view: { ...(payload.view as Payload), ...open, id: 'V0FORM', state: { values: {} } }
      });
    },
    async goBack(typed) {
      const open = view();
      const blocks = (open?.blocks ?? []) as Payload[];
      const button = blocks
        .flatMap(({ elements }) => (elements ?? []) as Payload[])
        .find((one) => one.action_id === backAction);
      if (!open || !button) throw new Error('no form with a way back is open');
      const { user, team } = fixture('view-submission');
      const { status } = await stand.deliver({
        ...{ type: 'block_actions', user, team, trigger_id: randomUUID() },
        container: { type: 'view', view_id: 'V0FORM' },
        view: { ...open, id: 'V0FORM', state: { values: filledIn(open, typed).state } },
        actions: [{ ...button, action_ts: '1795424410.000002' }]
      });
      const shown = view();
      if (shown) fake.complaints.push(...viewProblems(shown));
      return { status };
    }
  };
}

/** Keeps the words that somebody typed, as Slack does in a form with errors. */
function withWords(block: Payload, typed: Record<string, string>): Payload {
  const element = block.element as Payload | undefined;
  const words = typed[String(element?.action_id)];
  if (element?.type !== 'plain_text_input' || words === undefined) return block;
  return { ...block, element: { ...element, initial_value: words } };
}

/** Returns the person and workspace of a payload. */
function by(id: string | undefined): Payload {
  const { user, team } = fixture('view-submission');
  return { user: { ...(user as Payload), ...(id && { id }) }, team };
}

/** Returns the fields of an open form, and the state that Slack sends of them. */
function filledIn(open: Payload, typed: Record<string, string>): { inputs: Payload[]; state: Payload } {
  const inputs = ((open.blocks ?? []) as Payload[]).filter(({ type }) => type === 'input');
  const values = inputs.map((block) => {
    const element = block.element as Payload;
    const id = String(element.action_id);
    return [block.block_id, { [id]: stateOf(element, typed[id]) }];
  });
  return { inputs, state: Object.fromEntries(values) };
}

/** Returns Slack's data of an input: the typed text, else the initial one. */
function stateOf(element: Payload, typed: string | undefined): Payload {
  switch (element.type) {
    case 'static_select': {
      const groups = (element.option_groups as { options: Payload[] }[] | undefined) ?? [];
      const options = [
        ...((element.options as Payload[] | undefined) ?? []),
        ...groups.flatMap((group) => group.options)
      ];
      const option = typed === undefined ? element.initial_option : options.find(({ value }) => value === typed);
      return { type: 'static_select', selected_option: option ?? null };
    }
    case 'radio_buttons': {
      const options = element.options as Payload[];
      const chosen = typed === undefined ? element.initial_option : options.find(({ value }) => value === typed);
      return { type: 'radio_buttons', selected_option: chosen ?? null };
    }
    case 'checkboxes': {
      const options = element.options as Payload[];
      const ticked = options.filter(({ value }) => typed?.split(',').includes(String(value)));
      return { type: 'checkboxes', selected_options: typed === undefined ? (element.initial_options ?? []) : ticked };
    }
    case 'datepicker':
      return { type: 'datepicker', selected_date: typed ?? element.initial_date ?? null };
    default:
      return { type: 'plain_text_input', value: typed ?? element.initial_value ?? null };
  }
}
