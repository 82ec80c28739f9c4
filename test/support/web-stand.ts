import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Bot } from '../../src/core/bot.ts';
import type { Card } from '../../src/core/card.ts';
import type { Platform } from '../../src/platforms/platform.ts';
import { parsePress } from '../../src/platforms/slack/parse.ts';
import { renderSlack } from '../../src/platforms/slack/render.ts';
import { readPress } from '../../src/platforms/teams/parse.ts';
import { renderTeams } from '../../src/platforms/teams/render.ts';
import { createWeb } from '../../src/platforms/web/index.ts';
import type { Press, ReadPress } from '../../src/platforms/web/parse.ts';
import { createListeningLogger, type LoggedLine } from './listening-logger.ts';

/** The playground on a free port of this machine. */
export interface WebStand {
  platform: Platform;
  origin: string;
  logged: LoggedLine[];
  close(): Promise<void>;
}

/** Slack's own parser, for a button drawn by Slack's own renderer. */
export const readSlackPress: ReadPress = (data): Press | undefined => {
  const message = parsePress({ user: { id: 'U0' }, channel: { id: 'D0' }, trigger_id: '0', actions: [data] })?.message;
  if (message?.kind === 'action') return { action: message.action, value: message.value };
  return message?.kind === 'feedback' ? { about: message.about, helpful: message.helpful } : undefined;
};

export async function openWebStand(bot: Bot, samples: Readonly<Record<string, Card>> = {}): Promise<WebStand> {
  const logged: LoggedLine[] = [];
  const renderers = { slack: (card: Card) => renderSlack(card), teams: (card: Card) => renderTeams(card) };
  const presses = { slack: readSlackPress, teams: readPress };
  const parts = { bot, logger: createListeningLogger(logged), now: () => 1_795_424_400_000 };
  const platform = createWeb({ renderers, presses, localOnly: true, samples }, parts);
  const server = createServer(express().use(platform.routes));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await platform.start();
  return {
    platform,
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    logged,
    async close() {
      await platform.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  };
}
