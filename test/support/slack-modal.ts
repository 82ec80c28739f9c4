import { randomUUID } from 'node:crypto';
import { fixture, type Payload, type SlackStand } from './slack-stand.ts';
import { viewProblems } from './slack-validator.ts';

/** A modal on a person's screen, driven by what the fake Slack was told and by the answers to what was sent off. */
export interface SlackModal {
  /** What stands in it now; undefined when it is closed. */
  view(): Payload | undefined;
  /** Errors that Slack shows under the fields, by field id. */
  errors(): Record<string, string>;
  /** Fills in the fields by id, keeps what stands in the others, and sends it off. */
  submit(typed: Record<string, string>): Promise<{ status: number }>;
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
    async submit(typed) {
      const open = view();
      if (!open?.submit) throw new Error('no form is open');
      const inputs = (open.blocks as Payload[]).filter(({ type }) => type === 'input');
      const state = Object.fromEntries(
        inputs.map((block) => {
          const element = block.element as Payload;
          const id = String(element.action_id);
          return [block.block_id, { [id]: stateOf(element, typed[id]) }];
        })
      );
      const payload = fixture('view-submission');
      const { status, body } = await stand.deliver({
        ...payload,
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
        return { status };
      }
      view();
      current =
        answer.response_action === 'update' ? (answer.view as Payload) : fake.views.length > seen ? view() : undefined;
      if (current) fake.complaints.push(...viewProblems(current));
      return { status };
    }
  };
}

/** What Slack sends of an input: what was typed, else what stood in it. */
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
    case 'datepicker':
      return { type: 'datepicker', selected_date: typed ?? element.initial_date ?? null };
    default:
      return { type: 'plain_text_input', value: typed ?? element.initial_value ?? null };
  }
}
