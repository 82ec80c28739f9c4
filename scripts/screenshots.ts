/**
 * Makes the pictures in docs/images from the running product: starts the built program on a free port with a store of
 * its own, asks it in a browser, and takes the pictures. Letters are those of this machine's fonts; with Segoe UI (or
 * Open Sans) and Lato installed they look as on Teams and Slack.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../test/support/chromium.ts';

const root = process.cwd();
const images = path.join(root, 'docs', 'images');

interface Picture {
  name: string;
  /** The question asked before; none for the first view. */
  ask?: string;
  width: number;
  height: number;
  dark?: boolean;
  /** Text that must be seen in it: a picture of something else is not kept. */
  shows: string;
  /** `reply` shows the question and its reply; `window` what a person sees at once. */
  of: 'reply' | 'window';
}

const answered = 'How do I stop things slipping back after the project ends?';
const wide = { width: 1280, height: 2400 };
const pictures: readonly Picture[] = [
  { name: 'answer-slack-and-teams', ask: answered, shows: 'Why this answer?', ...wide, of: 'reply' },
  {
    name: 'choices',
    ask: 'where can we publish?',
    shows: 'Did you mean',
    ...wide,
    of: 'reply'
  },
  { name: 'none', ask: 'when does the hospital canteen open?', shows: 'not mine', ...wide, of: 'reply' },
  { name: 'dark', ask: 'what is SQUIRE', shows: 'SQUIRE 2.0', width: 1280, height: 900, dark: true, of: 'window' },
  { name: 'phone', ask: answered, shows: 'Holding the gains', width: 360, height: 740, of: 'window' },
  { name: 'playground', shows: 'Good work deserves to travel', width: 1280, height: 900, of: 'window' }
];

const folder = mkdtempSync(path.join(tmpdir(), 'spread-bot-pictures-'));
const port = await freePort();
const bot = spawn(process.execPath, [path.join(root, 'dist', 'cli', 'index.js'), 'serve'], {
  cwd: folder,
  env: {
    PATH: process.env.PATH,
    PORT: String(port),
    DATA_DIR: folder,
    KNOWLEDGE_DIR: path.join(root, 'knowledge'),
    LOG_LEVEL: 'error'
  },
  stdio: ['ignore', 'ignore', 'inherit']
});
try {
  await ready();
  mkdirSync(images, { recursive: true });
  const browser = await openBrowser();
  for (const picture of pictures) await take(browser, picture);
  await browser.close();
} finally {
  bot.kill();
  rmSync(folder, { recursive: true, force: true });
}

async function take(browser: Browser, { name, ask, shows, width, height, dark, of }: Picture): Promise<void> {
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: 2,
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce'
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date('2026-11-23T09:05:00'));
  await page.goto(`http://localhost:${port}/playground/preview`);
  await page.locator('.prompt').first().waitFor();
  if (ask) {
    await page.getByLabel('Your question').fill(ask);
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    await page.locator('.sides').waitFor();
    await page.evaluate('document.activeElement.blur()');
  }
  if (!(await page.locator('main').innerText()).includes(shows))
    throw new Error(
      `${name}: “${ask}” does not show “${shows}”. Give the picture another question in scripts/screenshots.ts.`
    );
  const file = path.join(images, `${name}.png`);
  await page.screenshot(of === 'reply' ? { path: file, clip: await around(page) } : { path: file });
  process.stdout.write(`${path.relative(root, file)}\n`);
  await context.close();
}

/** Returns the area of the newest question and its reply, with a margin. */
async function around(page: Page) {
  const said = (await page.locator('.said').last().boundingBox())!;
  const sides = (await page.locator('.sides').last().boundingBox())!;
  const margin = 24;
  return {
    x: sides.x - margin,
    y: said.y - margin,
    width: sides.width + 2 * margin,
    height: sides.y + sides.height - said.y + 2 * margin
  };
}

async function ready(): Promise<void> {
  const until = Date.now() + 60_000;
  while (Date.now() < until && bot.exitCode === null) {
    const answer = await fetch(`http://localhost:${port}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('The program did not get ready within a minute; "npm start" says why.');
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, 'localhost', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
