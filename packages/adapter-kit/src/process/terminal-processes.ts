import type { ProcessIdentity } from '@ao/domain';
import { isSameProcess } from './process-identity.ts';
import { findLaunchProcesses, type LaunchMarks } from './process-tree.ts';
import { systemProcessTable } from './system-process-table.ts';

/** A program and the terminal it was started in. */
export interface ProgramInTerminal {
  readonly program: ProcessIdentity;
  /** Null when it is not known. */
  readonly terminalPath: string | null;
  /** Leader of the terminal's session, where that is not the program and does something else once the program has ended. */
  readonly sessionLeader?: ProcessIdentity | undefined;
}

/**
 * Every running process of a launch, with those that are recognised only by the terminal they use.
 *
 * The number of a terminal is given to the next who opens one, another session or a window of the person, as soon as nobody uses it any
 * more: when the program has ended, and also when it runs on without its terminal. So whoever uses that terminal counts only as long as
 * the program itself does, before and after everything was looked at.
 */
export async function findTerminalProcesses(
  marks: Omit<LaunchMarks, 'terminalPath'>,
  { program, terminalPath, sessionLeader }: ProgramInTerminal,
): Promise<readonly ProcessIdentity[]> {
  const runs = () => isSameProcess(program);
  const holdsTerminal = async () => terminalPath !== null && systemProcessTable().usesTerminal(program.pid, terminalPath) && (await runs());
  const inSession = sessionLeader === undefined ? marks : { ...marks, sessionLeader };
  if (terminalPath !== null && (await holdsTerminal())) {
    const processes = await findLaunchProcesses({ ...inSession, terminalPath });
    if (await holdsTerminal()) return processes;
  }
  if (sessionLeader !== undefined && (await runs())) {
    const processes = await findLaunchProcesses(inSession);
    if (await runs()) return processes;
  }
  return findLaunchProcesses(marks);
}
