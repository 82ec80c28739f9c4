import type { FormAnswer } from '../../../core/model/message.ts';
import { backAction, formCallback } from '../render/form-view.ts';
import { type Origin, readOrigin } from './form-origin.ts';
import {
  conversationOf,
  type Fields,
  fields,
  list,
  nameOf,
  person,
  type ReplyTarget,
  text,
  workspaceOf
} from './payload.ts';

/** A submitted form, with the data needed to answer it. */
export interface ParsedForm {
  message: FormAnswer;
  /** Place of the button that opened the form. */
  target: ReplyTarget;
  origin: Origin;
  viewId: string;
  /** The block of each field, by the field's id: errors are shown by block. */
  blocks: Readonly<Record<string, string>>;
}

/**
 * Parses a form from a `view_submission` payload; from the `block_actions` of a choice, or a `view_closed`, the draft that
 * stood in it. Source: https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
 *
 * @returns undefined for a view that is not one of our forms
 */
export function parseForm(body: Fields): ParsedForm | undefined {
  const view = fields(body.view);
  const callback = text(view.callback_id) ?? '';
  const [user, viewId] = [text(fields(body.user).id), text(view.id)];
  const kept = readOrigin(text(view.private_metadata) ?? '');
  if (!callback.startsWith(formCallback) || !user || !viewId || !kept) return undefined;
  const { origin, value } = kept;
  const { channel, direct, inThread, thread, card, respondTo } = origin;
  const within = workspaceOf(body);
  const inside = inThread ? thread : undefined;
  const trigger = text(body.trigger_id);
  const pressed = text(fields(list(body.actions)[0]).action_id) ?? backAction;
  const isDraft = body.type === 'view_closed' || (body.type === 'block_actions' && pressed !== backAction);
  const message: FormAnswer = {
    kind: 'form',
    id: trigger ?? `${viewId}/${text(view.hash) ?? ''}${body.type === 'view_closed' ? '/closed' : ''}`,
    conversation: conversationOf({ channel, ...(inside && { thread: inside }) }, direct, within),
    from: { ...person(user, within.tenant), ...nameOf(body) },
    form: callback.slice(formCallback.length),
    value,
    fields: {},
    ...(isDraft ? { draft: true } : body.type === 'block_actions' && { back: true })
  };
  const target: ReplyTarget = {
    channel,
    user,
    direct,
    inThread,
    ...(thread && { thread }),
    ...(card && { card }),
    ...(respondTo && { respondTo }),
    ...(origin.inView && { view: { id: viewId, type: 'modal', answer: 'replace' as const } })
  };
  const typed = filledIn(fields(fields(view.state).values));
  const answers = typed.flatMap(({ field, answer }) => (answer ? [[field, answer] as const] : []));
  return {
    message: { ...message, fields: Object.fromEntries(answers) },
    target,
    origin,
    viewId,
    blocks: Object.fromEntries(typed.map(({ field, block }) => [field, block]))
  };
}

/** Returns every field of the view's state with its value. The `action_id` is the field's id. */
function filledIn(values: Fields): { field: string; block: string; answer: string }[] {
  return Object.entries(values).flatMap(([block, inside]) =>
    Object.entries(fields(inside)).map(([field, state]) => {
      const { value, selected_option, selected_options, selected_date } = fields(state);
      const ticked = list(selected_options).flatMap((option) => text(fields(option).value) ?? []);
      const answer = text(value) ?? text(fields(selected_option).value) ?? text(selected_date) ?? ticked.join(',');
      return { field, block, answer: answer.trim() };
    })
  );
}
