import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Bot } from '../../src/core/model/bot.ts';
import type { Card } from '../../src/core/model/card.ts';
import { drawings } from '../../src/platforms/drawings.ts';
import type { Platform } from '../../src/platforms/platform.ts';
import { createWeb, type WebOptions } from '../../src/platforms/web/index.ts';
import { createListeningLogger, type LoggedLine } from './listening-logger.ts';

/** The playground on a free port of this machine. */
export interface WebStand {
  platform: Platform;
  origin: string;
  logged: LoggedLine[];
  close(): Promise<void>;
}

export async function openWebStand(
  bot: Bot,
  samples: Readonly<Record<string, Card>> = {},
  options: Pick<WebOptions, 'site' | 'uses'> = {}
): Promise<WebStand> {
  const logged: LoggedLine[] = [];
  const parts = { bot, logger: createListeningLogger(logged), now: () => 1_795_424_400_000 };
  const platform = createWeb({ drawings, localOnly: true, samples, ...options }, parts);
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
