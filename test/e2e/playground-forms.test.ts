import { expect, test } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Card } from '../../src/core/model/card.ts';
import { forms } from '../fixtures/forms.ts';
import { accessibilityFaults, describeInBrowser } from '../support/browser.ts';
import { useBrowserStand } from '../support/browser-stand.ts';
import { createRecordingBot, type RecordingBot } from '../support/recording-bot.ts';

const phone: BrowserContextOptions = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const opener: Card = {
  title: 'An answer',
  text: 'Some text.',
  actions: Object.keys(forms).map((name) => ({ id: 'curate.open', label: `Open ${name}`, value: name, opens: true }))
};

describeInBrowser('forms in the playground', () => {
  const createBot = (): RecordingBot => {
    const bot = createRecordingBot();
    bot.answer((message) => {
      if (message.kind === 'question') return { card: opener, audience: 'everyone' };
      if (message.kind === 'action')
        return { card: { title: 'No window', text: '' }, audience: 'asker', form: forms[message.value]! };
      return { card: { title: 'Sent', text: 'A person has it.' }, audience: 'everyone', inPlace: true };
    });
    return bot;
  };
  const browser = useBrowserStand(createBot);

  /** A page with a card whose buttons open the forms. */
  const visit = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const page = await browser.visit('/playground/preview', options);
    await page.locator('.prompt').first().waitFor();
    await page.getByLabel('Your question').fill('anything');
    await page.keyboard.press('Enter');
    const ask = page.getByRole('button', { name: 'Ask', exact: true });
    if (options.isMobile) await ask.click();
    await page.locator('.reply').first().waitFor();
    return page;
  };
  const openForm = async (page: Page, name: string, side: 'slack' | 'teams' = 'slack'): Promise<void> => {
    await page
      .locator(`.side-${side}`)
      .getByRole('button', { name: `Open ${name}` })
      .first()
      .click();
    await page.getByRole('dialog').waitFor();
  };
  const drawing = (page: Page, name: 'Slack' | 'Teams') =>
    page.getByRole('dialog').getByRole('group', { name: `As seen on ${name}` });
  const focused = (page: Page) =>
    page.evaluate('document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent');

  test.each(['Slack', 'Teams'] as const)(
    'a form is filled in on %s, and its answer takes the place of the card',
    async (name) => {
      const page = await visit();
      await openForm(page, 'least', name === 'Slack' ? 'slack' : 'teams');
      const form = drawing(page, name);
      await form.getByRole('heading', { name: 'What was missing?' }).waitFor();
      await form.getByLabel('What did you hope to find?').fill('the checklist, as a PDF\nto print');
      await form.getByRole('button', { name: 'Send' }).click();
      await page.getByRole('article', { name: 'Reply: Sent' }).waitFor();
      expect(await page.getByRole('dialog').count()).toBe(0);
      expect(await page.locator('.reply').count()).toBe(1);
      expect(browser.bot.messages.at(-1)).toMatchObject({
        kind: 'form',
        form: 'feedback.reason',
        value: '',
        fields: { reason: 'the checklist, as a PDF\nto print' }
      });
    }
  );

  test.each(['Slack', 'Teams'] as const)('every kind of field on %s comes back as it was left', async (name) => {
    const page = await visit();
    await openForm(page, 'fullest');
    const form = drawing(page, name);
    await form.getByText('This replaces SQUIRE 1.0').waitFor();
    await form.getByLabel('Title').fill('SQUIRE');
    await form.getByLabel('Topic').selectOption({ label: 'Spread' });
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('article', { name: 'Reply: Sent' }).waitFor();
    expect(browser.bot.messages.at(-1)).toMatchObject({ form: 'curate.edit', value: forms.fullest!.value });
    expect(browser.bot.messages.at(-1)).toHaveProperty('fields', {
      title: 'SQUIRE',
      body: 'Line one\nLine two',
      topic: 'spread',
      review: '2027-11-23'
    });
  });

  test.each(['Slack', 'Teams'] as const)(
    'what is wrong on %s is announced, stands at its field, and has the focus',
    async (name) => {
      const page = await visit();
      await openForm(page, 'least');
      const form = drawing(page, name);
      const field = form.getByLabel('What did you hope to find?');
      await form.getByRole('button', { name: 'Send' }).click();
      await form
        .getByText(name === 'Slack' ? 'Please complete this required field.' : 'Please fill this in.')
        .waitFor();
      expect(browser.bot.messages.at(-1)!.kind).toBe('action');
      expect(await accessibilityFaults(page)).toEqual([]);
      const [only] = forms.least!.fields;
      const wrong = { ...forms.least!, fields: [{ ...only!, value: 'hm', error: 'Say a little more.' }] };
      browser.bot.answer({ card: { title: 'No window', text: '' }, audience: 'asker', form: wrong });
      await field.fill('hm');
      await form.getByRole('button', { name: 'Send' }).click();
      await page.getByRole('alert').getByText('one field needs another look').waitFor();
      await form.getByText('Say a little more.').waitFor();
      expect(await field.inputValue()).toBe('hm');
      expect(await field.getAttribute('aria-invalid')).toBe('true');
      expect(await focused(page)).toContain('What did you hope to find?');
      expect(await accessibilityFaults(page)).toEqual([]);
    }
  );

  test('Escape and Cancel send nothing, and give the focus back', async () => {
    const page = await visit();
    for (const leave of [
      () => page.keyboard.press('Escape'),
      () => drawing(page, 'Slack').getByRole('button', { name: 'Cancel' }).click(),
      () => drawing(page, 'Teams').getByRole('button', { name: 'Close' }).click()
    ]) {
      await openForm(page, 'least');
      expect(await focused(page)).toContain('What did you hope to find?');
      await leave();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(await focused(page)).toBe('Open least');
    }
    expect(browser.bot.messages.filter(({ kind }) => kind === 'form')).toEqual([]);
  });

  test('what was written stays when the server is away', async () => {
    const page = await visit();
    await openForm(page, 'least');
    const form = drawing(page, 'Slack');
    await form.getByLabel('What did you hope to find?').fill('a long text');
    await page.route('**/playground/messages', (route) => route.abort());
    await form.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('alert').getByText('What you wrote is still here.', { exact: false }).waitFor();
    await page.unroute('**/playground/messages');
    await form.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('article', { name: 'Reply: Sent' }).waitFor();
    expect(browser.bot.messages.at(-1)).toMatchObject({ fields: { reason: 'a long text' } });
    browser.complaints.splice(0, 1);
  });

  test.each([
    ['light', {}],
    ['dark phone', { ...phone, colorScheme: 'dark' as const }]
  ])('axe-core finds no fault with any form, and nothing runs out of its box: %s', async (_name, options) => {
    const page = await visit(options);
    const openings = Object.keys(forms).map((name) => [name, 'slack'] as const);
    const onTeams = ['fullest', 'hostile'].map((name) => [name, 'teams'] as const);
    for (const [name, side] of 'viewport' in options ? [...openings, ...onTeams] : openings) {
      if (side === 'teams') await page.getByRole('radio', { name: 'Teams' }).check();
      await openForm(page, name, side);
      // The page around a window is the same for each.
      const faults = await accessibilityFaults(page, name === 'fullest' ? 'html' : 'dialog');
      expect([name, side, faults]).toEqual([name, side, []]);
      expect(await page.getByRole('dialog').evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth)).toBe(0);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
  });
});
