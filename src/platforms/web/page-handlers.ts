import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { errorCard } from '../../core/conversation/help.ts';
import type { Entry, Kind } from '../../core/model/entry.ts';
import { UserFacingError } from '../../core/model/errors.ts';
import type { Message } from '../../core/model/message.ts';
import { type Reply, toAsker } from '../../core/model/reply.ts';
import { maskPersonal } from '../../core/privacy/index.ts';
import type { PlatformParts } from '../platform.ts';
import { packFor } from './assets.ts';
import { cardHtml } from './card-html.ts';
import { formHtml } from './form-html.ts';
import { html } from './html.ts';
import { type createPages, turnHtml } from './pages.ts';
import { readText } from './parse.ts';

export interface PageHandlerParts extends PlatformParts {
  pages: ReturnType<typeof createPages>;
  /** Returns the number of recent answers by entry id. */
  uses?: (() => Promise<ReadonlyMap<string, number>>) | undefined;
  retentionDays: number;
}

/** Limit above the size of any knowledge folder, for listing all entries. */
const all = 100_000;
/** Maximum length of a question in an address; longer ones are posted. */
const longestAsked = 4000;

/** Groups of kinds in the list of a topic, in this order. */
const groups: readonly { title: string; kinds: readonly Kind[] }[] = [
  { title: 'Tools and guides', kinds: ['tool', 'guide', 'framework', 'checklist', 'course', 'journal', 'page'] },
  { title: 'People and organisations', kinds: ['contact', 'organisation'] },
  { title: 'Ideas explained', kinds: ['concept'] },
  { title: 'What has changed', kinds: ['succession'] }
];

const newId = (): string => randomBytes(16).toString('hex');

/** Reply to the tips command in a browser, which is not a channel and gets no tips. */
const noTips = toAsker({
  title: 'A browser gets no tips',
  text: 'Weekly tips go to a channel in Slack or Microsoft Teams. In a channel that the bot is in, write `tips weekly monday 09:00`.'
});

/**
 * Returns the reply to a message from the page: commands that need a channel are answered here, all others by the bot.
 */
export async function answerPage({ bot, logger, now }: PlatformParts, message: Message): Promise<Reply | undefined> {
  if (message.kind === 'command' && message.name === 'tips') return noTips;
  if (message.kind === 'action' && message.action === 'tips') return noTips;
  try {
    return await bot.handle(message, now());
  } catch (error) {
    logger.error('web.message.failed', { kind: message.kind, error });
    const card = error instanceof UserFacingError ? { ...errorCard(), text: error.message } : errorCard();
    return toAsker(card);
  }
}

/** Returns a reply as the page's script expects it. */
export function replyHtml({ card, form, inPlace = false }: Reply, asked: string | undefined, pressed: boolean) {
  const entry = card.feedback && !card.feedback.about.startsWith('tip-') ? card.feedback.about : undefined;
  const drawn = cardHtml(card, { level: 2, ...(entry && { entry }) });
  return {
    title: card.title,
    inPlace,
    html: (inPlace ? drawn : turnHtml(asked, drawn, pressed ? 'pressed' : 'asked')).markup,
    ...(form && { form: formHtml(form).markup }),
    ...(card.actions?.length === 1 && card.actions[0]?.opens && { opens: card.actions[0] })
  };
}

/** Creates the handlers of all addressable pages. */
export function createPageHandlers(parts: PageHandlerParts) {
  const { bot, pages, uses, retentionDays } = parts;

  const send = async (request: Request, response: Response, page: string, status = 200): Promise<void> => {
    response.status(status).set({ 'Content-Type': 'text/html; charset=utf-8', Vary: 'Accept-Encoding' });
    response.send(await packFor(Buffer.from(page), request, response));
  };

  const notFound = (request: Request, response: Response): Promise<void> =>
    send(
      request,
      response,
      pages.notice('There is nothing at this address', html`Ask above, or look through <a href="/">the topics</a>.`),
      404
    );

  return {
    notFound,

    /** Sends the first page, or the answer to a question: `/?q=`. */
    async home(request: Request, response: Response): Promise<void> {
      const { q } = request.query;
      const asked = typeof q === 'string' ? q.trim().slice(0, longestAsked) : '';
      if (!asked) {
        const counts = bot
          .topics()
          .map(({ id, title }) => ({ id, title, entries: bot.suggest('', { topic: id, limit: all }).length }));
        return send(request, response, pages.home(bot.prompts(), counts));
      }
      const masked = maskPersonal(asked);
      // Personal details must not stay in the address, and so in the browser's history.
      if (masked.found.length > 0) return response.redirect(303, `/?q=${encodeURIComponent(masked.text)}`);
      // The words may be those of whoever made the link: they act for an author who is made up here.
      const conversation = newId();
      const said = {
        id: newId(),
        conversation: { platform: 'web', address: conversation, direct: true },
        from: { id: conversation }
      };
      const reply = await answerPage(parts, readText(asked, said));
      if (!reply) return notFound(request, response);
      const { card } = reply;
      const entry = card.feedback?.about;
      const drawn = cardHtml(card, { level: 1, ...(entry && { entry }) });
      return send(request, response, pages.answer(asked, card.title, drawn));
    },

    /** Sends one entry, to share and print: `/entry/ID`. */
    async entry(request: Request, response: Response): Promise<void> {
      const id = String(request.params.id);
      const card = bot.entryCard(id)?.card;
      if (!card) return notFound(request, response);
      return send(request, response, pages.entry(card.title, cardHtml(card, { level: 1, entry: id })));
    },

    /** Sends every entry of a topic: `/topic/NAME`. */
    async topic(request: Request, response: Response): Promise<void> {
      const topic = bot.topics().find(({ id }) => id === request.params.topic);
      if (!topic) return notFound(request, response);
      const counts = (await uses?.().catch(() => undefined)) ?? new Map<string, number>();
      const entries = bot.suggest('', { topic: topic.id, limit: all });
      const byUse = (a: Entry, b: Entry): number =>
        Number(a.status !== 'current') - Number(b.status !== 'current') ||
        (counts.get(b.id) ?? 0) - (counts.get(a.id) ?? 0) ||
        a.title.localeCompare(b.title, 'en-GB');
      const grouped = groups.map(({ title, kinds }) => ({
        title,
        entries: entries.filter(({ kind }) => kinds.includes(kind)).sort(byUse)
      }));
      return send(request, response, pages.topic(topic.title, grouped));
    },

    /** Sends the purpose of the page, and the data it keeps: `/about`. */
    about(request: Request, response: Response): Promise<void> {
      return send(request, response, pages.about(retentionDays));
    },

    /** Answers requests over the rate. */
    busy(request: Request, response: Response): Promise<void> {
      response.set('Retry-After', '10');
      return send(
        request,
        response,
        pages.notice('That was a lot at once', 'Please wait ten seconds and try again.'),
        429
      );
    }
  };
}

/** Returns robots.txt. Answers to questions are never open to search engines. */
export function robotsText(indexed: boolean): string {
  return indexed
    ? 'User-agent: *\nAllow: /$\nAllow: /entry/\nAllow: /topic/\nAllow: /about\nDisallow: /\n'
    : 'User-agent: *\nDisallow: /\n';
}
