import type { Logger } from '../../src/observability/logger.ts';

export interface LoggedLine {
  level: string;
  event: string;
  fields: Record<string, unknown>;
}

/** Keeps what is logged instead of printing it. */
export function createListeningLogger(lines: LoggedLine[] = [], bound: Record<string, unknown> = {}): Logger {
  const at = (level: string) => (event: string, fields?: Record<string, unknown>) => {
    lines.push({ level, event, fields: { ...bound, ...fields } });
  };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (fields) => createListeningLogger(lines, { ...bound, ...fields })
  };
}
