import { nodeAdvice } from '../config/node-version.ts';
import { CodedError } from '../core/model/errors.ts';
import { start } from '../main.ts';
import { createLogger } from '../observability/logger.ts';
import type { Subcommand } from './command.ts';
import { hold } from './hold.ts';
import { openInBrowser } from './open-in-browser.ts';
import { configured } from './settings.ts';

/** Longest time for stopping before the process is ended, in milliseconds. */
const stopMs = 15_000;

/** Longest time that the process may outlive its stop, in milliseconds. */
const lingerMs = 500;

export const serve: Subcommand = {
  name: 'serve',
  usage: '[--open] [--hold]',
  summary: 'Run the bot: what "npm start" runs.',
  options: { open: { type: 'boolean' }, hold: { type: 'boolean' } },
  optionHelp: {
    open: 'Show the page in the browser of this machine.',
    hold: 'Where a token is refused for good, say so once and wait to be stopped, in place of ending with 78; for Docker and Kubernetes, which would start it again.'
  },
  positionals: 0,
  run: async ({ values }, terminal) => {
    const config = configured(terminal);
    const readable = Boolean(terminal.stdout.isTTY);
    const write = (line: string): boolean => terminal.stdout.write(line);
    const logger = createLogger({ level: config.logLevel, secrets: config.secrets, readable, write });
    const advice = nodeAdvice(process.versions.node);
    if (advice) logger.warn('process.node.old', { advice });
    const unhandled = (error: unknown): void => logger.error('process.fault.unhandled', { error });
    process.on('unhandledRejection', unhandled);
    process.on('uncaughtException', unhandled);
    const stopped = new Promise<string>((resolve) => {
      for (const signal of ['SIGTERM', 'SIGINT'] as const) {
        process.once(signal, () => {
          process.once(signal, () => process.exit(1));
          resolve(signal);
        });
      }
    });
    /** Waits to be stopped if only a changed setting helps and the supervisor would restart the process. */
    const held = async (error: unknown): Promise<void> => {
      if (!values.hold || !(error instanceof CodedError) || error.code !== 'SETTING_WRONG') return;
      await hold(config.port, config.host, stopped, () => {
        logger.error('process.held', { reason: error.message });
      });
    };
    const running = await start(config, logger).catch(async (error: unknown) => {
      await held(error);
      throw error;
    });
    if (config.playground) terminal.stdout.write(`\n  ${running.name} is at http://localhost:${running.port}\n\n`);
    if (values.open && config.playground) openInBrowser(`http://localhost:${running.port}`);
    const end = await Promise.race([stopped, running.over]);
    logger.info('process.stopping', typeof end === 'string' ? { signal: end } : { reason: end.message });
    const late = setTimeout(() => process.exit(1), stopMs);
    await running.stop();
    clearTimeout(late);
    logger.info('process.stopped');
    if (typeof end !== 'string') await held(end);
    // A call that a platform leaves unanswered keeps the process open, and its result is not needed any more.
    setTimeout(() => process.exit(), lingerMs).unref();
    if (typeof end !== 'string') throw end;
    return 0;
  }
};
