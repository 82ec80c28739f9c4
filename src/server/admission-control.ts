import type { RequestListener } from 'node:http';
import { mostUnderWay, type Platform } from '../platforms/platform.ts';

/** Where platforms deliver what people say, and whose deliveries they are. */
const deliveryRoutes: ReadonlyMap<string, string> = new Map([
  ['/slack/events', 'slack'],
  ['/api/messages', 'teams'],
  ['/playground/messages', 'web']
]);

/** The platform that delivers by this request; undefined for any other request. */
export function deliveredBy(method: string | undefined, path: string): string | undefined {
  return method === 'POST' ? deliveryRoutes.get(path) : undefined;
}

interface GateParts {
  platforms: readonly Pick<Platform, 'answering'>[];
  /** Told of each delivery that is to come again. */
  refused: () => void;
}

/**
 * Turns away deliveries that are too many, before anything of them is read: a request that is looked at costs ten times as
 * much, and while thousands are read nobody is answered. Platforms come again after a 503.
 *
 * @returns the listener behind the gate
 */
export function createGate({ platforms, refused }: GateParts, listener: RequestListener): RequestListener {
  let open = 0;
  const underWay = (): number => platforms.reduce((sum, { answering }) => sum + (answering?.() ?? 0), open);

  return (request, response) => {
    const path = request.url?.split('?', 1)[0] ?? '';
    if (deliveredBy(request.method, path) === undefined) return listener(request, response);
    if (underWay() >= mostUnderWay) {
      refused();
      response.writeHead(503, { 'Retry-After': '5' }).end();
      return;
    }
    open += 1;
    response.once('close', () => {
      open -= 1;
    });
    listener(request, response);
  };
}
