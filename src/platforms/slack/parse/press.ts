import { filterOf, lookUp } from './look-up.ts';
import {
  conversationOf,
  type Fields,
  fields,
  type IsOwnDirect,
  list,
  nameOf,
  type ParsedMessage,
  type PressedView,
  person,
  type ReplyTarget,
  text,
  waysIn,
  workspaceOf
} from './payload.ts';

/** Parses a button, a thumb or a choice from a menu, from a `block_actions` payload. */
export function parsePress(body: Fields, isOwn: IsOwnDirect = () => false): ParsedMessage | undefined {
  const pressed = fields(list(body.actions)[0]);
  const user = text(fields(body.user).id);
  const actionId = text(pressed.action_id);
  const value = pressedValue(pressed);
  if (!user || !actionId || value === undefined) return undefined;
  const container = fields(body.container);
  const message = fields(body.message);
  const channel = text(container.channel_id) ?? text(fields(body.channel).id) ?? user;
  const ts = text(container.message_ts) ?? text(message.ts);
  const inside = text(container.thread_ts) ?? text(message.thread_ts);
  const ephemeral = container.is_ephemeral === true;
  // Without a channel it was pressed in a view, whose answer is for this person alone.
  const direct = channel === user || isOwn(channel);
  const root = inside ?? (direct || ephemeral ? undefined : ts);
  const action = actionId.replace(/:(\d+|yes|no)$/, '');
  const target: ReplyTarget = {
    channel,
    user,
    direct,
    inThread: inside !== undefined,
    ...(root && { thread: root }),
    ...(ts && { card: { ts, ephemeral } }),
    ...viewOf(fields(body.view), action),
    ...waysIn(body)
  };
  const within = workspaceOf(body);
  const common = {
    id: pressId(body, pressed),
    conversation: conversationOf({ channel, ...(inside && { thread: inside }) }, direct, within),
    from: { ...person(user, within.tenant), ...nameOf(body) }
  };
  const [, word, subject] = /^(yes|no):(.+)$/s.exec(value) ?? [];
  if (action === 'feedback' && subject)
    return { message: { kind: 'feedback', ...common, about: subject, helpful: word === 'yes' }, target };
  return { message: { kind: 'action', ...common, action, value, ...(ephemeral && { onUnseen: true }) }, target };
}

const searches: ReadonlySet<string> = new Set([lookUp.search, lookUp.topic, lookUp.kind]);

/** Returns the modal or Home tab of a payload, and the effect of the answer on it. */
function viewOf(view: Fields, action: string): { view?: PressedView } {
  const id = text(view.id);
  if (!id) return {};
  const filter = filterOf(view);
  const common = { id, type: text(view.type) ?? 'modal', ...(filter && { filter }) };
  if (action === 'feedback') return { view: { ...common, answer: 'thank', shown: view } };
  return { view: { ...common, answer: searches.has(action) ? 'replace' : 'push' } };
}

/** Returns the id of a press, from its trigger: new at every press, and the same at every delivery of it. */
function pressId(body: Fields, pressed: Fields): string {
  return text(body.trigger_id) ?? `${text(fields(body.user).id)}/${text(pressed.action_ts)}/${text(pressed.action_id)}`;
}

/** Returns the value of a button, or of what was chosen in a menu; a button without any has an empty one. */
function pressedValue(pressed: Fields): string | undefined {
  const chosen = text(pressed.value) ?? text(fields(pressed.selected_option).value);
  return chosen ?? (pressed.value === '' || pressed.type === 'button' ? '' : undefined);
}
