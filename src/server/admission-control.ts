import type { IncomingMessage, RequestListener } from 'node:http';
import type { Platform } from '../platforms/platform.ts';
import type { Workload } from '../platforms/workload.ts';

/**
 * Requests whose bodies are being read; beyond it the one that began longest ago is dropped. Each may hold up to 1 MB.
 */
export const mostUnread = 600;

/** Returns the path of a request as express matches it: in any case, with or without a slash at its end. */
export function pathOf({ url = '' }: Pick<IncomingMessage, 'url'>): string {
  const path = url.startsWith('/') ? url.split('?', 1)[0]! : URL.canParse(url) ? new URL(url).pathname : '';
  return path.toLowerCase().replace(/(?<=.)\/$/, '');
}

/** Returns the platform that delivers what people say by this request; undefined for any other request. */
export function deliveredBy(
  request: Pick<IncomingMessage, 'method' | 'url'>,
  platforms: readonly Pick<Platform, 'name' | 'deliveryPath'>[]
): string | undefined {
  if (request.method !== 'POST') return undefined;
  const path = pathOf(request);
  return platforms.find(({ deliveryPath }) => deliveryPath === path)?.name;
}

interface AdmissionParts {
  platforms: readonly Pick<Platform, 'name' | 'deliveryPath'>[];
  workload: Pick<Workload, 'full'>;
  /** Called for each request that is refused and should be sent again. */
  onRefused: () => void;
}

/** The listener behind admission control, and a function that drops incomplete requests. */
export interface Admission {
  listener: RequestListener;
  /** Drops every request whose body has not come. */
  dropUnread(): void;
}

/**
 * Refuses requests while too many are under way, before any part of them is read: reading a request costs ten times as
 * much. Platforms send again after a 503. An incomplete request does not count as under way: of too many the oldest is
 * dropped.
 */
export function createAdmission(
  { platforms, workload, onRefused }: AdmissionParts,
  listener: RequestListener
): Admission {
  const unread = new Set<IncomingMessage>();
  const drop = (request: IncomingMessage): void => {
    unread.delete(request);
    request.socket.destroy();
  };
  return {
    listener(request, response) {
      if (deliveredBy(request, platforms) === undefined) return listener(request, response);
      if (workload.full) {
        onRefused();
        response.writeHead(503, { 'Retry-After': '5' }).end();
        return;
      }
      unread.add(request);
      for (const event of ['end', 'close'] as const) request.once(event, () => unread.delete(request));
      const [oldest] = unread;
      if (unread.size > mostUnread && oldest) drop(oldest);
      listener(request, response);
    },
    dropUnread() {
      for (const request of [...unread]) drop(request);
    }
  };
}
