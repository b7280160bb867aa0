import { bracketedPaste, cutIntoPieces, TERMINAL_KEYS, terminalBytes, typeable } from '@ao/adapter-kit';
import type { AgentComposer, TypingStep } from '@ao/ports';
import { commandRefusal, comparableText, typedText } from './claude-text.ts';

/**
 * Claude Code shows a paste of 4 lines or more than 800 characters as a marker, and gives it to the model wrapped in
 * `<pasted_content>`, which it is told to distrust as possibly not the person's own words. Several small pastes one after the other
 * are not wrapped, even in one write.
 */
const PIECE_LIMITS = { maxCharacters: 600, maxLines: 2 };

/** Above this the text goes as one paste and arrives wrapped: thousands of small ones would keep the program busy for a minute. */
const UNWRAPPED_MAX_CHARACTERS = 200_000;

/** Pieces in one write. Between writes the messenger looks whether a dialog has opened. */
const PIECES_PER_STEP = 24;

/** Raw text in one write of more than 800 characters counts as a paste too; slower pieces do not. */
const RAW_PIECE_CHARACTERS = 400;

const PASTE_SETTLE_MS = 20;
const RAW_SETTLE_MS = 30;
const KEY_SETTLE_MS = 100;

/** The end of a text is what is seen of it, however high the composer grows. */
const EXPECTED_CHARACTERS = 24;

/** Control-K and Control-U take a line or a line break each; more than about 60 in one write are ignored. */
const CLEAR_KEYS = 25;
const CONTROL_K = '\u000b';

/** Its answer to Enter is the hook UserPromptSubmit, some 10 ms later when idle, and at once when it queues. */
const ACKNOWLEDGE_WITHIN_MS = 10_000;

/**
 * How messages are typed into Claude Code (seen with 2.1.197 and 2.1.330).
 *
 * - `!` at the beginning would run a shell command without asking; a space before it prevents that
 * - commands of its own (`/clear`) and words that end it (`exit`) are refused, paths (`/src/a.ts is broken`) are not
 * - a backslash at the end would make Enter a line break; a space behind it prevents that
 * - while it works a message is queued and put into the running turn
 */
export const claudeComposer: AgentComposer = {
  acceptsWhileBusy: true,
  whileBusy: 'steered',
  plan(text, options) {
    const reason = commandRefusal(typedText(text));
    if (reason !== null) return { type: 'refuse', reason };
    const safe = guarded(typeable(typedText(text)));
    if (safe.trim() === '') return { type: 'refuse', reason: 'nothing visible is left of the text' };
    const wrapped = options.bracketedPaste && safe.length > UNWRAPPED_MAX_CHARACTERS;
    return {
      type: 'type',
      steps: wrapped ? [{ bytes: bracketedPaste(safe), settleMs: 10 * PASTE_SETTLE_MS }] : stepsFor(safe, options.bracketedPaste),
      submit: { bytes: terminalBytes(TERMINAL_KEYS.enter), settleMs: KEY_SETTLE_MS },
      expectOnScreen: wrapped ? '[Pasted text #' : endOf(safe),
    };
  },
  // Twice: it also takes what stands behind the cursor. An empty composer ignores it.
  clear: { bytes: terminalBytes(CONTROL_K.repeat(CLEAR_KEYS) + TERMINAL_KEYS.clearLine.repeat(CLEAR_KEYS)), settleMs: 2 * KEY_SETTLE_MS },
  interrupt: [{ bytes: terminalBytes(TERMINAL_KEYS.escape), settleMs: 4 * KEY_SETTLE_MS }],
  acknowledgeWithinMs: ACKNOWLEDGE_WITHIN_MS,
  reportedText: comparableText,
};

function guarded(text: string): string {
  const started = text.trimStart().startsWith('!') ? ` ${text.trimStart()}` : text;
  return started.trimEnd().endsWith('\\') ? `${started.trimEnd()} ` : started;
}

function stepsFor(text: string, pastes: boolean): readonly TypingStep[] {
  if (!pastes) {
    // A tab by itself is a key that completes.
    const pieces = cutIntoPieces(text.replaceAll('\t', '    '), { maxCharacters: RAW_PIECE_CHARACTERS });
    return pieces.map((piece) => ({ bytes: terminalBytes(piece), settleMs: RAW_SETTLE_MS }));
  }
  const pieces = cutIntoPieces(text, PIECE_LIMITS).map((piece) => bracketedPaste(piece));
  const steps: TypingStep[] = [];
  for (let begin = 0; begin < pieces.length; begin += PIECES_PER_STEP) {
    steps.push({ bytes: Buffer.concat(pieces.slice(begin, begin + PIECES_PER_STEP)), settleMs: PASTE_SETTLE_MS });
  }
  return steps;
}

function endOf(text: string): string {
  const lastLine = text.trim().split('\n').at(-1)?.trim() ?? '';
  // Tabs become spaces; a cut must not halve a character.
  return (lastLine.split('\t').at(-1) ?? '')
    .slice(-EXPECTED_CHARACTERS)
    .replace(/^[\udc00-\udfff]/, '')
    .trim();
}
