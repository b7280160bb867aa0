/** When a point lies: right before an effect, right after it, or (programs only) when the program has ended, before anybody is told. */
export type PointMoment = 'before' | 'after' | 'ended';

/** One place in the life of a daemon at which something can go wrong. */
export interface FaultPoint {
  /** What happens there, without ids: `git worktree add`, `commit operations, sessions`, `rename worktrees/*`. */
  readonly effect: string;
  /** Which of the effects of that name since the counting began; the first is 1. */
  readonly occurrence: number;
  readonly moment: PointMoment;
}

/**
 * What goes wrong.
 *
 * - `kill`: the daemon is killed; programs it has started run on
 * - `kill_all`: the daemon and the programs that work for it (git, `rm` …) are killed together; terminals run on
 * - `fail`: a program ends with a code at once; a write fails because the disk is full
 * - `fail_after`: a program does its work, and ends with a code all the same
 * - `hang`: a program does nothing for a very long time
 * - `late`: a program does its work after a while
 * - `late_kill`, `hang_kill`: the same, and the daemon is killed meanwhile
 */
export const FAULT_KINDS = ['kill', 'kill_all', 'fail', 'fail_after', 'hang', 'late', 'hang_kill', 'late_kill'] as const;

/** One of {@link FAULT_KINDS}. */
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Tells a daemon what is to go wrong. Counting begins when it is given. Without a fault, points are only counted. */
export interface FaultOrder {
  readonly point: FaultPoint | null;
  readonly kind: FaultKind | null;
}

/** Variables through which a daemon under test gets its orders. None of them reaches an agent. */
export const FAULT_VARIABLES = {
  /** A {@link FaultOrder} as JSON that holds from the very start. */
  order: 'AO_FAULT_ORDER',
  /** The file points are written to, one line each. */
  log: 'AO_FAULT_LOG',
  /** The folder whose files count. */
  folder: 'AO_FAULT_FOLDER',
  /** Long waits are divided by this number. */
  haste: 'AO_FAULT_HASTE',
} as const;

/** Marks programs that hang because they were told to. */
export const HANGING_MARK = 'ao-fault-hangs';

/** A point as one line. */
export function pointText({ effect, occurrence, moment }: FaultPoint): string {
  return `${moment} ${effect} #${occurrence}`;
}

/** Reads what {@link pointText} wrote. @throws Error when it is no point. */
export function parsePoint(text: string): FaultPoint {
  const match = /^(before|after|ended) (.+) #(\d+)$/.exec(text.trim());
  if (match === null) throw new Error(`"${text}" is no point. One looks like "after git worktree add #1".`);
  return { moment: match[1] as PointMoment, effect: match[2] ?? '', occurrence: Number(match[3]) };
}
