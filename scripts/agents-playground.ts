/**
 * Tries the bot in Microsoft's own client for agents, the Agents Playground, driven in a browser without a window: welcome,
 * question, buttons, thumbs, search extension. It needs no account. The bot must run in local mode.
 *
 * As a program it starts the built product with a store of its own, and keeps a picture of each step:
 *
 *     npm run -s build && npx tsc --noEmit false --outDir node_modules/.cache/tools --rootDir . &&
 *       node node_modules/.cache/tools/scripts/agents-playground.js [FOLDER]
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { executablePath, openBrowser } from '../test/support/chromium.ts';
import { guardMs } from '../test/support/until.ts';

/** Steps, and the texts that must then be seen. */
export interface Tour {
  /** Words of the welcome card. */
  welcome: string;
  question: string;
  /** Words of the answer's card. */
  answer: string;
  /** Title of the button that unfolds the part of it with the next one, where it is folded. */
  unfold?: string;
  /** Title of a button on it, and words of the card that follows. */
  press: string;
  pressed: string;
  /** Typed into the search extension, and the entry to choose from the list. */
  search: string;
  found: string;
}

const playgroundPath = findPlayground();

/** Reason why this cannot be run on this machine; undefined where it can. */
export const missing = !executablePath
  ? 'no Chromium or Chrome on this machine; name one in CHROMIUM'
  : !playgroundPath
    ? '@microsoft/m365agentsplayground is not installed'
    : undefined;

/**
 * Takes the tour; rejects at the first thing that is not seen.
 *
 * @param endpoint address of the bot's `/api/messages`
 * @param pictures folder for one picture a step; none are taken when not given
 * @returns the complaints of the bot's answers: each HTTP status over 299 in the Playground's log
 */
export async function tryPlayground(endpoint: string, tour: Tour, pictures?: string): Promise<string[]> {
  const port = await freePort();
  const args = ['start', '-e', endpoint, '-c', 'msteams', '--disable-telemetry', '-p', String(port)];
  // It writes a log into the folder in which it runs.
  const folder = mkdtempSync(path.join(tmpdir(), 'spread-bot-agents-playground-'));
  const playground = spawn(process.execPath, [playgroundPath!, ...args], { cwd: folder, stdio: 'ignore' });
  let browser: Browser | undefined;
  try {
    await answering(`http://127.0.0.1:${port}/`, playground);
    browser = await openBrowser();
    const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
    page.setDefaultTimeout(guardMs);
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.getByText('Type a message').first().waitFor();
    return await follow(page, tour, pictures);
  } finally {
    await browser?.close();
    if (playground.kill()) await once(playground, 'exit');
    rmSync(folder, { recursive: true, force: true });
  }
}

async function follow(page: Page, tour: Tour, pictures?: string): Promise<string[]> {
  const cards = page.locator('.ac-adaptiveCard');
  const picture = async (name: string) => {
    if (pictures) await page.screenshot({ path: path.join(pictures, `${name}.png`) });
  };
  const shows = (words: string) => cards.filter({ hasText: words }).last().waitFor();

  await shows(tour.welcome);
  await picture('1-welcome');

  await page.locator('[contenteditable=true]').first().click();
  await page.keyboard.type(tour.question);
  await page.keyboard.press('Enter');
  await shows(tour.answer);
  await picture('2-answer');

  await page.getByRole('button', { name: 'Dislike' }).last().click();
  await page.getByRole('dialog').getByRole('textbox').fill('too long');
  await picture('3-thumbs');
  await page.getByRole('button', { name: 'Submit' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();

  const button = (name: string) =>
    cards.filter({ hasText: tour.answer }).last().getByRole('button', { name, exact: true });
  if (tour.unfold) await button(tour.unfold).click();
  await button(tour.press).click();
  await shows(tour.pressed);
  await picture('4-pressed');

  await page.getByLabel('Trigger Message Extension App').click();
  await page.getByText('Search Command').click();
  const box = page.getByPlaceholder('Enter a search term');
  await box.fill(tour.search);
  const result = page.locator('.fui-PopoverSurface').filter({ has: box }).getByText(tour.found, { exact: true });
  await result.waitFor();
  await picture('5-search');
  const before = await cards.count();
  await result.click();
  await page.getByLabel('Send Message').click();
  await cards.nth(before).waitFor();
  await page.waitForTimeout(500);
  await picture('6-chosen');

  const log = await page.locator('body').innerText();
  return log.match(/\b(?:message|invoke|\w+Update) (?!2\d\d)\d{3}\b/g) ?? [];
}

function findPlayground(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js');
  } catch {
    return undefined;
  }
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  const until = Date.now() + guardMs;
  while (Date.now() < until && child.exitCode === null) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${url} did not answer within ${guardMs / 1000} s.`);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function tryProduct(folder: string): Promise<void> {
  const data = mkdtempSync(path.join(tmpdir(), 'spread-bot-agents-playground-'));
  const port = await freePort();
  const environment = { PATH: process.env.PATH ?? '', PORT: String(port), PLAYGROUND: 'false', DATA_DIR: data };
  const serve = [path.join(process.cwd(), 'dist', 'cli', 'index.js'), 'serve'];
  const bot = spawn(process.execPath, serve, { env: environment, stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    await answering(`http://127.0.0.1:${port}/readyz`, bot);
    mkdirSync(folder, { recursive: true });
    const faults = await tryPlayground(`http://127.0.0.1:${port}/api/messages`, productTour, folder);
    process.stdout.write(`Pictures are in ${folder}. ${faults.length === 0 ? 'All went well.' : faults.join(', ')}\n`);
    process.exitCode = faults.length === 0 ? 0 : 1;
  } finally {
    bot.kill();
    rmSync(data, { recursive: true, force: true });
  }
}

const productTour: Tour = {
  welcome: 'Hello, I am Spread Bot',
  question: 'what is squire',
  answer: 'SQUIRE 2.0 reporting guidelines',
  unfold: 'More and sources',
  press: 'Why this answer?',
  pressed: 'Why this answer?',
  search: 'squire',
  found: 'SQUIRE 2.0 reporting guidelines'
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (missing) process.stderr.write(`Not tried: ${missing}.\n`);
  else await tryProduct(path.resolve(process.argv[2] ?? 'agents-playground'));
}
