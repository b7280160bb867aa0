import { closeSync, existsSync, fstatSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import type { Logger } from '@ao/ports';
import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino';

/** A log file is set aside at this size; together with {@link KEPT_FILES} it bounds what logs may take: 50 MiB. */
const ROTATE_AT_BYTES = 10 * 1024 * 1024;

/** Rotated files that are kept: `daemon.log.1` is the newest. */
const KEPT_FILES = 4;

/** A log that writes somewhere, and how to end it. */
export interface OpenLog {
  readonly logger: Logger;
  /** Writes what is left and lets go of the file. */
  close(): void;
}

/** Logs as JSON lines into a file that rotates by size, for the daemon in the background. A full disk loses log lines, never the daemon. */
export function openFileLog(options: { readonly path: string; readonly level: string }): OpenLog {
  const destination = rotatingDestination(options.path);
  return { logger: wrap(createPino(options.level, destination)), close: () => destination.end() };
}

function createPino(level: string, destination: DestinationStream): PinoLogger {
  return pino({ level, base: { pid: process.pid }, timestamp: () => `,"time":"${new Date().toISOString()}"` }, destination);
}

function wrap(inner: PinoLogger): Logger {
  return {
    debug: (message, fields) => inner.debug(serialisable(fields), message),
    info: (message, fields) => inner.info(serialisable(fields), message),
    warn: (message, fields) => inner.warn(serialisable(fields), message),
    error: (message, fields) => inner.error(serialisable(fields), message),
    child: (fields) => wrap(inner.child(serialisable(fields))),
  };
}

/** An Error has no enumerable fields; logged as it is, its message and stack would be lost. */
function serialisable(fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, value instanceof Error ? pino.stdSerializers.err(value) : value]),
  );
}

function rotatingDestination(path: string): DestinationStream & { end(): void } {
  let file: number | null = openSync(path, 'a', 0o600);
  let size = fstatSync(file).size;
  function letGo(): void {
    // Forgotten before anything can fail: the number of a closed file is soon that of the database or of a socket.
    const closing = file;
    file = null;
    if (closing !== null) closeSync(closing);
  }
  function open(): number {
    file ??= openSync(path, 'a', 0o600);
    size = fstatSync(file).size;
    return file;
  }
  function rotate(): void {
    letGo();
    rmSync(`${path}.${KEPT_FILES}`, { force: true });
    for (let number = KEPT_FILES; number >= 1; number -= 1) {
      const from = number === 1 ? path : `${path}.${number - 1}`;
      // Somebody may have removed any of them meanwhile.
      if (existsSync(from)) renameSync(from, `${path}.${number}`);
    }
  }
  return {
    write(line) {
      try {
        if (file !== null && size + line.length > ROTATE_AT_BYTES) rotate();
        size += writeSync(file ?? open(), line);
      } catch {
        // Nowhere left to say it: a log that cannot be written must not end the sessions it tells about.
      }
    },
    end: letGo,
  };
}
