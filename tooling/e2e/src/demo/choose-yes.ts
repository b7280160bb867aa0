import { setTimeout as pause } from 'node:timers/promises';
import type { AoClient, Terminal } from '@ao/client';

const DOWN = '\u001b[B';
const ENTER = '\r';
/** A dialog may be announced a moment before it is drawn, and takes a moment to follow a key. */
const LOOK_EVERY_MS = 250;
const LOOKS = 40;

/**
 * Takes the choice "Yes" of the dialog an agent shows, through its terminal. Enter is pressed only when the screen shows that this choice is
 * marked: in some dialogs another one is at first.
 */
export async function chooseYes(ao: AoClient, id: string, signal: AbortSignal): Promise<void> {
  const terminal = await ao.terminal(id, { mode: 'control', signal });
  const drained = drain(terminal);
  try {
    for (let look = 0; look < LOOKS; look += 1) {
      const marked = markedChoice((await ao.sessions.screen(id)).lines);
      if (marked !== null && /\bYes\b/.test(marked)) {
        terminal.write(ENTER);
        return;
      }
      if (marked !== null) terminal.write(DOWN);
      await pause(LOOK_EVERY_MS, undefined, { signal });
    }
    throw new Error(`${id} asks something, but its screen shows no choice "Yes".`);
  } finally {
    terminal.close();
    await drained;
  }
}

/** The choice with the mark; null where no dialog waits for a choice. */
export function markedChoice(lines: readonly string[]): string | null {
  if (!lines.some((line) => /Esc to cancel/.test(line))) return null;
  return lines.findLast((line) => /^\s*❯\s+\S/.test(line)) ?? null;
}

/** A viewer that does not read would be given nothing more. */
async function drain(terminal: Terminal): Promise<void> {
  for await (const event of terminal) if (event.type === 'exit') return;
}
