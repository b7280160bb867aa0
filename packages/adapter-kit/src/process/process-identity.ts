import type { ProcessIdentity, Timestamp } from '@ao/domain';
import { systemProcessTable } from './system-process-table.ts';

let bootId: Promise<string> | null = null;

/** Identifies the boot of this machine: another value means that every process recorded before is gone, for sure. */
export function readBootId(): Promise<string> {
  bootId ??= systemProcessTable().readBootId();
  return bootId;
}

/** What identifies a running process beyond doubt, or null when no process has that pid (or it has ended and only its entry is left). */
export async function readProcessIdentity(pid: number): Promise<ProcessIdentity | null> {
  // The entry first: a process that is about to end must be read at once.
  const entry = await systemProcessTable().readEntry(pid);
  if (entry === null || entry.ended) return null;
  return { pid, startTime: entry.startTime, bootId: await readBootId() };
}

/**
 * What became of a process that was recorded earlier.
 *
 * - `running`: it still runs
 * - `gone`: no process has its pid (or it has ended and only its entry is left)
 * - `replaced`: another process has its pid now
 * - `boot_changed`: the machine was started anew since
 */
export type ProcessFate = 'running' | 'gone' | 'replaced' | 'boot_changed';

/** Looks what became of a recorded process. A pid that was given to another process is never mistaken for it. */
export async function readProcessFate(identity: ProcessIdentity): Promise<ProcessFate> {
  if (identity.bootId !== (await readBootId())) return 'boot_changed';
  const entry = await systemProcessTable().readEntry(identity.pid);
  if (entry === null) return 'gone';
  if (entry.startTime !== identity.startTime) return 'replaced';
  return entry.ended ? 'gone' : 'running';
}

/** Whether the very process that was recorded still runs. */
export async function isSameProcess(identity: ProcessIdentity): Promise<boolean> {
  return (await readProcessFate(identity)) === 'running';
}

/** When a process was started, good to a second; null for one of an earlier boot, or when the system does not tell. */
export async function readProcessStart(identity: ProcessIdentity): Promise<Timestamp | null> {
  return identity.bootId === (await readBootId()) ? systemProcessTable().startedAt(identity.startTime) : null;
}
