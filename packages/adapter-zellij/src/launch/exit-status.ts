import { constants } from 'node:os';

/** Shells add the number of the signal to this. */
const SIGNAL_BASE = 128;

const SIGNAL_NAMES: ReadonlyMap<number, string> = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name]));

/** Of an end by these signals shells say nothing, so that it looks like an exit with the same status. */
const UNSPOKEN_SIGNALS = new Set<string>(['SIGINT', 'SIGPIPE']);

/** Code and signal; both null when the program has ended and it cannot be told how. */
export interface ExitStatus {
  readonly code: number | null;
  readonly signal: string | null;
}

/**
 * Reads what the keeper wrote: the status of its shell, and `signal` when the shell spoke of a signal, else `exit`. A status above 128
 * may stand for a signal or for an exit with just that code. Null when the text is none of this.
 */
export function readExitStatus(text: string): ExitStatus | null {
  const match = /^(\d{1,3}) (signal|exit)\n$/.exec(text);
  if (match === null) return null;
  const status = Number(match[1]);
  const signal = SIGNAL_NAMES.get(status - SIGNAL_BASE) ?? null;
  if (match[2] === 'signal') return { code: null, signal };
  if (signal !== null && UNSPOKEN_SIGNALS.has(signal)) return { code: null, signal: null };
  return { code: status, signal: null };
}
