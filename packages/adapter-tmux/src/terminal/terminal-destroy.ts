import { endProcesses, findLaunchProcesses, findTerminalProcesses, isSameProcess, readBootId, TERMINAL_ID_VARIABLE } from '@ao/adapter-kit';
import type { ProcessIdentity } from '@ao/domain';
import type { Clock, DestroyResult } from '@ao/ports';
import { readProgramRecord, type StoredProgram, UNKNOWN_START } from '../files/launch-records.ts';
import type { LaunchLocation } from '../launch-location.ts';

/**
 * Ends everything that runs in a terminal. Works from what is written down and from the process table, so it needs no server, and works
 * for a terminal whose creation was interrupted anywhere.
 */
export async function endTerminalProcesses(location: LaunchLocation, graceMs: number, clock: Clock): Promise<DestroyResult> {
  const record = await readProgramRecord(location.directory);
  const wasRunning = record !== null && (await isSameProcess(record.program));
  const result = await endProcesses({ find: (found) => findProcesses(location, record, found), graceMs, clock });
  return { alreadyGone: !wasRunning && result.found === 0, survivors: result.survivors };
}

async function findProcesses(
  location: LaunchLocation,
  record: StoredProgram | null,
  found: readonly ProcessIdentity[],
): Promise<readonly ProcessIdentity[]> {
  const program = record === null || record.program.startTime === UNKNOWN_START ? undefined : record.program;
  const marks = {
    roots: program === undefined ? found : [program, ...found],
    sessionLeader: program,
    environment: `${TERMINAL_ID_VARIABLE}=${location.terminalId}`,
    notBefore: program ?? { pid: 0, startTime: '0', bootId: await readBootId() },
  };
  if (program === undefined) return findLaunchProcesses(marks);
  return findTerminalProcesses(marks, { program, terminalPath: record?.terminalPath ?? null });
}
