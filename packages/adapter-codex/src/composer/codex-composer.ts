import { bracketedPaste, cutIntoPieces, TERMINAL_KEYS, terminalBytes, typeable } from '@ao/adapter-kit';
import type { AgentComposer, TypingStep } from '@ao/ports';
import { guarded, isBlank } from './codex-text.ts';

/** A paste of more characters is shown as `[Pasted Content … chars]`. It reaches the model as it is, whatever its length. */
const SHOWN_PASTE_MAX_CHARACTERS = 1_000;
const PASTE_MARKER = '[Pasted Content';

/** Codex stands still while it takes a text in: 1.5 s for 100,000 characters, 5.5 s for 200,000, minutes for a million. */
const TEXT_MAX_CHARACTERS = 200_000;

const RAW_PIECE_CHARACTERS = 400;
const RAW_SETTLE_MS = 30;
const PASTE_SETTLE_MS = 50;
const KEY_SETTLE_MS = 100;

/** Keys that come faster than anybody types count as a paste, in which Enter is a line break; so long after the last one it submits. */
const BURST_OVER_MS = 600;

/** The end of a text is what is seen of it, however high the composer grows. */
const EXPECTED_CHARACTERS = 24;

/** Control-U takes a line or a line break each, Control-K the same behind the cursor. */
const CLEAR_KEYS = { back: 200, forward: 40 };
const CONTROL_K = '\u000b';

/** Its answer to Enter is the hook UserPromptSubmit, some 20 ms later; for a very long text when it has been taken in. */
const ACKNOWLEDGE_WITHIN_MS = 20_000;

/**
 * How messages are typed into Codex (seen with 0.169.0).
 *
 * - while it works a message joins the running turn: at once while the model thinks, behind the tool that runs otherwise
 * - blanks around a text keep it from being a command; Codex reports it without them
 */
export const codexComposer: AgentComposer = {
  acceptsWhileBusy: true,
  whileBusy: 'steered',
  plan(text, options) {
    const safe = guarded(typeable(text));
    if (isBlank(safe)) return { type: 'refuse', reason: 'nothing visible is left of the text' };
    if (safe.length > TEXT_MAX_CHARACTERS) {
      return {
        type: 'refuse',
        reason: `Codex stands still for a long time over so long a text (${safe.length} characters; up to ${TEXT_MAX_CHARACTERS} are typed). Put it into a file and name the file.`,
      };
    }
    const isMarked = options.bracketedPaste && Array.from(safe).length > SHOWN_PASTE_MAX_CHARACTERS;
    return {
      type: 'type',
      steps: options.bracketedPaste ? [{ bytes: bracketedPaste(safe), settleMs: PASTE_SETTLE_MS }] : rawSteps(safe),
      submit: { bytes: terminalBytes(TERMINAL_KEYS.enter), settleMs: KEY_SETTLE_MS },
      expectOnScreen: isMarked ? PASTE_MARKER : endOf(safe),
    };
  },
  clear: {
    bytes: terminalBytes(CONTROL_K.repeat(CLEAR_KEYS.forward) + TERMINAL_KEYS.clearLine.repeat(CLEAR_KEYS.back)),
    settleMs: 3 * KEY_SETTLE_MS,
  },
  interrupt: [{ bytes: terminalBytes(TERMINAL_KEYS.escape), settleMs: 4 * KEY_SETTLE_MS }],
  acknowledgeWithinMs: ACKNOWLEDGE_WITHIN_MS,
};

function rawSteps(text: string): readonly TypingStep[] {
  // By themselves a tab is a key that submits, and a question mark in an empty composer one that shows the shortcuts.
  const keys = text.replaceAll('\t', '    ').replace(/^\?/, ' ?');
  const pieces = cutIntoPieces(keys, { maxCharacters: RAW_PIECE_CHARACTERS });
  return pieces.map((piece, index) => ({
    bytes: terminalBytes(piece),
    settleMs: index === pieces.length - 1 ? BURST_OVER_MS : RAW_SETTLE_MS,
  }));
}

/** The last words of a text that a screen is sure to show as they are. */
function endOf(text: string): string | null {
  const lastLine = text.trim().split('\n').at(-1) ?? '';
  // Tabs become spaces, and what nobody sees is not there; a cut must not halve a character.
  const words = lastLine.split(/[\t\p{Default_Ignorable_Code_Point}]/u).filter((piece) => piece.trim() !== '');
  const end = (words.at(-1) ?? '')
    .trim()
    .slice(-EXPECTED_CHARACTERS)
    .replace(/^[\udc00-\udfff]/, '')
    .trim();
  return end === '' ? null : end;
}
