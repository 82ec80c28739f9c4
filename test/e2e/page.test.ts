import { expect, test } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { entryCard } from '../../src/core/conversation/entry-card.ts';
import type { Card } from '../../src/core/model/card.ts';
import { gallery } from '../fixtures/cards.ts';
import { accessibilityFaults, describeInBrowser } from '../support/browser.ts';
import { useBrowserStand } from '../support/browser-stand.ts';
import { aKnowledge, anEntry } from '../support/entries.ts';
import { createRecordingBot, type RecordingBot } from '../support/recording-bot.ts';

const library = anEntry({ id: 'library', title: 'Your library', kind: 'contact' });
const squire = anEntry({
  id: 'squire-2',
  title: 'SQUIRE 2.0',
  kind: 'checklist',
  topic: 'publishing',
  url: 'https://example.org/squire',
  contact: 'library',
  body: 'SQUIRE 2.0 is the standard checklist for writing up improvement work. It has 18 items.\n\n- One\n- Two'
});
const answer: Card = entryCard(squire, aKnowledge(squire, library), { question: 'which checklist?' });
const none: Card = {
  title: 'I have no answer to that',
  text: 'Please try other words.',
  actions: [{ id: 'none', label: 'None of these', value: '4 q' }]
};

describeInBrowser('the page in a browser', () => {
  const createBot = (): RecordingBot => {
    const bot = createRecordingBot([squire, library]);
    bot.answer((message) => {
      if (message.kind === 'feedback') {
        const actions = [{ id: 'feedback.reason', label: 'Say what was missing', value: message.about, opens: true }];
        return { card: { title: 'Thank you', text: '', ...(!message.helpful && { actions }) }, audience: 'asker' };
      }
      if (message.kind === 'action' && message.action === 'feedback.reason') {
        const fields = [{ id: 'reason', label: 'What did you hope to find?', kind: 'text' as const }];
        const form = {
          id: 'feedback.reason',
          title: 'What was missing?',
          value: message.value,
          submit: 'Send',
          fields
        };
        return { card: none, audience: 'asker', form };
      }
      if (message.kind === 'form') return { card: { title: 'Thank you', text: 'Sent.' }, audience: 'asker' };
      if (message.kind === 'question' && message.text === 'nothing') return { card: none, audience: 'everyone' };
      if (message.kind === 'question' && gallery[message.text])
        return { card: gallery[message.text]!, audience: 'everyone' };
      return { card: answer, audience: 'everyone' };
    });
    return bot;
  };
  const browser = useBrowserStand(createBot, gallery);

  const visit = (path = '/', options: BrowserContextOptions = {}): Promise<Page> => browser.visit(path, options);
  const ask = async (page: Page, text: string): Promise<void> => {
    await page.getByRole('combobox').fill(text);
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    await page.locator('.turn h2').first().waitFor();
  };
  const overflow = (page: Page) => page.evaluate('document.documentElement.scrollWidth - innerWidth');
  /** Returns true where words stand on the first screen. */
  const seen = async (page: Page, words: string): Promise<boolean> => {
    const box = await page.getByText(words, { exact: false }).first().boundingBox();
    return box !== null && box.y >= 0 && box.y + box.height <= page.viewportSize()!.height;
  };

  test('a question is answered in its place, has an address, and leans on what is on the page', async () => {
    const page = await visit('/entry/squire-2');
    await ask(page, 'who do I contact about it?');
    expect(browser.bot.messages).toMatchObject([
      { kind: 'action', action: 'open', value: 'squire-2' },
      { kind: 'question', text: 'who do I contact about it?' }
    ]);
    expect(new URL(page.url()).search).toBe('?q=who%20do%20I%20contact%20about%20it%3F');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('SQUIRE 2.0');
    expect(await page.locator('.turn').count()).toBe(2);
    await page.reload();
    expect(await page.locator('.turn').count()).toBe(1);
    expect(await page.locator('h1').innerText()).toBe('SQUIRE 2.0');
  });

  test('a thumb down opens the form at once, and what is written goes off', async () => {
    const page = await visit('/?q=which');
    await page.getByRole('button', { name: 'No, this was not helpful' }).click();
    const window = page.getByRole('dialog', { name: 'What was missing?' });
    await window.waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.type('too long');
    await window.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('heading', { name: 'Thank you' }).waitFor();
    expect(browser.bot.messages.at(-1)).toMatchObject({
      kind: 'form',
      form: 'feedback.reason',
      fields: { reason: 'too long' }
    });
  });

  test('the box looks up by name: arrow keys choose, Enter opens, and a question has no list in its way', async () => {
    const page = await visit();
    const box = page.getByRole('combobox');
    await box.pressSequentially('squ');
    await page.getByRole('option', { name: 'SQUIRE 2.0' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/entry/squire-2');
    await page.getByRole('combobox').fill('which of these is right for squire');
    expect(await page.getByRole('listbox').count()).toBe(0);
  });

  test('without a script it reads and asks', async () => {
    const page = await visit('/', { javaScriptEnabled: false });
    await page.getByRole('searchbox', { name: /^Ask about/ }).fill('which checklist?');
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    await page.getByRole('heading', { name: 'SQUIRE 2.0' }).waitFor();
    expect(await page.getByRole('button').allInnerTexts()).toEqual(['Ask']);
    await page.getByText('More and sources').click();
    await page.getByRole('link', { name: 'Your library' }).click();
    expect(page.url()).toContain('/entry/library');
  });

  test.each(['/?q=which', '/?q=fullest', '/', '/?q=nothing', '/?q=hostile', '/topic/publishing', '/about'])(
    '%s has no fault and nothing cut off at a desk, nor in the dark on a narrow phone, nor an answer in forced colours',
    async (path) => {
      const page = await visit(path);
      const faults = async () => [await accessibilityFaults(page), await overflow(page)];
      expect(await faults()).toEqual([[], 0]);
      await page.setViewportSize({ width: 320, height: 640 });
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await faults()).toEqual([[], 0]);
      if (!/which|fullest/.test(path)) return;
      await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
      expect(await faults()).toEqual([[], 0]);
    }
  );

  test('at 400 % zoom the answer is on the first screen', async () => {
    const page = await visit('/?q=which', { viewport: { width: 320, height: 256 } });
    expect(await seen(page, 'SQUIRE 2.0')).toBe(true);
    expect(await seen(page, 'is the standard checklist')).toBe(true);
    expect(await overflow(page)).toBe(0);
  });

  test('the page to open stands within 330 px at 320 px width, the box included', async () => {
    const page = await visit('/?q=which', { viewport: { width: 320, height: 640 } });
    const top = await page
      .getByRole('link', { name: 'Open the checklist' })
      .evaluate((node) => node.getBoundingClientRect().top);
    expect(top).toBeLessThan(330);
  });

  test('on paper stand the answer and its addresses, and nothing of the screen', async () => {
    const page = await visit('/?q=which');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: 'Ask', exact: true }).isVisible()).toBe(false);
    expect(await page.getByText('Copy link').isVisible()).toBe(false);
    const after = await page.evaluate(
      'getComputedStyle(document.querySelector(".button.main[href]"), "::after").content'
    );
    expect(after).toContain('https://example.org/squire');
  });

  test('a first question in its place leaves the screen to the answer, as its address does', async () => {
    const page = await visit();
    await ask(page, 'which checklist do I need?');
    await page.getByRole('heading', { name: 'SQUIRE 2.0' }).waitFor();
    const top = async () => (await page.getByRole('heading', { name: 'SQUIRE 2.0' }).boundingBox())!.y;
    const inPlace = await top();
    expect(await page.getByText('Please leave out patient details').isVisible()).toBe(false);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.reload();
    // Only the line with what was asked stands between.
    expect(inPlace - (await top())).toBeLessThan(45);
  });

  test('what is no answer is said once, in words for people', async () => {
    const page = await visit();
    for (const status of [500, 200]) {
      await page.route('**/playground/messages*', (route) => route.fulfill({ status, body: '<h1>Log in</h1>' }));
      await page.getByRole('combobox').fill(`question ${status}`);
      await page.keyboard.press('Enter');
      await page.getByText(`No answer came back (${status}).`).waitFor();
      await page.unroute('**/playground/messages*');
    }
    expect(await page.locator('.failed').count()).toBe(1);
    browser.complaints.splice(0);
  });

  test('a server that is away is named, and asking again works', async () => {
    const page = await visit();
    await page.route('**/playground/messages*', (route) => route.abort());
    await page.getByRole('combobox').fill('which checklist do I need?');
    await page.keyboard.press('Enter');
    await page.getByText('The server cannot be reached.').waitFor();
    await page.unroute('**/playground/messages*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'SQUIRE 2.0' }).waitFor();
    browser.complaints.splice(0);
  });

  test('the preview shows the same question as Slack and Teams draw it', async () => {
    const page = await visit('/?q=which');
    await page.getByRole('link', { name: 'Preview for Slack and Teams' }).click();
    await page.locator('.side-slack').getByText('SQUIRE 2.0', { exact: true }).waitFor();
    await page.locator('.side-teams').getByText('SQUIRE 2.0', { exact: true }).waitFor();
    expect(await page.getByText('opening it hands this card to that company’s page').count()).toBe(2);
  });
});
