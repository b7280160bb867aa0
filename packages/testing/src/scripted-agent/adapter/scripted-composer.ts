import { bracketedPaste, TERMINAL_KEYS, terminalBytes } from '@ao/adapter-kit';
import type { AgentComposer } from '@ao/ports';

/** The program reads its input as fast as it comes. */
const SETTLE_MS = 30;
const MARKER_ABOVE_CHARACTERS = 800;
const MARKER_FROM_LINES = 4;
const EXPECTED_CHARACTERS = 20;

/** How messages are typed into the scripted agent. */
export const scriptedComposer: AgentComposer = {
  acceptsWhileBusy: true,
  whileBusy: 'steered',
  plan(text, { bracketedPaste: pastes }) {
    if (text.trim() === '') return { type: 'refuse', reason: 'there is nothing to send' };
    // At the first column `!` would run a command and `/` would be one.
    const safe = /^[!/]/.test(text) ? ` ${text}` : text;
    const bytes = pastes ? bracketedPaste(safe) : terminalBytes(safe);
    return {
      type: 'type',
      steps: [{ bytes, settleMs: SETTLE_MS }],
      submit: { bytes: terminalBytes(TERMINAL_KEYS.enter), settleMs: SETTLE_MS },
      expectOnScreen: pastes && isLong(safe) ? '[Pasted text #' : (safe.trim().split('\n')[0] ?? '').slice(0, EXPECTED_CHARACTERS).trim(),
    };
  },
  clear: { bytes: terminalBytes(TERMINAL_KEYS.clearLine), settleMs: SETTLE_MS },
  interrupt: [{ bytes: terminalBytes(TERMINAL_KEYS.escape), settleMs: 2 * SETTLE_MS }],
  acknowledgeWithinMs: 5_000,
};

function isLong(text: string): boolean {
  return text.length > MARKER_ABOVE_CHARACTERS || text.split('\n').length >= MARKER_FROM_LINES;
}
