import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { buildReport } from '../../src/report/build.ts';
import { reportHtml } from '../../src/report/index.ts';
import { accessibilityFaults, describeInBrowser, openBrowser, openPage } from '../support/browser.ts';
import { reportParts } from '../support/report-parts.ts';

describeInBrowser('the report page in a browser', () => {
  let browser: Browser;
  let folder: string;
  let address: string;
  beforeAll(async () => {
    browser = await openBrowser();
    folder = await mkdtemp(path.join(tmpdir(), 'spread-bot-report-'));
    const file = path.join(folder, 'report.html');
    await writeFile(file, reportHtml(buildReport(reportParts()), 'Brindle Watch'));
    address = pathToFileURL(file).href;
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  const views: [string, BrowserContextOptions][] = [
    ['on a wide screen', {}],
    ['on a phone, in the dark', { viewport: { width: 360, height: 740 }, colorScheme: 'dark' }]
  ];
  test.each(views)(
    '%s: axe finds no fault, nothing is asked for, nothing runs over the edge',
    async (_where, options) => {
      const { page, complaints, requests, close } = await openPage(browser, options);
      await page.goto(address);
      expect(await page.title()).toMatch(/^Brindle Watch: questions from /);
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
      expect(requests.map(({ href }) => href)).toEqual([address]);
      expect(complaints).toEqual([]);
      await close();
    }
  );

  test('each chart is a picture with a name, described by the caption of the table beside it', async () => {
    const { page, close } = await openPage(browser);
    await page.goto(address);
    for (const name of ['Questions by week and outcome', 'Questions by topic and outcome', 'Answers by entry']) {
      await page.getByRole('img', { name }).waitFor();
    }
    const bars = await page.locator('#weeks-chart').locator('..').locator('rect.part').count();
    expect(bars).toBe(5);
    await close();
  });

  test('a week without a question is not drawn, and the page says that it is left out', async () => {
    const { page, close } = await openPage(browser);
    await page.goto(address);
    expect(await page.locator('#weeks tbody tr').count()).toBe(2);
    expect(await page.locator('#weeks-chart').locator('..').locator('text.value').count()).toBe(2);
    await page.getByText('One week without a question left out.').waitFor();
    await close();
  });

  test('on a phone each row of a table is a block with its heads, no row taller than a few lines', async () => {
    const { page, close } = await openPage(browser, { viewport: { width: 360, height: 740 } });
    await page.goto(address);
    const heights: number[] = await page
      .locator('tbody tr')
      .evaluateAll((rows) => rows.map((row) => (row as unknown as { offsetHeight: number }).offsetHeight));
    expect(Math.max(...heights)).toBeLessThan(240);
    expect(
      await page
        .getByRole('table', { name: /Questions by week/ })
        .getByRole('row')
        .count()
    ).toBeGreaterThan(1);
    await close();
  });
});
