import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isSameProcess } from '@ao/adapter-kit';
import type { ProcessIdentity } from '@ao/domain';
import type { Clock } from '@ao/ports';
import { LAUNCH_FILE } from './launch-files.ts';

/** What is looked at while a program starts. */
export interface ProgramStart {
  readonly directory: string;
  readonly program: ProcessIdentity;
  readonly clock: Clock;
  /** In the clock's monotonic time. */
  readonly deadline: number;
  readonly signal?: AbortSignal | undefined;
}

const LOOK_MS = 2;
/** Where command lines cannot be read, a refusal is waited for so long; the system says it at once. */
const REFUSAL_WITHIN_MS = 60;

/**
 * Waits until the script has become the program; false when the system has refused. A program that has ended already was started.
 */
export async function waitForStart({ directory, program, clock, deadline, signal }: ProgramStart): Promise<boolean> {
  const script = join(directory, LAUNCH_FILE.programScript);
  const blindUntil = clock.monotonic() + REFUSAL_WITHIN_MS;
  for (;;) {
    const commandLine = await readFile(`/proc/${program.pid}/cmdline`, 'utf8').catch(() => null);
    const runs = await isSameProcess(program);
    if (await isThere(join(directory, LAUNCH_FILE.refused))) return false;
    if (!runs) return true;
    // An empty one belongs to a process that is just ending.
    if (commandLine !== null && commandLine !== '' && !commandLine.includes(script)) return true;
    if (commandLine === null && clock.monotonic() >= blindUntil) return true;
    if (clock.monotonic() >= deadline) return false;
    await clock.sleep(LOOK_MS, signal);
  }
}

async function isThere(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
