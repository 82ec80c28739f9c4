import type { Request, Response } from 'express';
import { z } from 'zod';
import { byline } from '../../core/conversation/entry-card.ts';
import type { Card } from '../../core/model/card.ts';
import { type Entry, kinds } from '../../core/model/entry.ts';
import { maskPersonal } from '../../core/privacy/index.ts';
import type { PlatformParts } from '../platform.ts';
import type { Inbox } from './inbox.ts';
import { answerPage, replyHtml } from './page-handlers.ts';
import { isConversation, parsePost } from './parse.ts';
import { type Drawings, renderCard, renderReply } from './render.ts';

export interface WebParts extends PlatformParts {
  drawings: Drawings;
  inbox: Inbox;
  /** Cards to show in the gallery besides the entries' own, by name. */
  samples: Readonly<Record<string, Card>>;
}

const lookUp = z.strictObject({
  q: z.string().max(300).default(''),
  topic: z.string().max(60).optional(),
  kind: z.enum(kinds).optional()
});

/** Maximum number of look-up results while typing: as many as fit a phone without much scrolling. */
const offered = 8;
/** Limit above the size of any knowledge folder, for counting all entries. */
const all = 100_000;

/** Creates the playground's handlers, one for each route. */
export function createHandlers(parts: WebParts) {
  const { bot, drawings, inbox, samples } = parts;
  return {
    /** Answers a POST of a question, command, press, form or feedback with the reply, or 204 for one delivered before. */
    async message(request: Request, response: Response): Promise<void> {
      const read = parsePost(request.body, drawings);
      if ('fault' in read) {
        response.status(400).json({ error: read.fault });
        return;
      }
      const { message, asked, about } = read;
      // The first question is read in the context of the entry on the page.
      if (about)
        await answerPage(parts, {
          ...message,
          id: `${message.id}-about`,
          kind: 'action',
          action: 'open',
          value: about
        });
      const reply = await answerPage(parts, message);
      if (!reply) response.status(204).end();
      else if (request.query.as === 'page') {
        const masked = maskPersonal(asked ?? '').text;
        const said = typeof request.query.label === 'string' ? request.query.label.slice(0, 200) : masked;
        response.json({ ...replyHtml(reply, said || undefined, asked === undefined), asked: masked });
      } else response.json(renderReply(reply, message.id, drawings));
    },

    /** Returns entries for a search box, best first: `?q=&topic=&kind=`. */
    suggest(request: Request, response: Response): void {
      const read = lookUp.safeParse(request.query);
      if (!read.success) {
        response
          .status(400)
          .json({ error: `${read.error.issues[0]?.path.join('.')}: ${read.error.issues[0]?.message}` });
        return;
      }
      const { q, topic, kind } = read.data;
      const found = bot.suggest(q, { limit: offered, ...(topic && { topic }), ...(kind && { kind }) });
      response.json({ entries: found.map(brief) });
    },

    /** Returns the facts of the first view. */
    about(_request: Request, response: Response): void {
      const counted = bot
        .topics()
        .map(({ id: topic, title }) => ({ topic, title, entries: bot.suggest('', { topic, limit: all }).length }));
      response.json({ prompts: bot.prompts(), topics: counted });
    },

    /** Returns the welcome card for new people. */
    welcome(_request: Request, response: Response): void {
      response.json(renderReply(bot.welcome(), 'welcome', drawings));
    },

    /** Returns proactive cards of the bot since number `after`: `?conversation=&after=`. */
    inbox(request: Request, response: Response): void {
      const { conversation, after = '0' } = request.query;
      if (!isConversation(conversation) || typeof after !== 'string' || !/^\d{1,9}$/.test(after)) {
        response.status(400).json({ error: 'conversation: an id; after: a number' });
        return;
      }
      const waiting = inbox.after(conversation, Number(after));
      const page = request.query.as === 'page';
      response.json({
        cards: waiting.map(({ number, card }) => ({
          number,
          ...(page ? replyHtml({ card, audience: 'asker' }, undefined, false) : renderCard(card, drawings))
        }))
      });
    },

    /** Returns the names of all cards of the gallery. */
    galleryIndex(_request: Request, response: Response): void {
      response.json({ samples: Object.keys(samples), entries: bot.suggest('', { limit: all }).map(brief) });
    },

    /** Returns one card of the gallery: `?sample=` or `?entry=`. */
    galleryCard(request: Request, response: Response): void {
      const { sample, entry } = request.query;
      const drawn = typeof sample === 'string' && Object.hasOwn(samples, sample) ? samples[sample] : undefined;
      const card = drawn ?? (typeof entry === 'string' ? bot.entryCard(entry)?.card : undefined);
      if (card) response.json(renderCard(card, drawings));
      else response.status(404).json({ error: 'No such card.' });
    }
  };
}

/** Returns an entry as a line of a result list. */
function brief(entry: Entry) {
  const { id, title, topic, status } = entry;
  return { id, title, topic, status, byline: byline(entry) };
}
