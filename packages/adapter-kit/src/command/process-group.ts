import { setTimeout as sleep } from 'node:timers/promises';
import type { DurationMs } from '@ao/domain';
import { systemProcessTable } from '../process/system-process-table.ts';

/** How often is looked whether a group that was told to end is empty. */
const LOOK_MS = 20;

/** Sends a signal to all members of a process group. False when the group has none (any more). */
export function signalProcessGroup(groupId: number, signal: NodeJS.Signals | 0): boolean {
  try {
    // Windows knows no groups: there the one process must do.
    process.kill(process.platform === 'win32' ? groupId : -groupId, signal);
    return true;
  } catch (error) {
    // EPERM says that members exist which belong to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Ends a process group: SIGTERM first, SIGKILL when members are left after the grace time. Resolves when it is empty or was killed. */
export async function endProcessGroup(groupId: number, graceMs: DurationMs): Promise<void> {
  const deadline = performance.now() + graceMs;
  signalProcessGroup(groupId, 'SIGTERM');
  // A stopped process does not act on SIGTERM before it continues.
  signalProcessGroup(groupId, 'SIGCONT');
  while (performance.now() < deadline) {
    await sleep(LOOK_MS);
    if (!(await hasLivingMember(groupId))) return;
  }
  signalProcessGroup(groupId, 'SIGKILL');
}

/** Whether a process of the group still runs. One that ended and waits for its parent to notice can be signalled, yet is over. */
export async function hasLivingMember(groupId: number): Promise<boolean> {
  if (!signalProcessGroup(groupId, 0)) return false;
  if (process.platform === 'win32') return true;
  const entries = await systemProcessTable().readEntries();
  return entries.some((entry) => entry.processGroupId === groupId && !entry.ended);
}
