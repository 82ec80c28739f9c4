import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Card } from '../../src/core/model/card.ts';
import { openBrowser, openPage, type WatchedPage } from './browser.ts';
import type { RecordingBot } from './recording-bot.ts';
import { openWebStand, type WebStand } from './web-stand.ts';

/** A browser beside the web platform of a recording bot; both are new for each test. */
export interface BrowserStand {
  readonly bot: RecordingBot;
  readonly stand: WebStand;
  /** Opens a path in a browser context of its own. */
  visit(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** Errors and warnings of the page opened first; a test takes out those that it causes. */
  readonly complaints: string[];
}

/**
 * Opens a stand before each test of a suite, and closes it afterwards. A test fails where a page complained, or asked another
 * host for anything.
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
  let open: WatchedPage[] = [];

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    bot = createBot();
    stand = await openWebStand(bot, samples);
  });
  afterEach(async () => {
    const complaints = open.flatMap((each) => each.complaints);
    const elsewhere = open.flatMap((each) => each.requests).filter(({ origin }) => origin !== stand.origin);
    await Promise.all(open.map((each) => each.close()));
    open = [];
    await stand.close();
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
      const watched = await openPage(browser, { reducedMotion: 'reduce', ...options });
      open.push(watched);
      await watched.page.goto(stand.origin + path);
      return watched.page;
    },
    get complaints() {
      return open[0]!.complaints;
    }
  };
}
