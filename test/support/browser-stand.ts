import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Card } from '../../src/core/model/card.ts';
import { createPages, openBrowser, type WatchedPage } from './browser.ts';
import type { RecordingBot } from './recording-bot.ts';
import { openWebStand, type WebStand } from './web-stand.ts';

/** A browser beside the web platform of a recording bot. The bot is new for each test; server and pages stay for the suite. */
export interface BrowserStand {
  readonly bot: RecordingBot;
  readonly stand: WebStand;
  /** Opens a path as a visitor who was never here, in a page of `createPages`. */
  visit(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** Errors and warnings of the page opened first; a test takes out those that it causes. */
  readonly complaints: string[];
}

/**
 * Opens a stand for the tests of a suite. A test fails where a page complained, or asked another host for anything.
 *
 * @param samples cards of the gallery
 */
export function useBrowserStand(
  createBot: () => RecordingBot,
  samples: Readonly<Record<string, Card>> = {}
): BrowserStand {
  let browser: Browser;
  let stand: WebStand;
  let bot: RecordingBot;
  let pageFor: ReturnType<typeof createPages>;
  let visited = new Set<WatchedPage>();

  beforeAll(async () => {
    browser = await openBrowser();
    pageFor = createPages(browser);
    bot = createBot();
    const newest = new Proxy(bot, { get: (_first, name) => Reflect.get(bot, name) });
    stand = await openWebStand(newest, samples);
  });
  afterAll(async () => {
    await browser.close();
    await stand.close();
  });
  beforeEach(() => {
    bot = createBot();
  });
  afterEach(() => {
    const complaints = [...visited].flatMap((each) => each.complaints.splice(0));
    const elsewhere = [...visited]
      .flatMap((each) => each.requests.splice(0))
      .filter(({ origin }) => origin !== stand.origin);
    visited = new Set();
    expect(complaints).toEqual([]);
    expect(elsewhere).toEqual([]);
  });

  return {
    get bot() {
      return bot;
    },
    get stand() {
      return stand;
    },
    async visit(path, options = {}) {
      const watched = await pageFor({ reducedMotion: 'reduce', ...options });
      visited.add(watched);
      await watched.page.goto(stand.origin + path);
      return watched.page;
    },
    get complaints() {
      return [...visited][0]!.complaints;
    }
  };
}
