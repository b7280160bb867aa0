import type { TerminalSize } from '@ao/ports';

/**
 * The size of a pane, from what tmux tells of a new layout: `@1 b25d,80x24,0,0,3 …`, with more panes
 * `@1 d5a3,80x24,0,0{40x24,0,0,3,39x24,41,0,4} …`. Null when the pane is not in it.
 */
export function paneSizeIn(text: string, paneId: string): TerminalSize | null {
  const layout = text.split(' ')[1] ?? '';
  const match = new RegExp(`(\\d+)x(\\d+),\\d+,\\d+,${paneId.slice(1)}(?=[,}\\]]|$)`).exec(layout);
  if (match === null) return null;
  return { columns: Number(match[1]), rows: Number(match[2]) };
}
