import type { ScreenSnapshot } from '@ao/ports';
import type { StoredScreen } from '../files/launch-records.ts';
import { type CapturedScreen, rowText } from './pane-screen.ts';

/** A captured screen as text. */
export function liveSnapshot({ facts, screen }: CapturedScreen, lastOutputAt: number | null): ScreenSnapshot {
  return {
    lines: screen.map(rowText),
    size: facts.size,
    cursor: facts.cursor,
    title: facts.title,
    alternateScreen: facts.alternateScreen,
    // Marks are taken off on the way for a program that did not ask for them.
    bracketedPaste: facts.bracketedPaste ?? true,
    offset: 0,
    lastOutputAt,
    exact: true,
  };
}

/** The last screen of a program that has ended; an empty one where none was stored, as after the end of the server itself. */
export function storedSnapshot(stored: StoredScreen | null): ScreenSnapshot {
  const size = { columns: stored?.columns ?? 80, rows: stored?.rows ?? 24 };
  return {
    lines: stored?.lines.slice(stored.scrollbackRows) ?? Array.from({ length: size.rows }, () => ''),
    size,
    cursor: stored?.cursor ?? { row: 0, column: 0, visible: true },
    title: stored?.title ?? '',
    alternateScreen: stored?.alternateScreen ?? false,
    bracketedPaste: false,
    offset: 0,
    lastOutputAt: stored?.lastOutputAt ?? null,
    exact: stored !== null,
  };
}

/** The last rows with something in them, oldest first. */
export function lastRows(rows: readonly string[], count: number): readonly string[] {
  const end = rows.findLastIndex((row) => row !== '') + 1;
  return rows.slice(Math.max(0, end - count), end);
}
