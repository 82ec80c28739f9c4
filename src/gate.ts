import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { mostUnderWay, type Platform } from './platforms/platform.ts';

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
  platforms: readonly Pick<Platform, 'name' | 'full'>[];
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
  const full = new Map(platforms.map((platform) => [platform.name, () => platform.full?.() ?? false]));
  const open = new Map<string, number>();

  const count = (platform: string, response: ServerResponse): void => {
    open.set(platform, (open.get(platform) ?? 0) + 1);
    response.once('close', () => open.set(platform, (open.get(platform) ?? 1) - 1));
  };

  return (request: IncomingMessage, response) => {
    const platform = deliveredBy(request.method, request.url?.split('?', 1)[0] ?? '');
    if (platform === undefined) return listener(request, response);
    if ((open.get(platform) ?? 0) >= mostUnderWay || full.get(platform)?.()) {
      refused();
      response.writeHead(503, { 'Retry-After': '5' }).end();
      return;
    }
    count(platform, response);
    listener(request, response);
  };
}
