import type { AttachmentFrame, TerminalSize } from '@ao/ports';
import headless from '@xterm/headless';

/** Lines a viewer's terminal keeps above its screen. */
const SCROLLBACK = 1000;

/** Draws what a viewer was sent on a terminal, and answers the rows of its screen, without trailing blanks. */
export async function pictureOf(frames: readonly AttachmentFrame[]): Promise<readonly string[]> {
  const terminal = new headless.Terminal({ cols: 80, rows: 24, scrollback: SCROLLBACK, allowProposedApi: true });
  const resize = ({ columns, rows }: TerminalSize) => terminal.resize(columns, rows);
  const write = (bytes: Uint8Array) => new Promise<void>((resolve) => terminal.write(bytes, resolve));
  for (const frame of frames) {
    if (frame.type === 'snapshot') {
      terminal.reset();
      resize(frame.size);
    }
    if (frame.type === 'snapshot' || frame.type === 'data') await write(frame.bytes);
    if (frame.type === 'size') resize(frame.size);
  }
  const { baseY } = terminal.buffer.active;
  const picture = Array.from(
    { length: terminal.rows },
    (_, row) =>
      terminal.buffer.active
        .getLine(baseY + row)
        ?.translateToString(true)
        .trimEnd() ?? '',
  );
  terminal.dispose();
  return picture;
}
