import { terminalGone } from '@ao/adapter-kit';
import { hexKeys, quoted } from '../control/command-text.ts';
import type { ControlAnswer, ControlConnection } from '../control/control-connection.ts';

const PASTE_BEGIN = Buffer.from('\u001b[200~');
const PASTE_END = Buffer.from('\u001b[201~');
/** Bytes in one command, each a word of its own. */
const PIECE_BYTES = 32;
/** Bytes of plain text in one command. */
const PLAIN_PIECE_BYTES = 1024;
/** Plain text that is shorter goes with what is around it. */
const LEAST_PLAIN_BYTES = 16;
/** Bytes in one request: what is asked on the same connection meanwhile waits no longer than for this many. */
const REQUEST_BYTES = 16 * 1024;
/** A whole paste is one request, which may take its time. */
const WRITE_TIMEOUT_MS = 20_000;
/** The program has ended: then tmux itself drops keys. */
const DEAD = '#{?pane_dead,dead,#{pane_id}}';

/** Tells pastes apart on the server. */
let pasteCount = 0;

/**
 * Writes bytes to a program.
 *
 * @throws AoError `RUNTIME_GONE` when it has ended, `RUNTIME_UNAVAILABLE` when that cannot be told
 */
export async function writeToPane(connection: ControlConnection, paneId: string, bytes: Uint8Array): Promise<void> {
  const pasted = pastedText(bytes);
  if (pasted !== null) {
    await paste(connection, paneId, pasted);
    return;
  }
  // Even nothing is handed over: whether the program still runs is part of the answer.
  for (let from = 0; from === 0 || from < bytes.length; from += REQUEST_BYTES) {
    const part = bytes.subarray(from, from + REQUEST_BYTES);
    checkAlive(await connection.request({ lines: keyCommands(paneId, part), closing: { paneId, format: DEAD } }, WRITE_TIMEOUT_MS));
  }
}

/** The text of a write that is one whole bracketed paste, else null. tmux has no way to take a zero byte in one. */
export function pastedText(bytes: Uint8Array): Uint8Array | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < PASTE_BEGIN.length + PASTE_END.length) return null;
  if (!buffer.subarray(0, PASTE_BEGIN.length).equals(PASTE_BEGIN)) return null;
  if (buffer.indexOf(PASTE_END) !== buffer.length - PASTE_END.length) return null;
  const text = buffer.subarray(PASTE_BEGIN.length, buffer.length - PASTE_END.length);
  return text.includes(0) || text.includes(PASTE_BEGIN) ? null : text;
}

/** A person who scrolls back with tmux itself would otherwise get the keys in place of the program. */
function keyCommands(paneId: string, bytes: Uint8Array): readonly string[] {
  const commands = [`copy-mode -q -t ${paneId}`];
  const begin = `send-keys -t ${paneId}`;
  for (const { text, plain } of cutByKind(bytes)) commands.push(plain ? `${begin} -l -- ${quoted(text)}` : `${begin} -H${hexKeys(text)}`);
  return commands;
}

/**
 * Cuts bytes into pieces of plain text, which tmux takes as one word, and others, of which it takes each as a word of its own. Its time
 * for a command grows with the square of the number of words.
 */
export function cutByKind(bytes: Uint8Array): readonly { readonly text: Uint8Array; readonly plain: boolean }[] {
  const pieces: { text: Uint8Array; plain: boolean }[] = [];
  for (let from = 0; from < bytes.length; ) {
    const plainEnd = endOfPlain(bytes, from);
    const plain = plainEnd - from >= LEAST_PLAIN_BYTES;
    let end = plain ? Math.min(plainEnd, from + PLAIN_PIECE_BYTES) : Math.max(plainEnd, from + 1);
    while (!plain && end < bytes.length && end - from < PIECE_BYTES) {
      const next = endOfPlain(bytes, end);
      if (next - end >= LEAST_PLAIN_BYTES) break;
      end = Math.max(next, end + 1);
    }
    pieces.push({ text: bytes.subarray(from, end), plain });
    from = end;
  }
  return pieces;
}

function endOfPlain(bytes: Uint8Array, from: number): number {
  let end = from;
  for (let byte = bytes[end]; byte !== undefined && byte >= 0x20 && byte < 0x7f; byte = bytes[end]) end += 1;
  return end;
}

/**
 * tmux alone knows whether the program asked for marks, and its own paste sends them accordingly. In tmux 3.3a a paste into a pane whose
 * program has ended ends the whole server; the condition is looked at in the same turn of the server, between which no program ends.
 */
async function paste(connection: ControlConnection, paneId: string, text: Uint8Array): Promise<void> {
  pasteCount += 1;
  const buffer = `ao-${process.pid}-${pasteCount}`;
  const lines: string[] = [`copy-mode -q -t ${paneId}`];
  for (let from = 0; from === 0 || from < text.length; from += REQUEST_BYTES) {
    lines.push(`set-buffer ${from === 0 ? '' : '-a '}-b ${buffer} -- ${quoted(text.subarray(from, from + REQUEST_BYTES))}`);
  }
  const drop = `delete-buffer -b ${buffer}`;
  lines.push(`if-shell -F -t ${paneId} "${DEAD_OR_GONE}" "${drop}" "paste-buffer -d -p -r -b ${buffer} -t ${paneId}"`);
  checkAlive(await connection.request({ lines, closing: { paneId, format: DEAD } }, WRITE_TIMEOUT_MS));
}

const DEAD_OR_GONE = '#{?pane_id,#{pane_dead},1}';

function checkAlive({ closing }: ControlAnswer): void {
  if (closing === '') throw terminalGone('its pane is no longer there');
  if (closing === 'dead') throw terminalGone('its program has ended');
}
