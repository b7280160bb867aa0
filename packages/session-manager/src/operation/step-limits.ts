import type { DurationMs } from '@ao/domain';

/** How long each effect may take before it is given up. Generous: they bound what hangs, not what is slow. */
export const STEP_LIMITS_MS = {
  /** A worktree of a huge repository, with a fetch before it. */
  worktree: 10 * 60_000,
  /** Beside the limits of the set-up commands themselves. */
  setup: 60_000,
  folders: 30_000,
  plan: 60_000,
  terminal: 60_000,
  destroy: 20_000,
  forget: 10_000,
  probe: 15_000,
  removalPlan: 2 * 60_000,
  removal: 10 * 60_000,
  check: 20_000,
} as const satisfies Record<string, DurationMs>;

/** How long a program gets to end politely. */
export const GRACE_MS: DurationMs = 5_000;

/** The default limit of one set-up command. */
export const SETUP_COMMAND_LIMIT_MS: DurationMs = 10 * 60_000;

/** When an operation that prepares and launches is overdue as a whole. */
export function launchLimitMs(setupMs: DurationMs): DurationMs {
  const { worktree, folders, plan, terminal, destroy, forget } = STEP_LIMITS_MS;
  return worktree + setupMs + folders + plan + terminal + destroy + forget;
}
