/** Size of a terminal in character cells; both at least 1 and at most 1000. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}
