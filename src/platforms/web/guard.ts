import type { NextFunction, Request, Response } from 'express';
import { isForeignPage, isLocalRequest } from '../local-request.ts';

/**
 * Content security policy: only the server's own files run, load or receive requests, and the page cannot be framed.
 * Trusted Types allow HTML only through our own policy, for what this server drew, and through the three that the
 * Adaptive Cards renderer names.
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

/** Sets the security headers of every answer of the playground. */
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

/** Refuses requests from other sites' pages. */
export function sameOrigin(request: Request, response: Response, next: NextFunction): void {
  if (isForeignPage(request)) response.status(403).json({ error: 'Only the playground itself may post here.' });
  else next();
}

/** Refuses requests that do not come from this machine, for a playground open to it only. */
export function localHost(request: Request, response: Response, next: NextFunction): void {
  if (isLocalRequest(request)) next();
  else response.status(403).json({ error: 'The playground answers on localhost only; set HOST to open it to others.' });
}
