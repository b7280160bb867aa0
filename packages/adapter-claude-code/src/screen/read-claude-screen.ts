import { findDialog, findFramedComposer, type FoundComposer, isRule, oneLine, plainLines, showsChoices } from '@ao/adapter-kit';
import type { ScreenDialog, ScreenReading, ScreenSnapshot } from '@ao/ports';
import { CLAUDE_DIALOGS, LAUNCH_OF_DIALOG } from './claude-dialogs.ts';

const PROMPT_SIGNS = ['❯', '>'];

/** Rows below the composer: one as a rule, up to seven with the list of shortcuts. */
const FOOTER_ROWS_MAX = 8;

/** Rows above it in which the spinner stands, with tips and to-do items between. */
const SPINNER_ROWS_MAX = 14;

/** The title begins with a turning sign while it works, and with `✳` while it does not. */
const BUSY_TITLE = /^[◐◓◑◒⠀-⣿] /;
const IDLE_TITLE = /^✳ /;
const BUSY_FOOTER = /\besc to interrupt\b/;
/** `✽ Cerebrating… (2s · ↓ 40 tokens)`, and `✻ 401 … · retrying in 1s`; but not `✻ Brewed for 6s · done 3:44 PM`. */
const SPINNER = /^[·✢✳✶✻✽*] (?:(?:[\p{L}'-]+ ?){1,4}…(?: \(.*)?$|.* · retrying in )/u;

/** What stands in an empty composer, greyed out. Colours are not seen here, so the words must be known. */
const PLACEHOLDER = /^(?:Try "|Press up to edit queued messages$|Once fixed, resend your message$|Message @)/;

const DASHED = /^╌{6,}$/;

/**
 * Reads the screen of Claude Code (seen with 2.1.197 and 2.1.330).
 *
 * The composer stands between two rules, with a footer below. A dialog takes its place, so dialogs are looked for only when there
 * is none: anything may be quoted above a composer. What is neither (the transcript, shell mode) is `unknown`: unsafe to type into.
 */
export function readClaudeScreen(screen: ScreenSnapshot): ScreenReading {
  const composer = findFramedComposer(screen.lines, PROMPT_SIGNS);
  if (composer !== null && footerRows(screen.lines, composer) <= FOOTER_ROWS_MAX) {
    const state = isBusy(screen, composer) ? 'busy' : 'composer';
    return { state, dialog: null, composerText: textIn(composer), launch: 'ready' };
  }
  const lines = plainLines(screen);
  const dialog = readDialog(lines, screen.lines);
  if (dialog !== null) return { state: 'dialog', dialog, composerText: null, launch: LAUNCH_OF_DIALOG[dialog.kind] };
  const isEmpty = lines.every((line) => line === '');
  return { state: isEmpty ? 'starting' : 'unknown', dialog: null, composerText: null, launch: null };
}

function footerRows(lines: readonly string[], composer: FoundComposer): number {
  return lines.slice(composer.lastRow + 2).filter((line) => line.trim() !== '').length;
}

function isBusy(screen: ScreenSnapshot, composer: FoundComposer): boolean {
  if (BUSY_TITLE.test(screen.title)) return true;
  if (screen.lines.slice(composer.lastRow + 2).some((line) => BUSY_FOOTER.test(line))) return true;
  if (IDLE_TITLE.test(screen.title)) return false;
  const above = screen.lines.slice(Math.max(0, composer.firstRow - SPINNER_ROWS_MAX), composer.firstRow);
  return above.some((line) => SPINNER.test(line.trim()));
}

function textIn(composer: FoundComposer): string {
  return PLACEHOLDER.test(composer.text) ? '' : composer.text;
}

function readDialog(lines: readonly string[], framed: readonly string[]): ScreenDialog | null {
  const dialog = findDialog(lines, CLAUDE_DIALOGS);
  if (dialog === null) return showsChoices(lines) ? { kind: 'other', text: choicesTitle(lines) } : null;
  if (dialog.kind !== 'permission') return dialog;
  return { ...dialog, text: oneLine([...requestLines(framed), dialog.text].join(' · ')) };
}

/** `Bash command`, `echo one > one.txt`: what the permission is for. Newer versions put a dashed frame round a command. */
function requestLines(framed: readonly string[]): readonly string[] {
  const inBox = framed.slice(framed.findLastIndex((line) => isRule(line)) + 1).map((line) => line.trim());
  const [title = '', ...below] = inBox.filter((line) => line !== '' && !line.startsWith('Tip:'));
  if (!/ (?:command|file)$|^Fetch|^Tool/.test(title)) return [];
  const frame = title.endsWith('command') ? below.findIndex((line) => DASHED.test(line)) : -1;
  const detail = below[frame + 1];
  return [title, ...(detail === undefined ? [] : [detail])];
}

function choicesTitle(lines: readonly string[]): string {
  const choice = lines.findIndex((line) => /^❯ *\d/.test(line));
  return oneLine(lines.slice(0, Math.max(0, choice)).findLast((line) => line !== '') ?? 'a question');
}
