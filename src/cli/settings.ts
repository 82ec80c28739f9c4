import { parse } from 'dotenv';
import { type Config, readConfig } from '../config/config.ts';
import { dateAt } from '../core/time/calendar.ts';
import { createLiveKnowledge, type LiveKnowledge } from '../knowledge/live-knowledge.ts';
import { shippedModels } from '../knowledge/training/index.ts';
import { createLogger, type Logger } from '../observability/logger.ts';
import type { Terminal } from './command.ts';
import { readEnvFile } from './env-file.ts';

/**
 * Returns the environment, completed from `.env` in the working folder.
 *
 * @throws where that file may not be read
 */
export function environmentOf({ environment }: Terminal): Record<string, string> {
  const filled: Record<string, string> = parse(readEnvFile('.env'));
  for (const [name, value] of Object.entries(environment)) if (value !== undefined) filled[name] = value;
  return filled;
}

/**
 * Returns the configuration from the environment and `.env`.
 *
 * @throws with every problem in one message
 */
export function configured(terminal: Terminal): Config {
  const read = readConfig(environmentOf(terminal));
  if ('config' in read) return read.config;
  const lines = read.problems.map((problem) => `  ${problem}`);
  throw new Error(
    `The settings have ${lines.length === 1 ? 'a problem' : `${lines.length} problems`}:\n${lines.join('\n')}`
  );
}

/** Returns today as `YYYY-MM-DD`, in UTC. */
export const today = (): string => dateAt(Date.now());

/** Loads the shipped or configured knowledge with its matcher, for commands that answer without a server. */
export function quietKnowledgeBase(terminal: Terminal): Promise<LiveKnowledge> {
  const { knowledgeDirs } = configured(terminal);
  return createLiveKnowledge({ folder: knowledgeDirs, logger: quiet, models: shippedModels });
}

const quiet: Logger = createLogger({ level: 'silent' });
