import type { Timestamp } from '@ao/domain';
import type { TerminalSize } from './terminal-size.ts';

/** The rendered screen of a terminal at one moment, as text. */
export interface ScreenSnapshot {
  /** One string per row from top to bottom, without trailing blanks; always `size.rows` long. */
  readonly lines: readonly string[];
  readonly size: TerminalSize;
  /** Zero-based position of the cursor. */
  readonly cursor: { readonly row: number; readonly column: number; readonly visible: boolean };
  readonly title: string;
  /** True while the program uses the alternate screen. */
  readonly alternateScreen: boolean;
  /**
   * True while a paste may be sent in marks: because the program asks for them, or because the runtime takes them off for a program that
   * does not.
   */
  readonly bracketedPaste: boolean;
  /** Number of output bytes this screen is made from; 0 where they are not counted. */
  readonly offset: number;
  /** When the terminal last printed something; null when it never did. */
  readonly lastOutputAt: Timestamp | null;
  /** False when output was lost before it could be rendered, so that the picture may be incomplete. */
  readonly exact: boolean;
}
