import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { executablePath } from './chromium.ts';
import { guardMs } from './until.ts';

export { openBrowser } from './chromium.ts';

/** Tests in a real browser; on a machine without one a single line says that they were left out. */
export function describeInBrowser(name: string, tests: () => void): void {
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

/** Size of the window where none is named, in CSS pixels. */
const usual = { width: 1280, height: 900 };

export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: usual, ...options });
  const complaints: string[] = [];
  const requests: URL[] = [];
  context.on('request', (request) => requests.push(new URL(request.url())));
  const page = await context.newPage();
  page.setDefaultTimeout(guardMs);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error' || line.type() === 'warning') complaints.push(line.text());
  });
  return { page, complaints, requests, close: () => context.close() };
}

/**
 * Returns a function that gives a page with these options and nothing in it. The page of an earlier test with the same
 * options is used again, which is three times cheaper than a new one; a test that leaves more in it than storage, routes,
 * another size or another medium closes it.
 */
export function createPages(browser: Browser): (options?: BrowserContextOptions) => Promise<WatchedPage> {
  const pages = new Map<string, WatchedPage>();
  return async (options = {}) => {
    const key = JSON.stringify(options);
    const known = pages.get(key);
    if (known && !known.page.isClosed()) {
      await known.page.unrouteAll();
      await known.page.emulateMedia({
        media: null,
        colorScheme: options.colorScheme ?? 'light',
        forcedColors: options.forcedColors ?? 'none'
      });
      await known.page.setViewportSize(options.viewport ?? usual);
      if (known.page.url().startsWith('http'))
        await known.page.evaluate('localStorage.clear(); sessionStorage.clear()');
      return known;
    }
    const made = await openPage(browser, options);
    pages.set(key, made);
    return made;
  };
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Returns axe-core's findings on the page as it stands, by WCAG 2.2 AA and its own best practices: one line each.
 *
 * @param within selector of the part that is looked at, where the rest was looked at before
 */
export async function accessibilityFaults(page: Page, within = 'html'): Promise<string[]> {
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(axe);
  return page.evaluate(async (part) => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(part, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 200)}`)
    );
  }, within);
}
