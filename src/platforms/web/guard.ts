import type { NextFunction, Request, Response } from 'express';

/**
 * Nothing but our own files runs, is loaded or is asked; nobody may frame the page. Trusted Types let HTML be set only
 * through the three policies that the Adaptive Cards renderer names.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types adaptivecards#markdownPassthroughPolicy adaptivecards#restoreContentsPolicy adaptivecards#deprecatedExportedFunctionPolicy'
].join('; ');

/** Sets the headers every answer of the playground carries. */
export function securityHeaders(_request: Request, response: Response, next: NextFunction): void {
  response.set({
    'Content-Security-Policy': policy,
    'Cache-Control': 'no-cache',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()'
  });
  next();
}

/**
 * Refuses what another site's page posts in a visitor's browser. Browsers say where a request comes from; a program
 * that says nothing has no visitor to deceive and passes.
 */
export function sameOrigin(request: Request, response: Response, next: NextFunction): void {
  const site = request.get('sec-fetch-site');
  const origin = request.get('origin');
  const foreign = site ? site !== 'same-origin' : origin !== undefined && hostOf(origin) !== request.get('host');
  if (foreign) response.status(403).json({ error: 'Only the playground itself may post here.' });
  else next();
}

/** What a proxy or tunnel on this machine adds to the requests of others that it hands on. */
const handedOn = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/**
 * Refuses requests from other machines, also through a proxy on this one, and requests that name another host, for a
 * playground meant for this machine only: a page elsewhere could otherwise point its own name at 127.0.0.1 and pass for the
 * playground (DNS rebinding).
 */
export function localHost(request: Request, response: Response, next: NextFunction): void {
  const name = request.get('host')?.replace(/:\d+$/, '') ?? '';
  const fromHere = /^(127\.|::1$|::ffff:127\.)/.test(request.socket.remoteAddress ?? '');
  const direct = handedOn.every((header) => request.get(header) === undefined);
  if (fromHere && direct && ['localhost', '127.0.0.1', '[::1]'].includes(name)) next();
  else response.status(403).json({ error: 'The playground answers on localhost only; set HOST to open it to others.' });
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}
