import { watchAlternateScreen } from './alternate-screen.ts';

/** Ends every mode a program may have switched on, so that the shell that comes back finds its terminal as it was. */
const RESET_MODES = [
  '\u001b[?1000l\u001b[?1002l\u001b[?1003l\u001b[?1005l\u001b[?1006l\u001b[?1015l\u001b[?1007l', // mouse
  '\u001b[?2004l\u001b[?1004l\u001b[?2026l', // bracketed paste, focus reports, synchronised output
  '\u001b[<u\u001b[>4;0m', // keyboard protocols
].join('');
/** Scroll region, origin, wrapping, character sets, colours, cursor. It does not move the cursor. */
const SOFT_RESET = '\u001b[!p\u001b[?7h\u001b(B\u001b[0m\u001b[0 q\u001b[?25h';
const LEAVE_ALTERNATE_SCREEN = '\u001b[?1049l';
const CLEAR = '\u001b[H\u001b[2J';
const CLEAR_BELOW = '\u001b[J';
const SAVE_TITLE = '\u001b[22;0t';
const RESTORE_TITLE = '\u001b]2;\u0007\u001b[23;0t';
const BELL = '\u0007';

/** The terminal this command was called in, while it shows another one. */
export interface LocalTerminal {
  size(): { readonly columns: number; readonly rows: number };
  /** Draws a whole picture. What the person had on the screen before the first one goes into their scrollback. */
  redraw(bytes: Uint8Array): Promise<void>;
  /** Draws output; resolves when the terminal has taken it. */
  draw(bytes: Uint8Array): Promise<void>;
  setTitle(title: string): void;
  /** Says that a key did nothing. */
  ring(): void;
  /** The program has ended where its cursor is: what is said next goes below that. */
  endHere(): void;
  /** Gives the terminal back, with the cursor on a line of its own. Calling it twice is harmless. */
  release(): void;
}

/** What is needed of a process to take its terminal. */
export type TerminalOwner = Pick<NodeJS.Process, 'once' | 'off'> & {
  readonly stdin: Pick<NodeJS.ReadStream, 'setRawMode' | 'on' | 'off' | 'resume' | 'pause'>;
  readonly stdout: Pick<NodeJS.WriteStream, 'write' | 'on' | 'once' | 'off' | 'columns' | 'rows'>;
};

/** Takes the terminal: keys come unchanged and one by one, until it is released. */
export function takeLocalTerminal(
  handlers: { readonly onInput: (bytes: Uint8Array) => void; readonly onResize: () => void },
  owner: TerminalOwner = process,
): LocalTerminal {
  const { stdin, stdout } = owner;
  const alternate = watchAlternateScreen();
  let hasDrawn = false;
  let endsHere = false;
  let isReleased = false;
  const rows = (): number => Math.min(1000, stdout.rows || 24);
  stdin.setRawMode(true);
  stdin.on('data', handlers.onInput);
  stdin.resume();
  stdout.on('resize', handlers.onResize);
  stdout.write(SAVE_TITLE);

  function write(bytes: Uint8Array | string): Promise<void> {
    return new Promise((resolve) => {
      if (stdout.write(bytes)) resolve();
      else stdout.once('drain', resolve);
    });
  }

  function draw(bytes: Uint8Array): Promise<void> {
    alternate.see(bytes);
    return write(bytes);
  }

  function resetScreen(): string {
    const leave = alternate.isOn() ? LEAVE_ALTERNATE_SCREEN : '';
    return `${RESET_MODES}${leave}${SOFT_RESET}`;
  }

  /** Where the shell goes on: below what a program left, else at the bottom of the picture. */
  function toFreeLine(): string {
    if (!hasDrawn || alternate.isOn() || endsHere) return `\r\n${CLEAR_BELOW}`;
    return `\u001b[${rows()};1H\r\n`;
  }

  function release(): void {
    if (isReleased) return;
    isReleased = true;
    owner.off('exit', release);
    stdin.off('data', handlers.onInput);
    stdout.off('resize', handlers.onResize);
    stdout.write(`${resetScreen()}${toFreeLine()}${RESTORE_TITLE}`);
    stdin.setRawMode(false);
    stdin.pause();
  }
  owner.once('exit', release);

  return {
    size: () => ({ columns: Math.min(1000, stdout.columns || 80), rows: rows() }),
    async redraw(bytes) {
      // As many line feeds as there are rows move what is on the screen, and nothing else, into the scrollback.
      const makeRoom = hasDrawn ? '' : '\n'.repeat(rows());
      hasDrawn = true;
      await write(`${resetScreen()}${makeRoom}${CLEAR}`);
      await draw(bytes);
    },
    draw,
    setTitle: (title) => void stdout.write(`\u001b]2;${title}\u0007`),
    ring: () => void stdout.write(BELL),
    endHere() {
      endsHere = true;
    },
    release,
  };
}
