import { randomUUID } from 'node:crypto';
import type { ModalView } from '@slack/types';
import type { Reply } from '../../../core/model/reply.ts';
import { originOf } from '../parse/form-origin.ts';
import { isDirectId, type PressedView, type ReplyTarget } from '../parse/payload.ts';
import { formView } from '../render/form-view.ts';
import { messageBody } from '../render/render.ts';
import { answerView, homeAnswerView, lookUpView, textView, thankedView } from '../render/views.ts';
import { errorCodes, type NextStep } from '../transport/error-codes.ts';
import { nextStep, refusalName } from './refusals.ts';
import { type Draft, sendByWays, sendToUrl, type Tools, type Way } from './ways.ts';

/**
 * Sends a reply to its place: in the thread, to the asker alone, in place of a card, or in a modal. Where Slack refuses
 * that, it tries the next way: the response_url, a direct message to the asker, the asker's Home tab.
 *
 * @returns false where no way was left; never rejects
 */
export async function sendReply(reply: Reply, target: ReplyTarget, tools: Tools): Promise<boolean> {
  if (reply.form) {
    const view = formView(reply.form, originOf(target));
    const why = view ? await openWindow(view, target, tools) : unopenedText;
    return why === undefined || sendReply(unopened(reply, target, why), withoutWindow(target), tools);
  }
  /** Yields the ways, the best first; most replies need one. */
  function* ways(): Generator<Way> {
    yield* target.view ? viewWays(target, target.view, tools) : messageWays(reply, target, tools);
    yield* lastWays(target, tools, reply.audience === 'everyone');
  }
  return sendByWays(reply, ways, randomUUID(), tools);
}

/** Returns the card of a form whose window did not open, with what to do. */
function unopened({ form: _, card, ...reply }: Reply, { card: pressed, view }: ReplyTarget, why: string): Reply {
  const again = pressed || view ? 'Press the button again' : 'Write the same again';
  const note = `${why} ${again}; if that does not help, write to me in a message of your own and do it there.`;
  return { ...reply, card: { ...card, note: [note, card.note].filter(Boolean).join(' ') } };
}

/** Returns a target for a message in place of a window, of which no further one is to be opened. */
export function withoutWindow({ trigger: _, ...target }: ReplyTarget): ReplyTarget {
  return target;
}

const unopenedText = 'The window did not open.';
const lateText = 'The window did not open: that was too late for Slack, which waits three seconds.';

const deniedText = 'The window did not open: Slack does not let me. Please tell whoever looks after me.';

/** Reasons for which Slack opens no window, by the next step; others are told without one. */
const whyUnopened: Partial<Record<NextStep, string>> = {
  wait: 'The window did not open: Slack is asking me to slow down.',
  again: 'Slack did not say whether the window opened; if it did, use it.',
  'no-token': deniedText
};

/**
 * Opens a window, above one that is open.
 *
 * @returns undefined where it opened; else a sentence for the person
 */
export async function openWindow(
  view: ModalView,
  { trigger, view: pressed }: ReplyTarget,
  { client, logger }: Tools
): Promise<string | undefined> {
  if (!trigger) return unopenedText;
  try {
    const call = { trigger_id: trigger, view };
    await (pressed?.type === 'modal' ? client.views.push(call) : client.views.open(call));
    return undefined;
  } catch (error) {
    const [reason, step, fix] = [refusalName(error), nextStep(error), errorCodes[refusalName(error)]?.fix];
    logger.warn('slack.window.unopened', { window: view.callback_id, reason, ...(fix && { fix }) });
    if (/trigger/.test(reason)) return lateText;
    return reason === 'missing_scope' ? deniedText : (whyUnopened[step] ?? unopenedText);
  }
}

/** Yields the ways in the conversation, the best first. */
function* messageWays(reply: Reply, target: ReplyTarget, tools: Tools): Generator<Way> {
  const { client } = tools;
  const { channel, card, thread, inThread } = target;
  const alone = reply.audience === 'asker';
  // Posting shows whether a conversation of two is the bot's own: for that of two people Slack answers
  // `channel_not_found`, so a reply for the asker alone stays private.
  const ofTwo = isDirectId(channel) || channel === target.user;
  if (reply.inPlace && card) {
    if (target.respondTo) yield byUrl('url-in-place', target, { replace_original: true }, tools);
    if (!card.ephemeral)
      yield {
        name: 'update',
        place: 'card',
        send: (draft) => client.chat.update({ channel, ts: card.ts, ...messageBody(draft.card, draft.style) })
      };
  }
  const response_type = alone ? ('ephemeral' as const) : ('in_channel' as const);
  const url = target.respondTo
    ? [byUrl('response-url', target, { response_type, replace_original: false, ...threadOf(target) }, tools)]
    : [];
  // A command, or a card that only one person sees, may be in a place in which the bot is not a member.
  const hidden = card ? card.ephemeral : true;
  if (hidden) yield* url;
  if (alone && !ofTwo) {
    yield onlyForAsker('asker-only', target, tools, { inside: inThread });
    if (inThread) yield onlyForAsker('asker-only-at-root', target, tools, { lead: closedThread });
  } else {
    yield post('post', 'here', { channel, ...(thread && { thread_ts: thread }) }, tools);
    if (ofTwo && thread) yield post('post-at-root', 'here', { channel }, tools);
    if (!ofTwo) yield onlyForAsker('asker-only', target, tools, { lead: closedThread });
  }
  if (!hidden) yield* url;
}

/** Returns the ways in the modal or on the Home tab whose button was pressed. */
function viewWays({ trigger }: ReplyTarget, view: PressedView, { client, name, topics }: Tools): Way[] {
  const drawn = ({ card, style }: Draft) => (style === 'text' ? textView(card, name()) : answerView(card, name()));
  const found = ({ card, style }: Draft) => {
    if (style === 'text') return textView(card, name());
    return view.filter ? lookUpView(view.filter, topics(), card) : answerView(card, name());
  };
  const change: Way = {
    name: 'view-update',
    place: 'view',
    send: (draft) => client.views.update({ view_id: view.id, view: found(draft) })
  };
  if (!trigger) return view.type === 'modal' ? [change] : [];
  const push: Way = {
    name: 'view-push',
    place: 'above',
    send: (draft) => client.views.push({ trigger_id: trigger, view: drawn(draft) })
  };
  const open: Way = {
    name: 'view-open',
    place: 'above',
    send: (draft) => client.views.open({ trigger_id: trigger, view: drawn(draft) })
  };
  if (view.type !== 'modal') return [open];
  if (view.answer === 'replace')
    return [change, { ...push, send: (draft) => client.views.push({ trigger_id: trigger, view: found(draft) }) }];
  const { shown } = view;
  if (view.answer === 'thank' && shown) {
    const thank: Way = {
      name: 'view-thank',
      place: 'view',
      send: ({ card }) => client.views.update({ view_id: view.id, view: thankedView(shown, card) })
    };
    return [thank, push];
  }
  // At most three views can be stacked; beyond that the newest is replaced.
  return [push, change];
}

/**
 * Yields the ways left where the place of the reply is closed to the bot.
 *
 * @param posted true where everybody was to see the reply: its place may still take it for the asker alone
 */
export function* lastWays(target: ReplyTarget, tools: Tools, posted = false): Generator<Way> {
  const { client, now } = tools;
  const { channel, user, direct } = target;
  // Where the direct conversation itself refused the reply, its other name is the same place.
  const place = direct && !target.view ? 'here' : 'direct';
  yield post('direct-message', place, { channel: user }, tools, (draft) => elsewhere(target, draft));
  const lead = isDirectId(channel) ? {} : { lead: unpostedText };
  if (isDirectId(channel) || (posted && !target.view && channel !== user))
    yield { ...onlyForAsker('asker-only', target, tools, lead), place: 'alone' };
  yield {
    name: 'home-tab',
    place: 'home',
    send: ({ card }) => client.views.publish({ user_id: user, view: homeAnswerView(card, now()) })
  };
}

const unpostedText = 'I could not post my answer there, so only you see it.';
const closedThread = 'I may not write in that thread, so only you see this.';

/**
 * Returns the sentence that explains why an answer comes in a direct message; undefined where it belongs there.
 */
function elsewhere({ channel, user, direct, view }: ReplyTarget, { unfit, unclear }: Draft): string | undefined {
  if (view) return 'I could not show this in the window, so it comes here.';
  if (direct || channel === user) return undefined;
  if (unclear) return 'Slack did not tell me whether my answer arrived where you asked, so it comes here too.';
  if (unfit) return 'Slack did not take my answer there, so it comes here.';
  if (isDirectId(channel)) return 'I may not write in that conversation, so I answer here.';
  return 'I may not write in that channel, so I answer here.';
}

function post(
  name: string,
  place: Way['place'],
  where: { channel: string; thread_ts?: string },
  { client, posted }: Tools,
  lead?: (draft: Draft) => string | undefined
): Way {
  return {
    name,
    place,
    send: (draft) => {
      const message = {
        ...where,
        ...messageBody(draft.card, draft.style, lead?.(draft)),
        ...(draft.id && { client_msg_id: draft.id })
      };
      const sent = client.chat.postMessage(message);
      return isDirectId(where.channel) ? posted(message, sent) : sent;
    }
  };
}

function onlyForAsker(
  name: string,
  { channel, user, thread }: ReplyTarget,
  { client }: Tools,
  { inside, lead }: { inside?: boolean; lead?: string }
): Way {
  const where = { channel, user, ...(inside && thread && { thread_ts: thread }) };
  return {
    name,
    place: 'here',
    send: (draft) => client.chat.postEphemeral({ ...where, ...messageBody(draft.card, draft.style, lead) })
  };
}

function byUrl(
  name: string,
  { respondTo = '' }: ReplyTarget,
  how: { response_type?: 'ephemeral' | 'in_channel'; replace_original: boolean; thread_ts?: string },
  { fetch }: Tools
): Way {
  return {
    name,
    place: 'url',
    send: (draft) => sendToUrl(respondTo, { ...how, ...messageBody(draft.card, draft.style) }, fetch)
  };
}

/** Returns the thread that exists already: Slack shows an ephemeral message in no other. */
function threadOf({ thread, inThread }: ReplyTarget): { thread_ts?: string } {
  return thread && inThread ? { thread_ts: thread } : {};
}
