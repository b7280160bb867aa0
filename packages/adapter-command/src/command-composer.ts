import { bracketedPaste, cutIntoPieces, TERMINAL_KEYS, terminalBytes, typeable } from '@ao/adapter-kit';
import type { AgentComposer } from '@ao/ports';
import type { CommandAgentRules } from './command-rules.ts';

const CONTROL_C = '\u0003';
const PIECE_CHARACTERS = 400;
const PIECE_SETTLE_MS = 20;

/** Programs that take a fast burst for a paste swallow an Enter that comes within it. */
const BEFORE_ENTER_MS = 500;
const KEY_SETTLE_MS = 100;
const EXPECTED_CHARACTERS = 24;

/** Most programs confirm nothing; this is how long one that does may take. */
const ACKNOWLEDGE_WITHIN_MS = 10_000;

/**
 * How a message is typed into a program nothing is known about: as one paste where it asks for bracketed paste, else as keys, in
 * which every line feed may submit a line; then Enter.
 */
export function commandComposer(rules: CommandAgentRules | null): AgentComposer {
  return {
    acceptsWhileBusy: rules?.acceptsWhileBusy ?? false,
    plan(text, { bracketedPaste: pastes }) {
      const safe = typeable(text);
      if (safe.trim() === '') return { type: 'refuse', reason: 'nothing visible is left of the text' };
      const pieces = pastes ? [bracketedPaste(safe)] : keysFor(safe);
      return {
        type: 'type',
        steps: pieces.map((bytes, index) => ({ bytes, settleMs: index === pieces.length - 1 ? BEFORE_ENTER_MS : PIECE_SETTLE_MS })),
        submit: { bytes: terminalBytes(TERMINAL_KEYS.enter), settleMs: KEY_SETTLE_MS },
        expectOnScreen: rules?.promptSign === undefined || isTooLongToSee(safe) ? null : safe.trim().slice(-EXPECTED_CHARACTERS).trim(),
      };
    },
    clear: { bytes: terminalBytes(TERMINAL_KEYS.clearLine), settleMs: KEY_SETTLE_MS },
    interrupt: [{ bytes: terminalBytes(rules?.interrupt === 'escape' ? TERMINAL_KEYS.escape : CONTROL_C), settleMs: 2 * KEY_SETTLE_MS }],
    acknowledgeWithinMs: ACKNOWLEDGE_WITHIN_MS,
  };
}

function keysFor(text: string): readonly Uint8Array[] {
  // A tab by itself is a key that completes.
  return cutIntoPieces(text.replaceAll('\t', '    '), { maxCharacters: PIECE_CHARACTERS }).map((piece) => terminalBytes(piece));
}

/** A line that is seen is one line; what programs do with longer texts differs. */
function isTooLongToSee(text: string): boolean {
  return text.includes('\n') || text.length > 60;
}
