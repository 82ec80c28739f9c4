import { type Logger as Pino, pino } from 'pino';
import { currentRequest } from './tracing.ts';

/** One line an event. Fields never hold message text, tokens or user ids. */
export interface Logger {
  debug(event: string, fields?: Record<string, unknown>): void;
  info(event: string, fields?: Record<string, unknown>): void;
  warn(event: string, fields?: Record<string, unknown>): void;
  error(event: string, fields?: Record<string, unknown>): void;
  child(fields: Record<string, unknown>): Logger;
}

type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Slack tokens, bearer tokens but for the word, JSON web tokens and passwords inside addresses, wherever they turn up. */
const secretPatterns: readonly RegExp[] = [
  /\bx(?:ox[a-z]|app)-[\w-]+/g,
  /\bBearer\s+(?!tokens?(?![\w.~+/=-]))[\w.~+/-]+=*/gi,
  /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g,
  /(?<=:\/\/[^\s:/@]{0,100}:)[^\s@/]{1,200}(?=@)/g
];

/**
 * Returns a text with everything that looks like a secret, and the given secrets themselves, replaced by three
 * asterisks.
 */
export function hideSecrets(text: string, secrets: readonly string[] = []): string {
  const known = secrets
    .filter((secret) => secret.length >= 6)
    .reduce((hidden, secret) => hidden.replaceAll(secret, '***'), text);
  return secretPatterns.reduce((hidden, pattern) => hidden.replace(pattern, '***'), known);
}

interface LoggerOptions {
  level: LogLevel;
  /** Values that must never appear in a line. */
  secrets?: readonly string[];
  /** Receives each finished line; writes to standard output by default. */
  write?: (line: string) => void;
  /** Readable lines in place of JSON, for a terminal. */
  readable?: boolean;
}

const faultOf = (error: Error): Record<string, unknown> => ({
  name: error.name,
  message: error.message,
  ...('code' in error && { code: error.code }),
  stack: error.stack
    ?.split('\n')
    .slice(1, 6)
    .map((line) => line.trim())
});

function readableLine(json: string): string {
  const { level, time, event, ...fields } = JSON.parse(json) as Record<string, unknown>;
  const rest = Object.entries(fields).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`
  );
  return `${String(time).slice(11, 19)} ${String(level).padEnd(5)} ${event} ${rest.join(' ')}`.trimEnd().concat('\n');
}

/** Returns the id that all log lines of one request share. */
function deliveryField(): Record<string, unknown> {
  const delivery = currentRequest();
  return delivery ? { delivery: delivery.id } : {};
}

/** Creates the structured log by pino: one JSON object a line, or one readable line. */
export function createLogger({
  level,
  secrets = [],
  write = (line) => process.stdout.write(line),
  readable
}: LoggerOptions): Logger {
  const log = pino(
    {
      level,
      base: null,
      mixin: deliveryField,
      messageKey: 'event',
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) }
    },
    { write: (line) => write(hideSecrets(readable ? readableLine(line) : line, secrets)) }
  );
  return wrap(log);
}

function wrap(log: Pino): Logger {
  const plain = (fields: Record<string, unknown> = {}): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name, value instanceof Error ? faultOf(value) : value])
    );
  return {
    debug: (event, fields) => log.debug(plain(fields), event),
    info: (event, fields) => log.info(plain(fields), event),
    warn: (event, fields) => log.warn(plain(fields), event),
    error: (event, fields) => log.error(plain(fields), event),
    child: (fields) => wrap(log.child(plain(fields)))
  };
}

/** Period in which repeats of the same refusal are only counted, in milliseconds. */
const tallyMs = 60_000;

/**
 * Creates a counter of refusals that logs once a minute for each reason, so that a flood of forged requests does not
 * fill the log.
 *
 * @param reasons of a small fixed set
 */
export function createTally(logger: Logger, event: string, now: () => number) {
  const counts = new Map<string, { since: number; count: number }>();
  return (reason: string, fields: Record<string, unknown> = {}): void => {
    const last = counts.get(reason);
    if (last && Math.abs(now() - last.since) < tallyMs) {
      last.count += 1;
      return;
    }
    logger.warn(event, { ...fields, reason, ...(last && { alsoInTheMinuteBefore: last.count }) });
    counts.set(reason, { since: now(), count: 0 });
  };
}
