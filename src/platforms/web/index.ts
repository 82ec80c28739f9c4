import { createRequire } from 'node:module';
import path from 'node:path';
import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { packageRoot } from '../../config/package-root.ts';
import type { Card } from '../../core/model/card.ts';
import { drainMs, type Platform, type PlatformParts } from '../platform.ts';
import { createWorkload } from '../workload.ts';
import { webFacts } from './facts.ts';
import { localHost, sameOrigin, securityHeaders } from './guard.ts';
import { createHandlers } from './handlers.ts';
import { createInbox } from './inbox.ts';
import type { Drawings } from './render.ts';

export interface WebOptions {
  /** How each platform draws, and reads what its buttons and forms send back. */
  drawings: Drawings;
  /** True when the server listens on this machine only: requests that name another host are refused. */
  localOnly: boolean;
  /** Cards for the gallery besides the entries' own, by name. */
  samples?: Readonly<Record<string, Card>>;
}

/** The largest body a page of ours posts, a long form filled to the brim, with room to spare. */
const bodyLimit = '96kb';

/** The browser playground: a platform like the others, whose far side is a page served from here. */
export function createWeb({ drawings, localOnly, samples = {} }: WebOptions, parts: PlatformParts): Platform {
  const { workload = createWorkload() } = parts;
  const inbox = createInbox();
  const handle = createHandlers({ ...parts, drawings, samples, inbox });
  const routes = Router();
  const guards = localOnly ? [localHost, securityHeaders] : [securityHeaders];

  routes.get('/', guards, file('index.html', page));
  routes.use('/playground', guards);
  routes.post('/playground/messages', sameOrigin, express.json({ limit: bodyLimit }), (request, response) =>
    workload.run(() => handle.message(request, response))
  );
  routes.get('/playground/suggest', handle.suggest);
  routes.get('/playground/about', handle.about);
  routes.get('/playground/welcome', handle.welcome);
  routes.get('/playground/inbox', handle.inbox);
  routes.get('/playground/gallery', file('gallery.html', page));
  routes.get('/playground/gallery/index', handle.galleryIndex);
  routes.get('/playground/gallery/card', handle.galleryCard);
  routes.get('/playground/adaptivecards.js', file('adaptivecards.min.js', adaptiveCards));
  routes.use('/playground', express.static(page, { index: false, redirect: false, maxAge: 0 }));
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

/** The page's files stand beside package.json, under test, after the build and in the image alike. */
const page = path.join(packageRoot, 'playground');

/** Microsoft's renderer, from its own package. */
const adaptiveCards = path.dirname(createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js'));

/** One file. `root` matters: without it Express finds nothing where a folder above begins with a dot. */
const file = (name: string, root: string) => (_request: Request, response: Response) =>
  response.sendFile(name, { root });

/** Bodies that are too large or are not JSON: one plain sentence, no stack. */
const refusal: ErrorRequestHandler = (error, _request, response, next) => {
  const status = Number(error?.status);
  if (response.headersSent || !(status >= 400 && status < 500)) next(error);
  else
    response
      .status(status)
      .json({ error: status === 413 ? `The body is over ${bodyLimit}.` : 'The body is not JSON.' });
};
