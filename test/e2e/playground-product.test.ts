import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { type Config, readConfig } from '../../src/config/config.ts';
import { packageRoot } from '../../src/config/package-root.ts';
import { type Running, start } from '../../src/main.ts';
import { accessibilityFaults, describeInBrowser, openBrowser, openPage, type WatchedPage } from '../support/browser.ts';
import { createListeningLogger } from '../support/listening-logger.ts';

describeInBrowser('the whole product in a browser', () => {
  let browser: Browser;
  let running: Running;
  let watched: WatchedPage;
  let page: Page;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'spread-bot-browser-'));
    const settings = { PLAYGROUND: 'true', DATA_DIR: folder, KNOWLEDGE_DIR: path.join(packageRoot, 'knowledge') };
    const { config } = readConfig(settings) as { config: Config };
    running = await start({ ...config, port: 0 }, createListeningLogger());
    browser = await openBrowser();
    watched = await openPage(browser, { reducedMotion: 'reduce' });
    page = watched.page;
    await page.goto(`http://localhost:${running.port}/playground/preview`);
    await page.locator('.prompt').first().waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const replies = () => page.locator('.reply');
  const after = async (step: () => Promise<void>) => {
    const before = await replies().count();
    await step();
    await replies().nth(before).locator('.sides').waitFor();
    return replies().nth(before);
  };
  const ask = (text: string) =>
    after(async () => {
      await page.getByLabel('Your question').fill(text);
      await page.getByRole('button', { name: 'Ask', exact: true }).click();
    });

  test('a question from the wards, why it was answered so, a vote, a look-up, and an honest no', async () => {
    const answer = await ask('how do I stop things slipping back after the project ends');
    const slack = answer.locator('.side-slack');
    expect(await slack.getByText('Reviewed').count()).toBe(1);
    await slack.getByText('More and sources').click();
    const why = await after(() => slack.getByRole('button', { name: 'Why this answer?' }).click());
    expect(await why.innerText()).toContain('Only visible to you');
    await after(() => slack.getByRole('button', { name: /^Yes, “.+” was helpful$/ }).click());

    const box = page.getByRole('combobox', { name: 'Name of a tool' });
    await box.pressSequentially('squrie');
    await page.getByRole('listbox', { name: 'Found' }).getByRole('option').first().waitFor();
    const opened = await after(() => box.press('Enter'));
    expect(await opened.getAttribute('aria-label')).toContain('SQUIRE');

    const none = await ask('when does the hospital canteen open?');
    expect(await none.innerText()).toContain('That is outside what I know');
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test('on Teams the buttons mean the same', async () => {
    const topics = await ask('topics');
    const teams = topics.locator('.side-teams');
    const listed = await after(() => teams.getByRole('button', { name: 'Show' }).first().click());
    const first = listed.locator('.side-teams').getByRole('button', { name: 'Show', exact: true }).first();
    await after(() => first.click());
    await page.getByRole('button', { name: 'Show the welcome message' }).click();
    await page.getByRole('heading', { name: 'Hello, I am Spread Bot' }).first().waitFor();
  });

  test('the cards of the knowledge are drawn on both platforms without a complaint, and nothing else is loaded', async () => {
    // Every card is drawn at once, as if the window held them all; a window that large takes the browser a minute to paint.
    await page.addInitScript(`
      globalThis.IntersectionObserver = class {
        constructor(seen) { this.seen = seen; }
        observe() { this.seen([{ isIntersecting: true }], this); }
        disconnect() {}
      };`);
    await page.goto(`http://localhost:${running.port}/playground/gallery`);
    const places = page.locator('#entries > article');
    await places.first().waitFor();
    const count = await places.count();
    expect(count).toBeGreaterThan(100);
    await places
      .locator('.sides')
      .nth(count - 1)
      .waitFor();
    expect(watched.complaints).toEqual([]);
    expect(new Set(watched.requests.map(({ host }) => host))).toEqual(new Set([`localhost:${running.port}`]));
  });
});
