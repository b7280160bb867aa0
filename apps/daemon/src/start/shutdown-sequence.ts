import type { Logger } from '@ao/ports';

/** One phase of the shutdown. */
export interface ShutdownPhase {
  readonly name: string;
  run(): unknown;
}

/**
 * Runs the phases in their order. One that fails is logged and does not stop the next: whatever happens, the database must be
 * closed and the lock released.
 *
 * @returns the names of the phases that failed.
 */
export async function runShutdown(phases: readonly ShutdownPhase[], logger: Logger): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const phase of phases) {
    try {
      await phase.run();
    } catch (error) {
      failed.push(phase.name);
      logger.error('a phase of the shutdown failed', { phase: phase.name, error });
    }
  }
  return failed;
}
