import { rm } from 'node:fs/promises';
import { endProcesses, findLaunchProcesses, findTerminalProcesses, isSameProcess, readBootId, TERMINAL_ID_VARIABLE } from '@ao/adapter-kit';
import type { ProcessIdentity } from '@ao/domain';
import type { Clock, DestroyResult } from '@ao/ports';
import { readHostRecord, type StoredHost } from './files/launch-records.ts';
import type { LaunchLocation } from './launch-location.ts';

/** A host goes by itself when its program has ended; then it is made to. */
const HOST_GOES_MS = 3_000;
const HOST_LOOK_MS = 10;

/**
 * Ends everything that runs in a terminal, and then its host. Works from what is written down, so it needs no living host, and
 * works for a terminal whose creation was interrupted anywhere.
 */
export async function destroyTerminal(location: LaunchLocation, graceMs: number, clock: Clock): Promise<DestroyResult> {
  const record = await readUnderstoodRecord(location.directory);
  const wasRunning = record?.program != null && (await isSameProcess(record.program));
  const result = await endProcesses({ find: (found) => findProcesses(location, record, found), graceMs, clock });
  if (record !== null) await endHost(record.host, clock);
  // Nobody listens there any more. Whatever keeps it from being removed must not make an end look as if it had failed.
  await rm(location.socketPath, { force: true }).catch(() => undefined);
  return { alreadyGone: !wasRunning && result.found === 0, survivors: result.survivors };
}

/** A record that is damaged, or of a younger version, is done without: the mark in the environment finds everything too. */
async function readUnderstoodRecord(directory: string): Promise<StoredHost | null> {
  try {
    return await readHostRecord(directory);
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw error;
    return null;
  }
}

async function findProcesses(
  location: LaunchLocation,
  record: StoredHost | null,
  found: readonly ProcessIdentity[],
): Promise<readonly ProcessIdentity[]> {
  const program = record?.program ?? undefined;
  const marks = {
    roots: program === undefined ? found : [program, ...found],
    sessionLeader: program,
    environment: `${TERMINAL_ID_VARIABLE}=${location.terminalId}`,
    notBefore: record?.host ?? { pid: 0, startTime: '0', bootId: await readBootId() },
    spare: record === null ? [] : [record.host],
  };
  if (program === undefined) return findLaunchProcesses(marks);
  return findTerminalProcesses(marks, { program, terminalPath: record?.terminalPath ?? null });
}

/** Waits for the host, which still has to write down how the program ended. */
async function endHost(host: ProcessIdentity, clock: Clock): Promise<void> {
  const deadline = clock.monotonic() + HOST_GOES_MS;
  while (await isSameProcess(host)) {
    if (clock.monotonic() >= deadline) {
      await endProcesses({ find: async () => ((await isSameProcess(host)) ? [host] : []), graceMs: 0, clock });
      return;
    }
    await clock.sleep(HOST_LOOK_MS);
  }
}
