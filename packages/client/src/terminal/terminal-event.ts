import type { AoApiError } from '../ao-api-error.ts';
import type { TerminalExit, TerminalMode, TerminalSize } from './terminal-frames.ts';

/**
 * What a terminal yields, in the order it happened.
 *
 * - `opened`: it is connected, at first or again. `mode` may be `observe` although control was asked for, when somebody else has it
 * - `snapshot`: reset the terminal, give it this size, draw the bytes; the next `data` begins at `offset`
 * - `resumed`: nothing was missed; the next `data` begins at `offset`
 * - `data`: output, without gap or overlap
 * - `size`: the terminal has another size now; draw in it
 * - `mode`: control was given or taken
 * - `exit`: the program has ended
 * - `refused`: something this client asked for was refused, for example typing without control; the terminal goes on
 * - `disconnected`: the connection is lost; it is being made again, and `opened` follows
 */
export type TerminalEvent =
  | { readonly type: 'opened'; readonly mode: TerminalMode }
  | { readonly type: 'snapshot'; readonly bytes: Uint8Array<ArrayBuffer>; readonly offset: number; readonly size: TerminalSize }
  | { readonly type: 'resumed'; readonly offset: number }
  | { readonly type: 'data'; readonly bytes: Uint8Array<ArrayBuffer>; readonly offset: number }
  | { readonly type: 'size'; readonly size: TerminalSize }
  | { readonly type: 'mode'; readonly mode: TerminalMode }
  | { readonly type: 'exit'; readonly exit: TerminalExit }
  | { readonly type: 'refused'; readonly error: AoApiError }
  | { readonly type: 'disconnected' };
