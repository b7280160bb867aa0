import type { ErrorCode, ExitFacts } from '@ao/domain';
import type { TerminalSize } from '@ao/ports';
import type { TerminalMode } from './client-frame.ts';

/**
 * A control frame of the daemon.
 *
 * - `opened`: the stream exists; `mode` may be `observe` although control was asked for, when somebody else has it; `terminal` names the
 *   terminal that offsets count in
 * - `snapshot`: the next binary frame of this stream draws everything; the client resets its terminal and gives it this size first
 * - `resumed`: nothing was missed; data goes on at the offset
 * - `size`: the terminal has another size now
 * - `mode`: control was given or taken
 * - `exit`: the program has ended; the stream stays open until the client closes it
 * - `closed`: the stream is over; with reason `lost` or `stopping` the client may open it again and resume
 * - `error`: a frame was refused; with a stream number it concerns that stream only, which goes on unless `closed` follows
 */
export type ServerFrame =
  | { readonly type: 'opened'; readonly stream: number; readonly session: string; readonly terminal: string; readonly mode: TerminalMode }
  | { readonly type: 'snapshot'; readonly stream: number; readonly offset: number; readonly size: TerminalSize; readonly bytes: number }
  | { readonly type: 'resumed'; readonly stream: number; readonly offset: number }
  | { readonly type: 'size'; readonly stream: number; readonly size: TerminalSize }
  | { readonly type: 'mode'; readonly stream: number; readonly mode: TerminalMode }
  | { readonly type: 'exit'; readonly stream: number; readonly exit: ExitFacts }
  | { readonly type: 'closed'; readonly stream: number; readonly reason: 'client' | 'lost' | 'stopping' | 'refused' }
  | { readonly type: 'error'; readonly stream: number | null; readonly code: ErrorCode; readonly message: string }
  | { readonly type: 'pong'; readonly id?: string | number | undefined };
