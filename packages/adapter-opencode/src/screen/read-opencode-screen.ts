import { oneLine } from '@ao/adapter-kit';
import type { ScreenDialog, ScreenReading, ScreenSnapshot } from '@ao/ports';
import { findComposerBlock, findLowestBlock, type ScreenBlock } from './opencode-blocks.ts';

/** What stands in an empty composer. Colours are not seen here, so the words must be known. */
const PLACEHOLDER = /^(?:Ask anything|Run a command…|Run a command\.\.\.)/;

/** In the footer while it works: words, or on a narrow terminal, where they are broken, what moves beside them. */
const BUSY_FOOTER = /\besc (?:again to )?interrupt\b|\[retrying\b|[■⬝]{6,}/;
/** What is typed would run in a shell. */
const SHELL_FOOTER = /\besc exit shell mode\b/;
const SHELL_LABEL = /^Shell\b/;

/** The head of a list that lies over everything, opened by the person: what is typed goes there. */
const OVERLAY_HEAD = /\S {6,}esc *$/;

const PERMISSION_HEAD = /^△ (?:Permission required|Always allow|Reject permission)/;
const QUESTION_FOOT = /\besc dismiss\b/;
const CHOICES_FOOT = /\benter (?:confirm|submit|toggle)\b/;

/**
 * Reads the screen of opencode (seen with 1.18.33).
 *
 * The composer is the lowest block with a foot. A permission or a question takes its place, without a foot; lists the person opens
 * lie over it. What is neither is `unknown`: unsafe to type into.
 */
export function readOpencodeScreen(screen: ScreenSnapshot): ScreenReading {
  const { lines } = screen;
  const composer = findComposerBlock(lines);
  if (composer !== null) return readComposer(lines, composer);
  const dialog = readDialog(findLowestBlock(lines));
  if (dialog !== null) return { state: 'dialog', dialog, composerText: null, launch: 'ready' };
  return lines.every((line) => line.trim() === '') ? { ...UNKNOWN, state: 'starting' } : UNKNOWN;
}

const UNKNOWN: ScreenReading = { state: 'unknown', dialog: null, composerText: null, launch: null };

function readComposer(lines: readonly string[], composer: ScreenBlock): ScreenReading {
  const footer = lines.slice(composer.lastRow + 2);
  const label = composer.lines.findLastIndex((line) => line.trim() !== '');
  const isShell = SHELL_LABEL.test(composer.lines[label]?.trim() ?? '') || footer.some((line) => SHELL_FOOTER.test(line));
  if (isShell || lines.some((line) => OVERLAY_HEAD.test(line))) return { ...UNKNOWN, launch: 'ready' };
  const text = composer.lines
    .slice(0, Math.max(0, label))
    .map((line) => line.trim())
    .join('\n')
    .trim();
  const state = footer.some((line) => BUSY_FOOTER.test(line)) ? 'busy' : 'composer';
  return { state, dialog: null, composerText: PLACEHOLDER.test(text) ? '' : text, launch: 'ready' };
}

function readDialog(block: ScreenBlock | null): ScreenDialog | null {
  const lines = (block?.lines ?? []).map((line) => line.trim()).filter((line) => line !== '');
  const [first = ''] = lines;
  if (PERMISSION_HEAD.test(first)) return { kind: 'permission', text: oneLine([...lines.slice(1, 3), first.slice(2)].join(' · ')) };
  if (lines.some((line) => QUESTION_FOOT.test(line))) return { kind: 'question', text: oneLine(first) };
  return lines.some((line) => CHOICES_FOOT.test(line)) ? { kind: 'other', text: oneLine(first) } : null;
}
