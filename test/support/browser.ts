import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, jest, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { executablePath } from './chromium.ts';

export { openBrowser } from './chromium.ts';

/** Tests in a real browser; on a machine without one a single line says that they were left out. */
export function describeInBrowser(name: string, tests: () => void): void {
  jest.setTimeout(240_000);
  if (executablePath) describe(name, tests);
  else describe(name, () => test.skip('no Chromium or Chrome on this machine; name one in CHROMIUM', () => {}));
}

/** A page with what it complained about and every address it asked for. */
export interface WatchedPage {
  page: Page;
  /** Errors, warnings and policy violations of the console, and uncaught exceptions. */
  complaints: string[];
  requests: URL[];
  close(): Promise<void>;
}

export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const complaints: string[] = [];
  const requests: URL[] = [];
  context.on('request', (request) => requests.push(new URL(request.url())));
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error' || line.type() === 'warning') complaints.push(line.text());
  });
  return { page, complaints, requests, close: () => context.close() };
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Returns axe-core's findings on the page as it stands, by WCAG 2.2 AA and its own best practices: one line each. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run();
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 200)}`)
    );
  });
}
