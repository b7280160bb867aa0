import { constants } from 'node:os';
import type { ExitFacts } from '@ao/domain';

/** What the server knows of one terminal. */
export interface PaneFacts {
  readonly terminalId: string;
  /** `%N`: of this server alone, and never given twice by it. */
  readonly paneId: string;
  readonly pid: number;
  readonly terminalPath: string | null;
  /** Nobody has the terminal open any more. That alone does not say that the program has ended. */
  readonly dead: boolean;
  /** How the program ended; null while it runs, and where tmux does not know. */
  readonly ended: Pick<ExitFacts, 'at' | 'code' | 'signal'> | null;
  /** When it last printed something, good to a second; null when it never did. */
  readonly lastOutputAt: number | null;
}

const FIELDS = [
  '@ao_launch',
  'pane_id',
  'pane_pid',
  'pane_tty',
  'pane_dead',
  'pane_dead_status',
  'pane_dead_signal',
  'pane_dead_time',
  'window_activity',
  'session_created',
  'cursor_x',
  'cursor_y',
  'history_size',
] as const;

/** The format by which the server tells {@link PaneFacts}. */
export const PANE_FORMAT = FIELDS.map((field) => `#{${field}}`).join('|');

const SIGNAL_NAMES = new Map(Object.entries(constants.signals).map(([name, number]) => [number, name]));

/** Reads one line of {@link PANE_FORMAT}; null when it tells of no terminal of ours. */
export function parsePaneFacts(line: string): PaneFacts | null {
  const [terminalId = '', paneId = '', pid, tty = '', dead, status = '', signal = '', deadAt, activity, created, x, y, history] =
    line.split('|');
  if (terminalId === '' || !/^%\d+$/.test(paneId)) return null;
  const hasEnded = status !== '' || signal !== '';
  const activityAt = Number(activity) * 1000;
  const hasPrinted = Number(x) > 0 || Number(y) > 0 || Number(history) > 0 || Number(activity) > Number(created);
  return {
    terminalId,
    paneId,
    pid: Number(pid),
    terminalPath: tty === '' ? null : tty,
    dead: dead === '1',
    ended: hasEnded
      ? {
          at: Number(deadAt) > 0 ? Number(deadAt) * 1000 : activityAt,
          code: status === '' ? null : Number(status),
          signal: signal === '' ? null : (SIGNAL_NAMES.get(Number(signal)) ?? `SIG${signal}`),
        }
      : null,
    lastOutputAt: hasPrinted ? activityAt : null,
  };
}
