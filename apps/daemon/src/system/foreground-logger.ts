import type { LogFields, Logger } from '@ao/ports';

const LEVELS = ['debug', 'info', 'warn', 'error'] as const;

/** How important a line must be to be shown. */
export type LogLevel = (typeof LEVELS)[number];

/**
 * Logs for a person who watches: one short line each, the time first, facts behind the message.
 *
 * @param write - gets each line with its line feed; standard error in production.
 */
export function createForegroundLogger(level: LogLevel, write: (line: string) => void): Logger {
  return foregroundLogger(LEVELS.indexOf(level), write, {});
}

function foregroundLogger(threshold: number, write: (line: string) => void, inherited: LogFields): Logger {
  function at(level: LogLevel) {
    return (message: string, fields: LogFields = {}): void => {
      if (LEVELS.indexOf(level) < threshold) return;
      const facts = Object.entries({ ...inherited, ...fields }).map(([name, value]) => ` ${name}=${shown(value)}`);
      write(`${new Date().toISOString().slice(11, 23)} ${level.padEnd(5)} ${message}${facts.join('')}\n`);
    };
  }
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (fields) => foregroundLogger(threshold, write, { ...inherited, ...fields }),
  };
}

function shown(value: unknown): string {
  if (value instanceof Error) return JSON.stringify(value.stack ?? value.message);
  return typeof value === 'string' && /^[\w./:@-]+$/.test(value) ? value : (JSON.stringify(value) ?? 'undefined');
}
