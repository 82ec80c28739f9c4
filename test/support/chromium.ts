import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { guardMs } from './until.ts';

const places = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
];
/** Path of the browser that `CHROMIUM` names or that stands in a usual place; undefined where there is none. */
export const executablePath = places.find((place) => place && existsSync(place));

/** Starts Chromium without a window, a sandbox of its own or errands on the network. */
export function openBrowser(): Promise<Browser> {
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync'
  ];
  return chromium.launch({ executablePath: executablePath!, args, timeout: guardMs });
}
