import type { AoError } from '@ao/domain';

/**
 * What a code host said about one thing that was asked for. Where many are asked for at once, each has an answer of its own: a
 * missing one never spoils the others.
 *
 * - `value`: it was read
 * - `gone`: the host says that it does not exist. Hosts say the same about what this token may not know of, so nothing should be
 *   deleted for it
 * - `forbidden`: it exists, but this token may not read or do it. Asking again does not help until a person changes something
 * - `unknown`: the question could not be asked or was not answered: no network, no token, a limit, a broken answer. It proves
 *   nothing and changes nothing. With `FORGE_RATE_LIMITED` the error's `details.retryAt` says when it makes sense to ask again
 */
export type ForgeAnswer<Value> =
  | { readonly outcome: 'value'; readonly value: Value }
  | { readonly outcome: 'gone' }
  | { readonly outcome: 'forbidden'; readonly error: AoError }
  | { readonly outcome: 'unknown'; readonly error: AoError };
