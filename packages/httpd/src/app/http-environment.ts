/**
 * What this layer needs of its surroundings. The ports `Clock` and `Logger` fit; they are not imported, because the protocol layer
 * knows services and streams only.
 */

/** The source of time. */
export interface HttpClock {
  now(): number;
  monotonic(): number;
  setTimer(delayMs: number, call: () => void): { cancel(): void };
}

/** Where errors that nobody else has logged are written. */
export interface HttpLogger {
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}
