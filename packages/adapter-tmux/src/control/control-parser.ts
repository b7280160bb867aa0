/** What comes from tmux in control mode. */
export type ControlEvent =
  /** The answer to one command. `own`: it was given on this connection, not by a hook or by attaching. */
  | { readonly type: 'reply'; readonly own: boolean; readonly failed: boolean; readonly lines: readonly Buffer[] }
  /** Raw output of a program, as it wrote it. */
  | { readonly type: 'output'; readonly paneId: string; readonly bytes: Buffer }
  /** Anything else that tmux tells, for example `layout-change`. */
  | { readonly type: 'notice'; readonly name: string; readonly text: string };

/** What the parser needs to know. */
export interface ControlParserOptions {
  readonly onEvent: (event: ControlEvent) => void;
  /**
   * Asked when a line looks like the end of an answer: how many lines the answer has, where that is known. Screens show what programs
   * print, and a program may print what looks like the end of an answer.
   */
  readonly expectedLines?: (() => number | null) | undefined;
}

const NEWLINE = 0x0a;
const BACKSLASH = 0x5c;
const PERCENT = 0x25;
const ZERO = 0x30;
const BEGIN = /^%begin (\d+ \d+ (\d+))$/;
const OUTPUT = '%output ';
const EXTENDED_OUTPUT = '%extended-output ';

/** Reads the control protocol of tmux, however it is cut. */
export function createControlParser({ onEvent, expectedLines }: ControlParserOptions): (chunk: Buffer) => void {
  let rest: Buffer[] = [];
  let guard: string | null = null;
  let own = false;
  let lines: Buffer[] = [];

  function take(line: Buffer): void {
    if (guard !== null) takeAnswer(line, guard);
    else if (line[0] === PERCENT) takeNotice(line);
  }

  function takeAnswer(line: Buffer, open: string): void {
    const failed = isLine(line, `%error ${open}`);
    if (failed || isLine(line, `%end ${open}`)) {
      const expected = own ? (expectedLines?.() ?? null) : null;
      if (expected === null || lines.length === expected) {
        const answer = lines;
        guard = null;
        lines = [];
        onEvent({ type: 'reply', own, failed, lines: answer });
        return;
      }
    }
    lines.push(Buffer.from(line));
  }

  function takeNotice(line: Buffer): void {
    const head = line.toString('latin1', 0, Math.min(line.length, EXTENDED_OUTPUT.length));
    if (head.startsWith(OUTPUT)) {
      const end = line.indexOf(' ', OUTPUT.length);
      if (end === -1) return;
      onEvent({ type: 'output', paneId: line.toString('latin1', OUTPUT.length, end), bytes: unescapeOctal(line.subarray(end + 1)) });
      return;
    }
    if (head === EXTENDED_OUTPUT) {
      const end = line.indexOf(' ', EXTENDED_OUTPUT.length);
      const value = line.indexOf(' : ', end);
      if (end === -1 || value === -1) return;
      onEvent({
        type: 'output',
        paneId: line.toString('latin1', EXTENDED_OUTPUT.length, end),
        bytes: unescapeOctal(line.subarray(value + 3)),
      });
      return;
    }
    const text = line.toString();
    const begin = BEGIN.exec(text);
    if (begin !== null) {
      guard = begin[1] ?? '';
      own = begin[2] === '1';
      return;
    }
    const space = text.indexOf(' ');
    onEvent({ type: 'notice', name: text.slice(1, space === -1 ? undefined : space), text: space === -1 ? '' : text.slice(space + 1) });
  }

  return (chunk) => {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      const part = chunk.subarray(from, at);
      from = at + 1;
      if (rest.length === 0) take(part);
      else {
        const line = Buffer.concat([...rest, part]);
        rest = [];
        take(line);
      }
    }
    if (from < chunk.length) rest.push(Buffer.from(chunk.subarray(from)));
  };
}

function isLine(line: Buffer, text: string): boolean {
  return line.length === text.length && line.toString('latin1') === text;
}

/** Undoes the octal escapes by which tmux writes control characters and the backslash. */
export function unescapeOctal(escaped: Buffer): Buffer {
  let backslash = escaped.indexOf(BACKSLASH);
  if (backslash === -1) return Buffer.from(escaped);
  const bytes = Buffer.allocUnsafe(escaped.length);
  let from = 0;
  let length = 0;
  while (backslash !== -1) {
    length += escaped.copy(bytes, length, from, backslash);
    const value = octalAt(escaped, backslash + 1);
    bytes[length] = value ?? BACKSLASH;
    length += 1;
    from = backslash + (value === null ? 1 : 4);
    backslash = escaped.indexOf(BACKSLASH, from);
  }
  length += escaped.copy(bytes, length, from);
  return bytes.subarray(0, length);
}

function octalAt(bytes: Buffer, at: number): number | null {
  let value = 0;
  for (let place = at; place < at + 3; place += 1) {
    const digit = (bytes[place] ?? 0) - ZERO;
    if (digit < 0 || digit > 7) return null;
    value = value * 8 + digit;
  }
  return value > 255 ? null : value;
}
