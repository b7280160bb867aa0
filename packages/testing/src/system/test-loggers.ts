import type { LogFields, Logger } from '@ao/ports';

/** One recorded log line. */
export interface RecordedLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: LogFields;
}

/** A logger that keeps what it was told. */
export interface RecordingLogger extends Logger {
  readonly lines: readonly RecordedLine[];
}

/** A logger that says nothing. */
export function createSilentLogger(): Logger {
  return createRecordingLogger();
}

/** A logger whose lines a test can read. Children write into the same list. */
export function createRecordingLogger(): RecordingLogger {
  const lines: RecordedLine[] = [];
  return recorder(lines, {});
}

function recorder(lines: RecordedLine[], inherited: LogFields): RecordingLogger {
  function record(level: RecordedLine['level']) {
    return (message: string, fields: LogFields = {}): void => {
      lines.push({ level, message, fields: { ...inherited, ...fields } });
    };
  }
  return {
    lines,
    debug: record('debug'),
    info: record('info'),
    warn: record('warn'),
    error: record('error'),
    child: (fields) => recorder(lines, { ...inherited, ...fields }),
  };
}
