import type { ExitFacts } from '@ao/domain';
import type { TerminalSize } from './terminal-size.ts';

/**
 * What an attached viewer gets, strictly in this order: one `snapshot` (unless it resumed at a known offset), then `data` without
 * gap or overlap, `size` whenever the terminal was resized, and at most one `exit`, which is the last.
 * A viewer that stays paused for too long gets a fresh `snapshot` in place of what it missed.
 */
export type AttachmentFrame =
  | {
      readonly type: 'snapshot';
      /** Escape sequences that draw the whole terminal, scrollback included, on a reset terminal of `size`. */
      readonly bytes: Uint8Array;
      /** The output offset the picture stands for: the next `data` starts here. */
      readonly offset: number;
      readonly size: TerminalSize;
    }
  | { readonly type: 'data'; readonly bytes: Uint8Array; readonly offset: number }
  | { readonly type: 'size'; readonly size: TerminalSize }
  | { readonly type: 'exit'; readonly exit: ExitFacts };

/** How to attach. */
export interface AttachRequest {
  /** The last offset the viewer has seen; when the runtime keeps output and still has everything after it, no snapshot is sent. */
  readonly resumeFrom?: number | undefined;
  /** Lines of scrollback in the snapshot. Default 1000. */
  readonly scrollbackLines?: number | undefined;
  /**
   * Whether the viewer's terminal answers what the program asks its terminal (cursor position, colours, device attributes). Default
   * true. While no viewer does, the runtime may answer itself; never do both. A runtime that always answers itself keeps the questions
   * from its viewers.
   */
  readonly answersQueries?: boolean | undefined;
  /** Called for each frame, in order, never while paused, never after `close` returned. It must not block and must not throw. */
  readonly onFrame: (frame: AttachmentFrame) => void;
  /** Called once when the connection to the terminal is lost without an `exit`; the viewer may attach again. */
  readonly onLost: (error: Error) => void;
}

/** One viewer of a terminal. The caller owns it and must close it. */
export interface RuntimeAttachment {
  /** Stops the frames; the terminal itself goes on. */
  pause(): void;
  resume(): void;
  /** Changes {@link AttachRequest.answersQueries}, for example when another viewer takes over. Absent where the runtime always answers itself. */
  setAnswersQueries?(answers: boolean): void;
  /** Ends the attachment; the terminal goes on. Closing twice is harmless. */
  close(): void;
}
