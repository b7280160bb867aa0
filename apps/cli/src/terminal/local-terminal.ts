/** Ends every mode a program may have switched on, so that the shell that comes back finds its terminal as it was. */
const RESET_MODES = [
  '\u001b[?1000l\u001b[?1002l\u001b[?1003l\u001b[?1005l\u001b[?1006l\u001b[?1015l', // mouse
  '\u001b[?2004l\u001b[?1004l\u001b[?2026l', // bracketed paste, focus reports, synchronised output
  '\u001b[<u\u001b[>4;0m', // keyboard protocols
  '\u001b[?1049l\u001b[!p\u001b[0m\u001b[?25h', // alternate screen, soft reset, colours, cursor
].join('');

const CLEAR = '\u001b[H\u001b[2J';

/** The terminal this command was called in, while it shows another one. */
export interface LocalTerminal {
  size(): { readonly columns: number; readonly rows: number };
  /** Draws a whole picture on a cleared screen. The scrollback of the person's terminal stays. */
  redraw(bytes: Uint8Array): Promise<void>;
  /** Draws output; resolves when the terminal has taken it. */
  draw(bytes: Uint8Array): Promise<void>;
  setTitle(title: string): void;
  /** Gives the terminal back. Calling it twice is harmless. */
  release(): void;
}

/** Takes the terminal: keys come unchanged and one by one, until it is released. */
export function takeLocalTerminal(handlers: {
  readonly onInput: (bytes: Uint8Array) => void;
  readonly onResize: () => void;
}): LocalTerminal {
  const { stdin, stdout } = process;
  let isReleased = false;
  stdin.setRawMode(true);
  stdin.on('data', handlers.onInput);
  stdin.resume();
  stdout.on('resize', handlers.onResize);

  function write(bytes: Uint8Array | string): Promise<void> {
    return new Promise((resolve) => {
      if (stdout.write(bytes)) resolve();
      else stdout.once('drain', resolve);
    });
  }

  function release(): void {
    if (isReleased) return;
    isReleased = true;
    stdin.off('data', handlers.onInput);
    stdout.off('resize', handlers.onResize);
    stdout.write(`${RESET_MODES}\u001b]2;\u0007\r\n`);
    stdin.setRawMode(false);
    stdin.pause();
  }
  process.once('exit', release);

  return {
    size: () => ({ columns: Math.min(1000, stdout.columns || 80), rows: Math.min(1000, stdout.rows || 24) }),
    async redraw(bytes) {
      await write(`${RESET_MODES}${CLEAR}`);
      await write(bytes);
    },
    draw: write,
    setTitle: (title) => void stdout.write(`\u001b]2;${title}\u0007`),
    release,
  };
}
