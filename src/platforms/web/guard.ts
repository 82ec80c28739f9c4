import type { NextFunction, Request, Response } from 'express';
import { isForeignPage, isLocalRequest } from '../local-request.ts';

/**
 * Nothing but our own files runs, is loaded or is asked; nobody may frame the page. Trusted Types let HTML be set only
 * through our own policy, which takes what this server drew, and the three that the Adaptive Cards renderer names.
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
  'trusted-types spread-bot adaptivecards#markdownPassthroughPolicy adaptivecards#restoreContentsPolicy adaptivecards#deprecatedExportedFunctionPolicy'
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

/** Refuses what another site's page posts in a visitor's browser. */
export function sameOrigin(request: Request, response: Response, next: NextFunction): void {
  if (isForeignPage(request)) response.status(403).json({ error: 'Only the playground itself may post here.' });
  else next();
}

/** Refuses what does not come from this machine itself, for a playground meant for it only. */
export function localHost(request: Request, response: Response, next: NextFunction): void {
  if (isLocalRequest(request)) next();
  else response.status(403).json({ error: 'The playground answers on localhost only; set HOST to open it to others.' });
}
