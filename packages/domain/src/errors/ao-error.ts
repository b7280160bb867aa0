import { ERROR_CATALOGUE, type ErrorCode } from './error-catalogue.ts';
import type { ErrorKind } from './error-kind.ts';

const marker: unique symbol = Symbol.for('ao.error');

/** Facts that belong to an error and that a program may read. Plain JSON values only; never secrets. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/** What a thrower adds to a catalogued code. */
export interface AoErrorOptions {
  /** One or two sentences: what happened, and what to do next. Defaults to the catalogue's text for the code. */
  readonly message?: string | undefined;
  readonly details?: ErrorDetails | undefined;
  readonly cause?: unknown;
}

/**
 * The one error class of the project. Its `code` is stable and catalogued; its message is for people and says what to do next.
 *
 * - thrown for everything a caller may want to tell apart; expected outcomes are values, not errors
 * - recognised by brand ({@link AoError.isInstance}), so that two copies of this package in one process understand each other
 */
export class AoError extends Error {
  readonly code: ErrorCode;
  readonly kind: ErrorKind;
  readonly details: ErrorDetails;
  /** Brand; see {@link AoError.isInstance}. */
  readonly [marker] = true;

  constructor(code: ErrorCode, options: AoErrorOptions = {}) {
    const entry = ERROR_CATALOGUE[code];
    super(options.message ?? `${entry.summary} ${entry.nextStep}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AoError';
    this.code = code;
    this.kind = entry.kind;
    this.details = options.details ?? {};
  }

  /** True for every error made by this class, also by another copy of this package. */
  static isInstance(value: unknown): value is AoError {
    return typeof value === 'object' && value !== null && (value as { [marker]?: unknown })[marker] === true;
  }
}

/**
 * Wraps whatever was thrown: an {@link AoError} stays as it is, anything else becomes `INTERNAL` with the original as cause.
 *
 * @param doing - what was being tried, as in "while reading the spool"; put before the original message.
 */
export function toAoError(thrown: unknown, doing: string): AoError {
  if (AoError.isInstance(thrown)) return thrown;
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return new AoError('INTERNAL', { message: `Unexpected failure while ${doing}: ${reason}`, cause: thrown });
}
