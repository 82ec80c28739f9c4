import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { RespondError, type RespondFn } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Card } from '../../core/model/card.ts';
import type { Form } from '../../core/model/form.ts';
import type { Reply } from '../../core/model/reply.ts';
import type { Logger } from '../../observability/logger.ts';
import { isUnknown, refusesBlocks, waitAsked } from './faults.ts';
import { originOf } from './parse/form-origin.ts';
import type { ReplyTarget } from './parse/parse.ts';
import { formView } from './render/form-view.ts';
import { messageBody } from './render/message-body.ts';
import { answerView } from './render/views.ts';

/** Bolt's way to answer by a response_url, for one that was kept. */
export function responder(url: string, send: typeof fetch): RespondFn {
  return async (message) => {
    const body = JSON.stringify(typeof message === 'string' ? { text: message } : message);
    const response = await send(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    if (!response.ok) throw new RespondError(`The response_url answered ${response.status}.`, response.status);
    return response;
  };
}

/** What Bolt hands a listener to answer with. `respond` exists for commands, shortcuts and buttons in messages. */
export interface Tools {
  client: WebClient;
  respond?: RespondFn;
}

/** How often Slack's "slow down" is obeyed for one answer, and the longest wait in milliseconds. */
const patience = { times: 3, mostMs: 30_000 };

/** Shows a reply where it belongs: in the thread, to the asker alone, in place of a card, or in a modal. */
export async function sendReply(reply: Reply, target: ReplyTarget, tools: Tools, logger: Logger): Promise<void> {
  if (reply.form && (await openForm(reply.form, target, tools, logger))) return;
  if (target.view) return inView(reply.card, target, tools);
  if (reply.inPlace && target.card && (await replace(reply.card, target, tools, logger))) return;
  const alone = reply.audience === 'asker';
  const hidden = target.card ? target.card.ephemeral : true;
  // A response_url reaches places the bot is not a member of, such as a direct message between two people.
  if (tools.respond && hidden) {
    const how: How = {
      response_type: alone ? 'ephemeral' : 'in_channel',
      replace_original: false,
      ...threadOf(target)
    };
    if (await respond(reply.card, tools.respond, how, logger)) return;
  }
  if (alone && !target.direct) return postAlone(reply.card, target, tools.client);
  return post(reply.card, target, tools.client);
}

/** @returns false where no window can be opened, and the card is to be shown */
async function openForm(form: Form, target: ReplyTarget, { client }: Tools, logger: Logger): Promise<boolean> {
  const view = target.trigger && formView(form, originOf(target));
  if (!target.trigger || !view) return false;
  try {
    const call = { trigger_id: target.trigger, view };
    await (target.view?.type === 'modal' ? client.views.push(call) : client.views.open(call));
    return true;
  } catch (error) {
    logger.warn('slack.form.unopened', { form: form.id, error });
    return false;
  }
}

async function post(card: Card, target: ReplyTarget, client: WebClient): Promise<void> {
  const client_msg_id = randomUUID();
  await inSomeForm(card, (body) => {
    const message = {
      channel: target.channel,
      ...(target.thread && { thread_ts: target.thread }),
      ...body,
      client_msg_id
    };
    return client.chat.postMessage(message);
  });
}

async function postAlone(card: Card, target: ReplyTarget, client: WebClient): Promise<void> {
  await inSomeForm(card, (body) =>
    client.chat.postEphemeral({ channel: target.channel, user: target.user, ...threadOf(target), ...body })
  );
}

/** Slack shows an ephemeral message in a thread only where the thread exists already. */
function threadOf({ thread, inThread }: ReplyTarget): { thread_ts?: string } {
  return thread && inThread ? { thread_ts: thread } : {};
}

/** @returns false where the card cannot be replaced, and the reply is to be said anew */
async function replace(card: Card, target: ReplyTarget, tools: Tools, logger: Logger): Promise<boolean> {
  if (tools.respond && (await respond(card, tools.respond, { replace_original: true }, logger))) return true;
  const old = target.card;
  if (!old || old.ephemeral) return false;
  try {
    await inSomeForm(card, (body) => tools.client.chat.update({ channel: target.channel, ts: old.ts, ...body }));
    return true;
  } catch (error) {
    logger.warn('slack.update.failed', { error });
    return false;
  }
}

interface How {
  response_type?: 'ephemeral' | 'in_channel';
  replace_original: boolean;
  thread_ts?: string;
}

/** Answers by the response_url: five uses within thirty minutes, of which two are used here at most. */
async function respond(card: Card, send: RespondFn, how: How, logger: Logger): Promise<boolean> {
  for (const style of ['native', 'classic'] as const) {
    try {
      await send({ ...how, ...messageBody(card, style) });
      return true;
    } catch (error) {
      logger.debug('slack.respond.refused', { style, error });
      // 400 says that the blocks were refused. An address that expired, or an unclear answer, is not tried again.
      if (!(error instanceof RespondError) || error.statusCode !== 400) return false;
    }
  }
  return false;
}

async function inView(card: Card, target: ReplyTarget, { client }: Tools): Promise<void> {
  const view = answerView(card, target.view?.filter);
  if (target.view?.type === 'modal') await client.views.update({ view_id: target.view.id, view });
  else if (target.trigger) await client.views.open({ trigger_id: target.trigger, view });
}

/**
 * Sends a card in the newest form Slack takes, waits when it asks to, and tries once more after an unclear answer: a
 * person waits for it, and a second copy harms less than silence.
 */
async function inSomeForm(card: Card, send: (body: ReturnType<typeof messageBody>) => Promise<unknown>): Promise<void> {
  let style: 'native' | 'classic' = 'native';
  let unclear = 0;
  for (let waits = 0; ; ) {
    try {
      await send(messageBody(card, style));
      return;
    } catch (error) {
      const wait = waitAsked(error);
      if (wait !== undefined && wait <= patience.mostMs && waits < patience.times) {
        waits += 1;
        await sleep(wait);
      } else if (refusesBlocks(error) && style === 'native') {
        style = 'classic';
      } else if (isUnknown(error) && unclear === 0) {
        unclear += 1;
      } else {
        throw error;
      }
    }
  }
}
