import express, { type ErrorRequestHandler, type NextFunction, type Request, type Response, Router } from 'express';
import type { Card } from '../../core/model/card.ts';
import { drainMs, type Platform, type PlatformParts } from '../platform.ts';
import { createWorkload } from '../workload.ts';
import { createAssets } from './assets.ts';
import { webFacts } from './facts.ts';
import { localHost, sameOrigin, securityHeaders } from './guard.ts';
import { createHandlers } from './handlers.ts';
import { createInbox } from './inbox.ts';
import { createPageHandlers, robotsText } from './page-handlers.ts';
import { createPages, type Site } from './pages.ts';
import type { Drawings } from './render.ts';
import { createRequestLimit } from './request-limit.ts';

export interface WebOptions {
  /** Functions of each platform that draw cards and forms, and read the data of their buttons and forms. */
  drawings: Drawings;
  /** True when the server listens on this machine only: requests that name another host are refused. */
  localOnly: boolean;
  /** Cards for the gallery besides the entries' own, by name. */
  samples?: Readonly<Record<string, Card>>;
  /** Operator of the page. */
  site?: Site;
  /** Days for which unanswered questions are kept; the page says so. */
  retentionDays?: number;
  /** Returns the number of recent answers by entry id: a topic lists the most used entries first. */
  uses?: () => Promise<ReadonlyMap<string, number>>;
}

/** Maximum size of a body: a long, completely filled form of the page, with a margin. */
const bodyLimit = '96kb';

/**
 * Creates the web page: answers by address and by script, and a preview of how Slack and Teams draw the same cards. A
 * platform like the others, whose client is a page served from here.
 */
export function createWeb(options: WebOptions, parts: PlatformParts): Platform {
  const { drawings, localOnly, samples = {}, site = { indexed: false }, retentionDays = 90, uses } = options;
  const { workload = createWorkload() } = parts;
  const inbox = createInbox();
  const assets = createAssets();
  const handle = createHandlers({ ...parts, drawings, samples, inbox });
  const pages = createPages(site, (name) => assets.url(name), parts.bot.name);
  const page = createPageHandlers({ ...parts, pages, uses, retentionDays });
  const routes = Router();
  const limit = createRequestLimit(parts.now, page.busy);
  const guards = localOnly ? [localHost, securityHeaders] : [securityHeaders, limit];
  const unlimited = localOnly ? guards : [securityHeaders];
  const asset = (name: string) => (request: Request, response: Response) => assets.send(name, request, response);

  routes.get('/', guards, page.home);
  routes.get('/entry/:id', guards, page.entry);
  routes.get('/topic/:topic', guards, page.topic);
  routes.get('/about', guards, page.about);
  routes.get('/robots.txt', guards, (_request: Request, response: Response) => {
    response.type('text/plain').send(robotsText(site.indexed));
  });
  routes.get(
    /^\/playground\/[a-z-]+\.(?:css|js|svg)$/,
    unlimited,
    async (request: Request, response: Response, next: NextFunction) => {
      if (!(await assets.send(request.path.slice('/playground/'.length), request, response))) next();
    }
  );
  routes.use('/playground', guards);
  routes.post('/playground/messages', sameOrigin, express.json({ limit: bodyLimit }), (request, response) =>
    workload.run(() => handle.message(request, response))
  );
  routes.get('/playground/suggest', handle.suggest);
  routes.get('/playground/about', handle.about);
  routes.get('/playground/welcome', handle.welcome);
  routes.get('/playground/inbox', handle.inbox);
  routes.get('/playground/preview', asset('preview.html'));
  routes.get('/playground/gallery', asset('gallery.html'));
  routes.get('/playground/gallery/index', handle.galleryIndex);
  routes.get('/playground/gallery/card', handle.galleryCard);
  routes.use('/playground', refusal);

  return {
    ...webFacts,
    messenger: { send: async (conversation, card, key) => inbox.put(conversation.address, key, card) },
    routes,
    start: async () => {},
    stop: async () => void (await workload.idle(drainMs)),
    unready: () => undefined
  };
}

/** Answers bodies that are too large or are not JSON with one plain sentence, without a stack. */
const refusal: ErrorRequestHandler = (error, _request, response, next) => {
  const status = Number(error?.status);
  if (response.headersSent || !(status >= 400 && status < 500)) next(error);
  else
    response
      .status(status)
      .json({ error: status === 413 ? `The body is over ${bodyLimit}.` : 'The body is not JSON.' });
};
