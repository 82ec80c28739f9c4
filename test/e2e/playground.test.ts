import { expect, test } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Card } from '../../src/core/model/card.ts';
import { gallery } from '../fixtures/cards.ts';
import { accessibilityFaults, describeInBrowser } from '../support/browser.ts';
import { useBrowserStand } from '../support/browser-stand.ts';
import { anEntry } from '../support/entries.ts';
import { createRecordingBot, type RecordingBot } from '../support/recording-bot.ts';

const phone: BrowserContextOptions = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const chosen: Card = { title: 'The chosen one', text: 'What you meant.' };

describeInBrowser('the playground in a browser', () => {
  const createBot = (): RecordingBot => {
    const bot = createRecordingBot([
      anEntry({ id: 'squire-2', title: 'SQUIRE 2.0', topic: 'publishing' }),
      anEntry({ id: 'squire-edu', title: 'SQUIRE-EDU', topic: 'publishing', status: 'superseded' })
    ]);
    bot.answer((message) => {
      if (message.kind === 'question') return { card: gallery[message.text] ?? gallery.fullest!, audience: 'everyone' };
      if (message.kind === 'feedback') return { card: { title: 'Thank you', text: '' }, audience: 'asker' };
      if (message.kind === 'action' && message.action === 'choose')
        return { card: chosen, audience: 'everyone', inPlace: true };
      return { card: { title: 'Something else', text: '' }, audience: 'asker' };
    });
    return bot;
  };
  const browser = useBrowserStand(createBot, gallery);

  const visit = async (options: BrowserContextOptions = {}, path = '/playground/preview'): Promise<Page> => {
    const page = await browser.visit(path, options);
    if (path === '/playground/preview') await page.locator('.prompt').first().waitFor();
    return page;
  };
  const ask = async (page: Page, text: string): Promise<void> => {
    const before = await page.locator('.reply').count();
    await page.getByLabel('Your question').fill(text);
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    await page.locator('.reply').nth(before).waitFor();
  };
  const newest = (page: Page) => page.locator('.reply').last();
  const options = (page: Page, by = {}) => page.getByRole('listbox', { name: 'Found' }).getByRole('option', by);
  /** Texts that run out of their box. */
  const cutOff = (page: Page) =>
    page.evaluate(`
      [...document.querySelectorAll('.said, .slack-header, .slack-text, .slack-context, .ac-textBlock, .ac-richTextBlock')]
        .filter((text) => text.offsetParent && text.scrollWidth > text.clientWidth + 1)
        .map((text) => text.className + ': ' + text.textContent.slice(0, 60))`);
  const overflow = (page: Page) => page.evaluate('document.documentElement.scrollWidth - innerWidth');

  test('a question is answered as on Slack and as on Teams, and told to a screen reader', async () => {
    const page = await visit();
    await ask(page, 'fullest');
    const reply = newest(page);
    await expect(reply.getAttribute('aria-label')).resolves.toBe('Reply: SQUIRE 2.0');
    for (const side of ['As seen on Slack', 'As seen on Teams']) {
      const drawn = reply.getByRole('group', { name: side });
      await drawn.getByRole('heading', { name: 'SQUIRE 2.0' }).waitFor();
      expect(await drawn.getByText('quality improvement').evaluate((node) => node.tagName)).toBe('STRONG');
      expect(await drawn.innerText()).toContain('This replaces SQUIRE 1.0');
      expect(await drawn.getByRole('link', { name: 'explanation with examples' }).getAttribute('rel')).toContain(
        'noopener'
      );
    }
    expect(await page.getByRole('log', { name: 'Replies' }).innerText()).toContain('Best for: Writing up a project');
    expect(await page.evaluate('document.activeElement.id')).toBe('question');
  });

  test.each(['slack', 'teams'])('a choice on %s takes the place of the card that offered it', async (side) => {
    const page = await visit();
    await ask(page, 'choices');
    await newest(page).locator(`.side-${side}`).getByRole('button', { name: 'Long Term Success Tool' }).click();
    await newest(page).getByRole('heading', { name: chosen.title }).first().waitFor();
    expect(await page.locator('.reply').count()).toBe(1);
    expect(browser.bot.messages.at(-1)).toMatchObject({
      kind: 'action',
      action: 'choose',
      value: 'long-term-success-tool'
    });
    expect(await page.evaluate('document.activeElement.ariaLabel')).toBe('Reply: The chosen one');
  });

  test('a thumb on Slack comes back as feedback at once', async () => {
    const page = await visit();
    await ask(page, 'fullest');
    const thumb = page.getByRole('button', { name: 'No, “SQUIRE 2.0” was not helpful' });
    await thumb.click();
    await page.getByRole('article', { name: 'Reply: Thank you' }).waitFor();
    expect(await thumb.getAttribute('aria-pressed')).toBe('true');
    expect(browser.bot.messages.at(-1)).toMatchObject({ kind: 'feedback', about: 'squire-2', helpful: false });
  });

  test('a thumb on Teams asks why first, as Teams does', async () => {
    const page = await visit();
    await ask(page, 'fullest');
    await page.getByRole('button', { name: 'Dislike' }).click();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.type('too long');
    await page.keyboard.press('Enter');
    await page.getByRole('article', { name: 'Reply: Thank you' }).waitFor();
    const vote = { kind: 'feedback', about: 'squire-2', helpful: false, reason: 'too long' };
    expect(browser.bot.messages.at(-1)).toMatchObject(vote);
  });

  test('a related entry opens from the menu on Slack and the button on Teams; only the asker sees it', async () => {
    const page = await visit();
    await ask(page, 'fullest');
    const slack = newest(page).locator('.side-slack');
    await slack.getByRole('button', { name: 'More' }).click();
    await slack.getByRole('button', { name: 'TIDieR' }).click();
    await page.getByText('Only visible to you').waitFor();
    expect(browser.bot.messages.at(-1)).toMatchObject({ action: 'open', value: 'tidier' });
    await page.locator('.side-teams').first().getByRole('button', { name: 'EQUATOR network' }).click();
    await page.locator('.reply').nth(2).waitFor();
    expect(browser.bot.messages.at(-1)).toMatchObject({ action: 'open', value: 'equator-network' });
  });

  test('looking up: arrow keys choose, Escape closes, Enter opens', async () => {
    const page = await visit();
    const box = page.getByRole('combobox', { name: 'Name of a tool' });
    await box.pressSequentially('squ');
    await options(page).nth(1).waitFor();
    expect(await options(page).allInnerTexts()).toEqual([
      expect.stringContaining('SQUIRE 2.0'),
      expect.stringMatching(/SQUIRE-EDU\s*superseded/)
    ]);
    await box.press('ArrowDown');
    await box.press('ArrowDown');
    expect(await box.getAttribute('aria-activedescendant')).toBe('found-1');
    expect(await options(page, { selected: true }).innerText()).toContain('SQUIRE-EDU');
    expect(await accessibilityFaults(page)).toEqual([]);
    await box.press('Escape');
    expect(await box.getAttribute('aria-expanded')).toBe('false');
    await box.press('ArrowDown');
    await options(page).first().waitFor();
    await box.press('Enter');
    await newest(page).waitFor();
    expect(browser.bot.messages).toMatchObject([{ kind: 'action', action: 'open', value: 'squire-2' }]);
  });

  test('a topic shows what it holds; a prompt starter asks', async () => {
    const page = await visit();
    await page.getByRole('button', { name: 'publishing 2' }).click();
    await options(page, { name: 'SQUIRE 2.0' }).waitFor();
    await page.getByRole('button', { name: 'Make it last' }).click();
    await newest(page).waitFor();
    expect(browser.bot.messages).toMatchObject([{ kind: 'question', text: 'How do I stop things slipping back?' }]);
  });

  test('everything can be done by keyboard alone', async () => {
    const page = await visit();
    const focused = () => page.evaluate('document.activeElement.ariaLabel ?? document.activeElement.textContent');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the question box');
    await page.keyboard.press('Enter');
    await page.keyboard.type('choices');
    await page.keyboard.press('Enter');
    await newest(page).waitFor();
    for (let step = 0; step < 30 && (await focused()) !== 'NHS Sustainability Model'; step++) {
      await page.keyboard.press('Shift+Tab');
    }
    expect(await focused()).toBe('NHS Sustainability Model');
    await page.keyboard.press('Enter');
    await page.getByRole('article', { name: 'Reply: The chosen one' }).waitFor();
    expect(await focused()).toBe('Reply: The chosen one');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await newest(page).getByRole('region', { name: 'JSON for Slack' }).waitFor();
  });

  test('the payload is what the platform gets, and opens in the vendor’s designer', async () => {
    const page = await visit();
    await ask(page, 'fullest');
    const slack = newest(page).locator('.side-slack');
    await slack.getByText('Payload').click();
    const { blocks } = JSON.parse(
      await slack.getByRole('region', { name: 'JSON for Slack' }).filter({ hasText: '}' }).innerText()
    );
    expect(blocks[0]).toMatchObject({ type: 'header', text: { text: 'SQUIRE 2.0' } });
    const builder = new URL((await slack.getByRole('link', { name: 'Block Kit Builder' }).getAttribute('href'))!);
    expect(builder.origin + builder.pathname).toBe('https://app.slack.com/block-kit-builder/');
    expect(JSON.parse(decodeURIComponent(builder.hash.slice(1)))).toEqual({ blocks });
    const teams = newest(page).locator('.side-teams');
    await teams.getByText('Payload').click();
    const card = JSON.parse(
      await teams.getByRole('region', { name: 'JSON for Teams' }).filter({ hasText: '}' }).innerText()
    );
    expect(card).toMatchObject({ type: 'AdaptiveCard', version: '1.5' });
  });

  test('hostile text stays text: no mention, no script, no address of its making', async () => {
    const page = await visit();
    await ask(page, 'hostile');
    const reply = newest(page);
    expect(await reply.locator('script, img:not([src="/playground/mark.svg"]), iframe, .slack-mention').count()).toBe(
      0
    );
    expect(await reply.locator('.slack-blocks').innerText()).toContain('Text with <!channel>, <@U012345>,');
    expect(await reply.innerText()).not.toMatch(/&(?:lt|gt|amp);/);
    const addresses = await reply
      .locator('.slack-message a, .teams-card a')
      .evaluateAll((links) => links.map((link) => (link as unknown as URL).protocol));
    expect(new Set(addresses)).toEqual(new Set(['https:']));
  });

  test('on a phone: nothing to scroll sideways, one platform at a time, switched by tabs', async () => {
    const page = await visit(phone);
    expect(await overflow(page)).toBe(0);
    for (const name of ['fullest', 'tooLong', 'hostile', 'rightToLeft', 'emoji']) await ask(page, name);
    expect(await overflow(page)).toBe(0);
    expect(await cutOff(page)).toEqual([]);
    expect(await newest(page).locator('.side-slack').isVisible()).toBe(true);
    expect(await newest(page).locator('.side-teams').isVisible()).toBe(false);
    await page.getByRole('radio', { name: 'Teams' }).check();
    expect(await newest(page).locator('.side-slack').isVisible()).toBe(false);
    expect(await newest(page).locator('.side-teams').isVisible()).toBe(true);
    expect(await overflow(page)).toBe(0);
    expect(await cutOff(page)).toEqual([]);
  });

  test('dark follows the system, the button overrides it, and the choice is kept', async () => {
    const page = await visit({ colorScheme: 'dark' });
    const paper = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const dark = await paper();
    expect(dark).toBe('rgb(16, 23, 26)');
    await page.getByRole('button', { name: 'Dark colours', pressed: true }).click();
    expect(await paper()).not.toBe(dark);
    await page.reload();
    expect(await paper()).not.toBe(dark);
  });

  test('with reduced motion nothing moves', async () => {
    const page = await visit();
    await ask(page, 'least');
    const moving = await page.evaluate('document.getAnimations().length');
    expect(moving).toBe(0);
    expect(await page.evaluate('getComputedStyle(document.documentElement).scrollBehavior')).toBe('auto');
  });

  test('what the bot says on its own account appears by itself', async () => {
    const page = await visit();
    await page.clock.install();
    await page.reload();
    await page.locator('.prompt').first().waitFor();
    await ask(page, 'least');
    await browser.stand.platform.messenger.send(
      browser.bot.messages[0]!.conversation,
      { title: 'Tip of the week', text: '' },
      'tip/1'
    );
    await page.clock.runFor(21_000);
    await page.getByRole('article', { name: 'Reply: Tip of the week' }).waitFor();
    await page.clock.runFor(60_000);
    expect(await page.getByRole('article', { name: 'Reply: Tip of the week' }).count()).toBe(1);
    await page.close();
  });

  test('a server that is away is named, and asking again works', async () => {
    const page = await visit();
    await page.route('**/playground/messages', (route) => route.abort());
    await page.getByLabel('Your question').fill('least');
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    await page.getByText('The server cannot be reached.', { exact: false }).first().waitFor();
    await page.unroute('**/playground/messages');
    await page.getByRole('button', { name: 'Try again' }).click();
    await newest(page).waitFor();
    browser.complaints.splice(0, 1);
  });

  test('axe-core finds no fault, with cards of every kind shown: light, dark and on a phone', async () => {
    const page = await visit();
    expect(await accessibilityFaults(page)).toEqual([]);
    for (const card of Object.keys(gallery)) await ask(page, card);
    await newest(page).getByText('Payload').first().click();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.setViewportSize(phone.viewport!);
    await page.getByRole('radio', { name: 'Teams' }).check();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test('the gallery draws every card without a complaint', async () => {
    const page = await visit({ viewport: { width: 1280, height: 12_000 } }, '/playground/gallery');
    await page
      .locator('.sides')
      .nth(Object.keys(gallery).length - 1)
      .waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
  });
});
