import type { AoError } from '@ao/domain';

/** Headers in lower case, as far as they are single texts. */
export type ReplyHeaders = Readonly<Record<string, string | undefined>>;

/**
 * What came of a request.
 *
 * - `answered`: data of any shape, not looked at yet
 * - `unchanged`: the validator still holds
 * - `gone`: 404 or 410, see `status`
 * - `refused`: the host understood and will not, see `status` and its words
 * - `forbidden`: the token may not
 * - `failed`: no answer that counts; `isTooMuch` when a smaller question may get one
 */
export type Reply =
  | { readonly type: 'answered'; readonly status: number; readonly headers: ReplyHeaders; readonly data: unknown }
  | { readonly type: 'unchanged' }
  | { readonly type: 'gone'; readonly status: number }
  | { readonly type: 'refused'; readonly status: number; readonly message: string }
  | { readonly type: 'forbidden'; readonly error: AoError }
  | { readonly type: 'failed'; readonly error: AoError; readonly isTooMuch: boolean };

/** A reply that is no answer, for the methods of the ports. */
export type ReplyFault = Exclude<Reply, { readonly type: 'answered' } | { readonly type: 'unchanged' }>;
