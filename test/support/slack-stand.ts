import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Bot } from '../../src/core/model/bot.ts';
import type { Logger } from '../../src/observability/logger.ts';
import {
  createSlack,
  type SlackOptions,
  type SlackParts,
  type SlackPlatform
} from '../../src/platforms/slack/index.ts';
import { botScopes } from '../../src/platforms/slack/manifest.ts';
import { createFakeSlack, type FakeSlack, type Signing, sendSigned } from './fake-slack.ts';
import { guardMs } from './until.ts';

/** The real platform on a real HTTP server, connected to the fake Slack. */
export interface SlackStand {
  fake: FakeSlack;
  platform: SlackPlatform;
  /** Address of the HTTP server. */
  url: string;
  /** Delivers a payload as Slack does, over HTTP or the socket, and waits for all that comes of it. */
  deliver(payload: Payload, signing?: Partial<Signing>): Promise<{ status: number; body: string; retry: boolean }>;
  /** Every log line, as JSON text. */
  log: string[];
  close(): Promise<void>;
}

export type Payload = Record<string, unknown>;

export const secret = 'signing-secret-of-the-tests';
export const botToken = 'xoxb-of-the-tests';
export const appToken = 'xapp-of-the-tests';

/** Returns a payload from test/fixtures/slack, fresh each time. */
export function fixture(name: string): Payload {
  return JSON.parse(readFileSync(new URL(`../fixtures/slack/${name}.json`, import.meta.url), 'utf8')) as Payload;
}

/** Times that tests can wait for, in milliseconds; limits that no test waits for are never reached, however slow the machine. */
export const quick = {
  firstWait: 5,
  mostWait: 40,
  refusedWait: 60,
  hello: guardMs,
  askAgain: 20,
  call: guardMs,
  form: guardMs,
  unsaidWait: 5,
  echo: 20,
  wayWait: 30_000,
  beat: 20,
  silent: 200
};

interface StandOptions {
  socket?: boolean;
  options?: Partial<SlackOptions>;
  parts?: Partial<SlackParts>;
  /** False: `start` is left to the test. */
  start?: boolean;
}

export async function openSlackStand(
  bot: Bot,
  { socket, options, parts, start = true }: StandOptions = {}
): Promise<SlackStand> {
  const fake = await createFakeSlack();
  fake.addToken(botToken, { team: 'T0HOSPITAL', botUser: 'U0BOT', bot: 'B0BOT', scopes: botScopes });
  fake.addToken(appToken, { team: 'T0HOSPITAL', botUser: '', bot: '', scopes: ['app'] });
  const log: string[] = [];
  const platform = createSlack(
    { botToken, ...(socket ? { appToken } : { signingSecret: secret }), apiUrl: fake.apiUrl, ...options },
    { bot, logger: recorder(log), now: () => Date.now(), times: quick, ...parts }
  );
  const web = express().use(platform.routes);
  // A connection that is idle for long on a busy machine is not closed in the moment in which it is used again.
  const server = createServer({ keepAliveTimeout: guardMs }, web).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  if (start) await platform.start();

  return {
    fake,
    platform,
    url,
    log,
    async deliver(payload, signing) {
      const outcome = socket
        ? { status: 200, body: JSON.stringify(await fake.deliver(envelopeType(payload), payload)), retry: true }
        : await sendSigned(`${url}/slack/events`, payload, {
            secret,
            form: payload.type !== 'event_callback',
            ...signing
          });
      await platform.idle(guardMs);
      return outcome;
    },
    async close() {
      await platform.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await fake.close();
    }
  };
}

function envelopeType({ type, command }: Payload): string {
  if (type === 'event_callback' || type === 'app_rate_limited') return 'events_api';
  return command === undefined ? 'interactive' : 'slash_commands';
}

function recorder(lines: string[]): Logger {
  const write = (level: string) => (event: string, fields?: Record<string, unknown>) => {
    const plain = Object.fromEntries(
      Object.entries(fields ?? {}).map(([key, value]) => [
        key,
        value instanceof Error ? `${value.name}: ${value.message}` : value
      ])
    );
    lines.push(JSON.stringify({ level, event, ...plain }));
  };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: () => recorder(lines)
  };
}

/** A button, thumb or menu of a drawn card. */
export interface Control {
  action_id: string;
  type: string;
  label: string;
  value: string;
}

/** Lists every control in blocks, thumbs as two. */
export function controls(blocks: unknown): Control[] {
  if (Array.isArray(blocks)) return blocks.flatMap(controls);
  if (blocks === null || typeof blocks !== 'object') return [];
  const element = blocks as Record<string, unknown>;
  const label = (part: unknown) => String(((part as Payload)?.text as Payload)?.text ?? '');
  const id = String(element.action_id);
  if (element.type === 'button') {
    return [{ action_id: id, type: 'button', label: label(element), value: String(element.value ?? '') }];
  }
  if (element.type === 'feedback_buttons') {
    return ['positive_button', 'negative_button'].map((key) => {
      const thumb = element[key] as Payload;
      return { action_id: id, type: 'feedback_buttons', label: label(thumb), value: String(thumb.value) };
    });
  }
  if (element.type === 'overflow') {
    return (element.options as Payload[]).map((option) => ({
      action_id: id,
      type: 'overflow',
      label: label(option),
      value: String(option.value)
    }));
  }
  return Object.values(element).flatMap(controls);
}
