import { statfs } from 'node:fs/promises';
import { proxyOf } from '../config/config.ts';
import { type Subcommand, UsageError } from './command.ts';
import { environmentOf } from './settings.ts';

/** Limit for one call over the network, in milliseconds. */
const timeoutMs = 5000;

function address(value: string | boolean | undefined): URL | undefined {
  if (value === undefined) return undefined;
  const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
  if (url && /^https?:$/.test(url.protocol) && !url.username) return url;
  throw new UsageError('--url is no whole address; write it as https://bot.example.nhs.uk.');
}

export const doctor: Subcommand = {
  name: 'doctor',
  usage: '[--json] [--url URL]',
  summary:
    'Check settings, tokens, scopes, addresses and store, and name the fix for each fault. Exit status 1 when there is one.',
  options: { json: { type: 'boolean' }, url: { type: 'string' } },
  optionHelp: {
    json: 'Print one JSON array of { check, state, what, why, fix }; state is ok, fault or skipped.',
    url: 'Public address of the bot, to be called as Slack and Teams would.'
  },
  positionals: 0,
  run: async ({ values }, terminal) => {
    const { proxyFor } = await import('../server/proxy.ts');
    const { draw, examine } = await import('../tools/doctor/index.ts');
    const environment = environmentOf(terminal);
    const proxy = proxyOf(environment);
    const results = await examine({
      environment,
      url: address(values.url),
      fetch,
      proxyFor: (url) => proxy && proxyFor(url, proxy),
      now: Date.now,
      nodeVersion: process.versions.node,
      freeBytes: async (folder) => {
        const { bavail, bsize } = await statfs(folder);
        return bavail * bsize;
      },
      timeoutMs
    });
    const colour = Boolean(terminal.stdout.isTTY) && !terminal.environment.NO_COLOR;
    terminal.stdout.write(values.json ? `${JSON.stringify(results)}\n` : draw(results, { colour }));
    return results.some(({ state }) => state === 'fault') ? 1 : 0;
  }
};
