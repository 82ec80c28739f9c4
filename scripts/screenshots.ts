/**
 * Makes the pictures in docs/images from the running product: starts the built program on a free port with a store of
 * its own, asks it in a browser, and takes the pictures. Letters are those of this machine's fonts; with Segoe UI (or
 * Open Sans) and Lato installed they look as on Teams and Slack.
 */
import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../test/support/chromium.ts';

const root = process.cwd();
const images = path.join(root, 'docs', 'images');

/** Question of the pictures; `test/printed-questions.test.ts` holds what they show to what is answered today. */
const question = 'How do I stop things slipping back after the project ends?';

interface Picture {
  name: string;
  width: number;
  height: number;
  /** Asks the question on a page that is still empty, and returns the area to keep; all of the window where it is undefined. */
  open: (page: Page) => Promise<Awaited<ReturnType<typeof around>> | undefined>;
}

const pictures: readonly Picture[] = [
  {
    name: 'answer-slack-and-teams',
    width: 1280,
    height: 2400,
    async open(page) {
      await page.goto(`http://localhost:${port}/playground/preview`);
      await page.locator('.prompt').first().waitFor();
      await page.getByLabel('Your question').fill(question);
      await page.getByRole('button', { name: 'Ask', exact: true }).click();
      await page.locator('.sides').waitFor();
      await page.evaluate('document.activeElement.blur()');
      return around(page);
    }
  },
  {
    name: 'phone',
    width: 390,
    height: 844,
    async open(page) {
      await page.goto(`http://localhost:${port}/?q=${encodeURIComponent(question)}`);
      await page.getByText('Was this helpful?').waitFor();
      return undefined;
    }
  }
];

const folder = mkdtempSync(path.join(tmpdir(), 'spread-bot-pictures-'));
const port = await freePort();
const command = path.join(root, 'dist', 'cli', 'index.js');
const env = {
  PATH: process.env.PATH,
  PORT: String(port),
  DATA_DIR: folder,
  KNOWLEDGE_DIR: path.join(root, 'knowledge'),
  LOG_LEVEL: 'error'
};
const bot = spawn(process.execPath, [command, 'serve'], { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] });
try {
  await ready();
  mkdirSync(images, { recursive: true });
  const browser = await openBrowser();
  for (const picture of pictures) await take(browser, picture);
  await write();
  await browser.close();
} finally {
  bot.kill();
  rmSync(folder, { recursive: true, force: true });
}

async function take(browser: Browser, { name, width, height, open }: Picture): Promise<void> {
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: 2,
    colorScheme: 'light',
    reducedMotion: 'reduce'
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date('2026-11-23T09:05:00'));
  const clip = await open(page);
  const file = path.join(images, `${name}.png`);
  await page.screenshot({ path: file, ...(clip && { clip }) });
  process.stdout.write(`${path.relative(root, file)}\n`);
  await context.close();
}

/** Writes what the pictures show as text: the question, and what `ask` prints. */
async function write(): Promise<void> {
  const file = path.join(images, 'answer.txt');
  const { stdout } = await promisify(execFile)(process.execPath, [command, 'ask', question], { cwd: folder, env });
  writeFileSync(file, `${question}\n\n${stdout}`);
  process.stdout.write(`${path.relative(root, file)}\n`);
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
