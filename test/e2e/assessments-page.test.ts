import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { getDocumentProxy } from 'unpdf';
import { effortOf, longestWay } from '../../scripts/time-to-fill.ts';
import { type Config, readConfig } from '../../src/config/config.ts';
import { packageRoot } from '../../src/config/package-root.ts';
import { resultDocument } from '../../src/core/assessments/document.ts';
import type { Answers, Assessment } from '../../src/core/model/assessment.ts';
import { toHtml } from '../../src/documents/html.ts';
import { type Running, start } from '../../src/main.ts';
import { shippedAssessments } from '../support/assessments.ts';
import {
  accessibilityFaults,
  createPages,
  describeInBrowser,
  openBrowser,
  openPage,
  type WatchedPage
} from '../support/browser.ts';
import { createListeningLogger } from '../support/listening-logger.ts';

/** The answers that are reckoned with: of a tree those of its longest way. */
const answersFor = (assessment: Assessment): Answers => (assessment.kind === 'tree' ? longestWay(assessment, {}) : {});

/** Place of the answer in its group, from 0: the third where none is given, or the last of fewer. */
const placeOf = (answers: Answers, name: string | null, choices: number): number =>
  Number(answers[name ?? ''] ?? Math.min(2, choices - 1));

describeInBrowser('assessments on the page, on a phone', () => {
  let browser: Browser;
  let running: Running;
  let folder: string;
  let pageFor: ReturnType<typeof createPages>;
  let watched: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'spread-bot-assess-'));
    const settings = { PLAYGROUND: 'true', DATA_DIR: folder, KNOWLEDGE_DIR: path.join(packageRoot, 'knowledge') };
    const { config } = readConfig(settings) as { config: Config };
    running = await start({ ...config, port: 0 }, createListeningLogger());
    browser = await openBrowser();
    pageFor = createPages(browser);
  });
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    watched = await pageFor({ viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' });
    page = watched.page;
  });
  afterEach(() => expect(watched.complaints.splice(0)).toEqual([]));

  const form = () => page.locator('form.sheet');
  const groupOf = () => form().locator('fieldset:focus-within input').count();
  /** Waits for the form that comes after the one with this hidden value, or for the result. */
  const next = (value: string | null) =>
    page.locator(`dialog[open] form.sheet[data-value=${JSON.stringify(value)}]`).waitFor({ state: 'detached' });
  const open = async (id: string): Promise<void> => {
    await page.goto(`http://localhost:${running.port}/?q=${encodeURIComponent(`assess ${id}`)}`);
    const { title, minutes } = shippedAssessments().get(id)!;
    await page.getByRole('button', { name: `Start (${minutes} minutes): ${title}` }).focus();
  };
  const faults = async (within?: string) => ({
    axe: await accessibilityFaults(page, within),
    sideways: await page.evaluate('document.documentElement.scrollWidth - innerWidth')
  });

  test.each([...shippedAssessments().keys()])(
    '%s is done by keyboard alone, with the presses that are reckoned; no step and no result has a fault of accessibility or runs out of the screen',
    async (id) => {
      const assessment = shippedAssessments().get(id)!;
      const answers = answersFor(assessment);
      await open(id);
      let keys = 0;
      const press = async (key: string): Promise<void> => {
        keys += 1;
        await page.keyboard.press(key);
      };
      await press('Enter');
      await form().waitFor();
      for (let pages = 0; (await form().count()) > 0 && (await page.locator('dialog[open]').count()) > 0; pages++) {
        expect(pages).toBeLessThan(12);
        expect([id, pages, await faults(pages === 0 ? 'html' : 'dialog')]).toEqual([
          id,
          pages,
          { axe: [], sideways: 0 }
        ]);
        const before = await form().getAttribute('data-value');
        // The first field has the focus; Tab goes from group to group, and Enter on the button sends.
        for (let steps = 0; ; steps++) {
          expect(steps).toBeLessThan(40);
          const kind = String(
            await page.evaluate(
              `document.activeElement.classList.contains('main') ? 'main' : document.activeElement.type`
            )
          );
          if (kind === 'main') break;
          if (kind === 'radio') {
            const at = placeOf(answers, await form().locator(':focus').getAttribute('name'), await groupOf());
            for (let place = 0; place < at; place++) await press('ArrowDown');
            if (at === 0) await press('Space');
          } else if (kind === 'textarea') await page.keyboard.type('10 wards by June');
          await press('Tab');
        }
        await press('Enter');
        await next(before);
      }
      await page.locator('main .card h2').first().waitFor();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await faults()).toEqual({ axe: [], sideways: 0 });
      }
      expect([id, keys]).toEqual([id, effortOf(assessment, false).keys]);
    }
  );

  test.each(
    [...shippedAssessments().values()].flatMap((assessment) =>
      ('quick' in assessment ? [false, true] : [false]).map((quick) => [assessment.id, quick] as const)
    )
  )('%s (quick: %s) is done with a thumb, with the taps that are reckoned', async (id, quick) => {
    const touch = await pageFor({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const assessment = shippedAssessments().get(id)!;
    const answers = answersFor(assessment);
    const sheet = touch.page.locator('form.sheet');
    let taps = 0;
    const tap = async (what: Locator): Promise<void> => {
      taps += 1;
      await what.tap();
    };
    await touch.page.goto(`http://localhost:${running.port}/?q=${encodeURIComponent(`assess ${id}`)}`);
    await tap(touch.page.getByRole('button', { name: quick ? /^Quick version/ : /^Start/ }));
    await sheet.waitFor();
    let screens = 0;
    for (; (await touch.page.locator('dialog[open]').count()) > 0; screens++) {
      expect(screens).toBeLessThan(12);
      const before = await sheet.getAttribute('data-value');
      for (const group of await sheet.locator('fieldset').all()) {
        const ticks = group.locator('label.tick');
        const name = await group.locator('input').first().getAttribute('name');
        await tap(ticks.nth(name === 'flags' ? 0 : placeOf(answers, name, await ticks.count())));
      }
      for (const area of await sheet.locator('textarea').all()) {
        await tap(area);
        await touch.page.keyboard.type('10 wards by June');
      }
      await tap(sheet.locator('.button.main'));
      await touch.page
        .locator(`dialog[open] form.sheet[data-value=${JSON.stringify(before)}]`)
        .waitFor({ state: 'detached' });
    }
    const effort = effortOf(assessment, quick);
    expect([id, screens, taps]).toEqual([id, effort.screens, effort.taps]);
    expect(touch.complaints.splice(0)).toEqual([]);
  });

  test('a phone that is locked or a page that is loaded again goes on where it was; another tab has nothing of it', async () => {
    await open('will-it-last');
    await page.keyboard.press('Enter');
    await form().waitFor();
    const before = await form().getAttribute('data-value');
    await form().locator('input[value="3"]').first().check();
    await form().getByRole('button', { name: 'Next' }).click();
    await next(before);
    await form().locator('input[value="2"]').first().check();
    const kept = page.waitForResponse(
      (response) => response.request().postData()?.includes('"draft":true') === true && response.status() === 204
    );
    await form().getByRole('button', { name: 'Close' }).click();
    await kept;
    expect(await page.evaluate('JSON.stringify({ ...localStorage })')).toBe('{}');

    await open('will-it-last');
    await page.keyboard.press('Enter');
    await form().getByRole('button', { name: 'Go on (2 of 3)' }).waitFor();
    expect(await faults()).toEqual({ axe: [], sideways: 0 });
    await form().getByRole('button', { name: 'Go on (2 of 3)' }).click();
    await form().locator('input[value="2"]:checked').waitFor();
    await form().getByRole('button', { name: 'Back' }).click();
    await form().locator('input[value="3"]:checked').waitFor();

    const other = await openPage(browser, {});
    await other.page.goto(page.url());
    await other.page.getByRole('button', { name: 'Start (8 minutes): Will it last?' }).click();
    await other.page.locator('form.sheet').getByRole('button', { name: 'Next' }).waitFor();
    expect(other.complaints).toEqual([]);
    await other.close();
  });

  test('the plan is one page in print, also with every field full', async () => {
    const plan = shippedAssessments().get('spread-plan')!;
    const fields = plan.kind === 'plan' ? plan.fields : [];
    await page.goto('about:blank');
    for (const share of [0.45, 1]) {
      const text = 'A huddle of five minutes at nine with nurses and doctors. '.repeat(20);
      const answers = Object.fromEntries(fields.map(({ id, max }) => [id, text.slice(0, Math.floor(max * share))]));
      const parts = { date: '1 March 2030', project: 'Falls huddle', linkOf: () => undefined };
      await page.setContent(toHtml(resultDocument(plan, answers, parts)));
      const { numPages } = await getDocumentProxy(new Uint8Array(await page.pdf({ preferCSSPageSize: true })));
      expect([share, numPages]).toEqual([share, 1]);
    }
  });
});
