import { findDialog, oneLine, plainLines, showsChoices } from '@ao/adapter-kit';
import type { ScreenDialog, ScreenReading, ScreenSnapshot } from '@ao/ports';
import { CODEX_DIALOGS, DIALOG_FOOTER, LAUNCH_OF_DIALOG, VIEW_FOOTER } from './codex-dialogs.ts';
import { type CodexComposerSeen, findCodexComposer } from './find-codex-composer.ts';

/** `• Working (1m 2s • esc to interrupt)`, also `◦ Reconnecting... 4/5 (17s • esc to interrupt)`. */
const WORKING = /^[•◦] \S.*\((?:\d+[hms] ?)+ • esc to interrupt\)/;

/** The same where a narrow screen cuts it. */
const WORKING_ROW = /^[•◦] \S.*\((?:\d+[hms] ?)+ • esc/;

/** Stands behind it while hooks run, on a narrow screen below it: `• Working (3s • esc to interrupt) · Running hook`. */
const RUNNING_HOOK = /[·└] Running hooks?$/;

/** Rows above the composer in which that stands, with queued messages between. */
const WORKING_ROWS_MAX = 16;

/** The title begins with a turning sign while it works, and says so while it asks. People may have switched that off. */
const BUSY_TITLE = /^[⠀-⣿] /;
const ASKING_TITLE = /^\[ [!.] \] Action Required/;

/** The last rows, in which a view explains its keys. */
const FOOTER_ROWS = 3;

/** A command that waits for approval: `$ npm test`. */
const COMMAND_LINE = /^\$ \S/;

/**
 * Reads the screen of Codex (seen with 0.169.0).
 *
 * The composer stands at the bottom, with a footer below; a dialog takes its place, so dialogs are looked for only when there is
 * none: anything may be quoted above a composer. What is neither (the transcript, shell mode) is `unknown`: unsafe to type into.
 *
 * So is a hook that runs: it may be the one that waits for a person's answer, while nothing else of the question is shown.
 */
export function readCodexScreen(screen: ScreenSnapshot): ScreenReading {
  const lines = screen.lines;
  const composer = ASKING_TITLE.test(screen.title) ? null : findCodexComposer(lines);
  if (composer !== null && !composer.lowestRows.some((line) => DIALOG_FOOTER.test(line.trim()))) {
    if (isStarting(screen, composer)) return { state: 'starting', dialog: null, composerText: null, launch: null };
    const above = lines.slice(Math.max(0, composer.firstRow - WORKING_ROWS_MAX), composer.firstRow);
    if (isHookRunning(above)) return { state: 'unknown', dialog: null, composerText: null, launch: 'ready' };
    const isBusy = BUSY_TITLE.test(screen.title) || above.some((line) => WORKING.test(line));
    return { state: isBusy ? 'busy' : 'composer', dialog: null, composerText: composer.text, launch: 'ready' };
  }
  const isView = lines
    .filter((line) => line.trim() !== '')
    .slice(-FOOTER_ROWS)
    .some((line) => VIEW_FOOTER.test(line.trim()));
  const dialog = isView ? null : readDialog(plainLines(screen), screen.title);
  if (dialog !== null) return { state: 'dialog', dialog, composerText: null, launch: LAUNCH_OF_DIALOG[dialog.kind] };
  const isEmpty = lines.every((line) => line.trim() === '');
  return { state: isEmpty ? 'starting' : 'unknown', dialog: null, composerText: null, launch: null };
}

function isHookRunning(above: readonly string[]): boolean {
  const row = above.findLastIndex((line) => WORKING_ROW.test(line));
  return row !== -1 && above.slice(row, row + 2).some((line) => RUNNING_HOOK.test(line));
}

/**
 * While it loads it shows a composer already, for up to a second, and takes it away again when it has to ask for trust. That composer
 * has no model and folder below it, and the terminal no title yet.
 */
function isStarting(screen: ScreenSnapshot, { lowestRows, text }: CodexComposerSeen): boolean {
  const [hint, ...others] = lowestRows.map((line) => line.trim());
  return screen.title === '' && text === '' && hint === '? for shortcuts' && others.length === 0;
}

function readDialog(lines: readonly string[], title: string): ScreenDialog | null {
  const dialog = findDialog(lines, CODEX_DIALOGS);
  if (dialog === null) {
    if (!showsChoices(lines)) return null;
    return { kind: ASKING_TITLE.test(title) ? 'permission' : 'other', text: choicesTitle(lines) };
  }
  const command = dialog.kind === 'permission' ? lines.findLast((line) => COMMAND_LINE.test(line)) : undefined;
  return command === undefined ? dialog : { ...dialog, text: oneLine(`${dialog.text} ${command}`) };
}

/** What stands above the choices: the beginning of the last block of rows. */
function choicesTitle(lines: readonly string[]): string {
  const choice = lines.findIndex((line) => /^[›>] *\d/.test(line));
  const above = lines.slice(0, Math.max(0, choice));
  const end = above.findLastIndex((line) => line !== '');
  const begin = above.slice(0, end + 1).findLastIndex((line) => line === '');
  return oneLine(above.slice(begin + 1, end + 1).join(' ')) || 'a question';
}
