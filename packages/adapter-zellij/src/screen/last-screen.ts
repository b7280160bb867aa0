import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isSameProcess } from '@ao/adapter-kit';
import type { Clock, TerminalSize } from '@ao/ports';
import { LAUNCH_FILE } from '../launch/launch-files.ts';
import { readProcesses, readSize, readText } from '../launch/launch-records.ts';
import { findPane, type ListedPane } from './pane-listing.ts';

/** What was to be seen when the program ended. */
export interface LastScreen {
  /** What the screen showed. */
  readonly screen: string;
  /** All of it with scrollback and colours. */
  readonly history: string;
  readonly pane: ListedPane;
  /** False when nothing was kept: zellij was gone before the program, or hung. */
  readonly kept: boolean;
}

/** The keeper takes the last picture in a fraction of a second. */
const KEPT_WITHIN_MS = 3_000;
const LOOK_MS = 10;
const DEFAULT_SIZE: TerminalSize = { columns: 80, rows: 24 };

/** Reads the last picture, after having waited for the keeper when it is still about to take it. */
export async function readLastScreen(directory: string, clock: Clock, signal?: AbortSignal): Promise<LastScreen> {
  await awaitKeeper(directory, clock, signal);
  const [screen, history, panes] = await Promise.all(
    [LAUNCH_FILE.lastScreen, LAUNCH_FILE.lastHistory, LAUNCH_FILE.lastPanes].map((name) => readText(directory, name)),
  );
  const pane = panes === null || panes === undefined ? null : paneIn(panes);
  if (screen == null || history == null || pane === null) {
    const size = (await readSize(directory)) ?? DEFAULT_SIZE;
    return { screen: screen ?? '', history: history ?? screen ?? '', pane: pane ?? { size, cursor: null, title: '' }, kept: false };
  }
  return { screen, history, pane, kept: true };
}

async function awaitKeeper(directory: string, clock: Clock, signal: AbortSignal | undefined): Promise<void> {
  const deadline = clock.monotonic() + KEPT_WITHIN_MS;
  const keeper = (await readProcesses(directory))?.keeper;
  for (;;) {
    const kept = await stat(join(directory, LAUNCH_FILE.kept)).catch(() => null);
    if (kept !== null || keeper === undefined || !(await isSameProcess(keeper)) || clock.monotonic() >= deadline) return;
    await clock.sleep(LOOK_MS, signal);
  }
}

function paneIn(panes: string): ListedPane | null {
  try {
    return findPane(panes, 0);
  } catch {
    // Cut short, for example by a full disk.
    return null;
  }
}
