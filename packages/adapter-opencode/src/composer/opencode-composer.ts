import { bracketedPaste, cutIntoPieces, TERMINAL_KEYS, terminalBytes, typeable } from '@ao/adapter-kit';
import type { AgentComposer } from '@ao/ports';

const RAW_PIECE_CHARACTERS = 400;
const RAW_SETTLE_MS = 30;
const PASTE_SETTLE_MS = 300;
const KEY_SETTLE_MS = 100;
/** The end of a text is what is seen of it. */
const EXPECTED_CHARACTERS = 24;
/** A paste of three lines or more, or of more than 150 characters, is shown as a marker. */
const MARKED_LINES = 3;
const MARKED_CHARACTERS = 150;
const MARKER = '[Pasted ~';
const ACKNOWLEDGE_WITHIN_MS = 15_000;
/** Control-K and Control-U take what is behind and before the cursor, Delete joins lines. Control-C would take all, but ends an empty opencode. */
const CLEAR_LINE = '\u000b\u0015\u007f';
const CLEARED_LINES = 15;

/**
 * How messages are typed into opencode, when its server cannot be reached.
 *
 * - a paste arrives whole, whatever marker stands for it, and nothing in it is taken for a command
 * - while it works a message is taken up at the next step of the turn
 */
export const opencodeComposer: AgentComposer = {
  acceptsWhileBusy: true,
  whileBusy: 'steered',
  plan(text, options) {
    const safe = guarded(typeable(text));
    if (safe.trim() === '') return { type: 'refuse', reason: 'nothing visible is left of the text' };
    const submit = { bytes: terminalBytes(TERMINAL_KEYS.enter), settleMs: KEY_SETTLE_MS };
    if (options.bracketedPaste) {
      const isMarked = safe.length > MARKED_CHARACTERS || safe.split('\n').length >= MARKED_LINES;
      const steps = [{ bytes: bracketedPaste(safe), settleMs: PASTE_SETTLE_MS }];
      return { type: 'type', steps, submit, expectOnScreen: isMarked ? MARKER : endOf(safe) };
    }
    // Without a paste a line feed is a key, and a tab changes the agent.
    const flat = safe.replaceAll('\t', '    ').replaceAll('\n', ' ');
    const steps = cutIntoPieces(flat, { maxCharacters: RAW_PIECE_CHARACTERS }).map((piece) => ({
      bytes: terminalBytes(piece),
      settleMs: RAW_SETTLE_MS,
    }));
    return { type: 'type', steps, submit, expectOnScreen: endOf(flat) };
  },
  clear: { bytes: terminalBytes(CLEAR_LINE.repeat(CLEARED_LINES)), settleMs: 2 * KEY_SETTLE_MS },
  interrupt: [
    { bytes: terminalBytes(TERMINAL_KEYS.escape), settleMs: 3 * KEY_SETTLE_MS },
    { bytes: terminalBytes(TERMINAL_KEYS.escape), settleMs: 4 * KEY_SETTLE_MS },
  ],
  acknowledgeWithinMs: ACKNOWLEDGE_WITHIN_MS,
};

/** A `!` at the beginning opens the shell, a `/` the commands: a space before them is enough. */
function guarded(text: string): string {
  return /^\s*[!/]/.test(text) ? ` ${text.trimStart()}` : text;
}

function endOf(text: string): string {
  const lastLine = text.trim().split('\n').at(-1)?.trim() ?? '';
  return (lastLine.split('\t').at(-1) ?? '')
    .slice(-EXPECTED_CHARACTERS)
    .replace(/^[\udc00-\udfff]/, '')
    .trim();
}
