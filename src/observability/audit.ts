import { AsyncLocalStorage } from 'node:async_hooks';
import type { ChatModule } from '../core/model/chat-module.ts';
import { type Named, personKey } from '../core/model/message.ts';
import type { Logger } from './logger.ts';

/**
 * Records who changed what, for organisations that must be able to account for changes. Off unless AUDIT_LOG is set.
 */
export interface Audit {
  /** Runs work in the name of a person. */
  as<T>(person: Named, work: () => T): T;
  /** Writes a line with the acting person; does nothing where there is none. */
  record(event: string, facts: Readonly<Record<string, unknown>>): void;
}

/** Creates an audit trail in the log: lines `audit.…` with the platform's id of a person, which no other line holds. */
export function createAudit(logger: Logger): Audit {
  const acting = new AsyncLocalStorage<string>();
  return {
    as: (person, work) => acting.run(personKey(person), work),
    record(event, facts) {
      const by = acting.getStore();
      if (by !== undefined) logger.info(`audit.${event}`, { by, ...facts });
    }
  };
}

/** Returns a chat module whose every button, form and command runs in the name of its sender. */
export function audited(chatModule: ChatModule, audit: Audit | undefined): ChatModule {
  if (!audit) return chatModule;
  const { press, submit, command } = chatModule;
  return {
    ...chatModule,
    press: (message, now) => audit.as(message, () => press(message, now)),
    submit: (message, now) => audit.as(message, () => submit(message, now)),
    ...(command && { command: (message, now) => audit.as(message, () => command(message, now)) })
  };
}
