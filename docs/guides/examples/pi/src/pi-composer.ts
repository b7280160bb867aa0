import { bracketedPaste, TERMINAL_KEYS, terminalBytes, typeable } from '@ao/adapter-kit';
import type { AgentComposer } from '@ao/ports';

/** A paste of more lines or characters is shown as `[paste #1 +15 lines]`; the model gets all of it. */
const SHOWN_LINES_MAX = 10;
const SHOWN_CHARACTERS_MAX = 1_000;

const EXPECTED_CHARACTERS = 24;
const SETTLE_MS = 100;

/** Control-U takes the line before the cursor, or the line break before it. */
const CLEAR_KEYS = 60;

/**
 * How messages are typed into Pi (seen with 0.73.1).
 *
 * - it trims what it is given, so no space before them makes `!` (a shell command, run without asking) and `/quit` harmless: refused
 * - a backslash before Enter would make a line break; a space behind it prevents that
 */
export const piComposer: AgentComposer = {
  acceptsWhileBusy: true,
  whileBusy: 'steered',
  plan(text, { bracketedPaste: pastes }) {
    const safe = typeable(text).trim();
    if (safe === '') return { type: 'refuse', reason: 'nothing visible is left of the text' };
    if (safe.startsWith('!')) return { type: 'refuse', reason: 'Pi would run it as a shell command' };
    if (/^\/[\w:-]+(?:\s|$)/.test(safe)) return { type: 'refuse', reason: 'Pi would take it for one of its commands' };
    if (!pastes && /[\n\t]/.test(safe))
      return { type: 'refuse', reason: 'Pi takes no pastes at present, and typed line by line it would be several messages' };
    const typed = safe.endsWith('\\') ? `${safe} ` : safe;
    return {
      type: 'type',
      steps: [{ bytes: pastes ? bracketedPaste(typed) : terminalBytes(typed), settleMs: SETTLE_MS }],
      submit: { bytes: terminalBytes(TERMINAL_KEYS.enter), settleMs: SETTLE_MS },
      expectOnScreen: isShown(safe) ? endOf(safe) : '[paste #',
    };
  },
  clear: { bytes: terminalBytes(TERMINAL_KEYS.clearLine.repeat(CLEAR_KEYS)), settleMs: SETTLE_MS },
  interrupt: [{ bytes: terminalBytes(TERMINAL_KEYS.escape), settleMs: 4 * SETTLE_MS }],
  acknowledgeWithinMs: 10_000,
};

function isShown(text: string): boolean {
  return text.split('\n').length <= SHOWN_LINES_MAX && text.length <= SHOWN_CHARACTERS_MAX;
}

function endOf(text: string): string {
  const lastLine = text.split(/[\n\t]/).at(-1) ?? '';
  return lastLine.slice(-EXPECTED_CHARACTERS).toWellFormed().replaceAll('\ufffd', '').trim();
}
