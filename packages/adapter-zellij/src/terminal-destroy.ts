import { rm, stat } from 'node:fs/promises';
import {
  endProcesses,
  findLaunchProcesses,
  findTerminalProcesses,
  isSameProcess,
  type LaunchMarks,
  readBootId,
  readProcessIdentity,
  TERMINAL_ID_VARIABLE,
} from '@ao/adapter-kit';
import type { ProcessIdentity } from '@ao/domain';
import type { Clock, DestroyResult } from '@ao/ports';
import { attendantsOf, type LaunchProcesses, readKeeper, readProcesses, readSpec } from './launch/launch-records.ts';
import type { LaunchLocation } from './launch-location.ts';

/** The keeper writes down the end and keeps the last picture; with the session it is gone. Then it is made to. */
const ATTENDANTS_GO_MS = 3_000;
const ATTENDANTS_LOOK_MS = 5;
/** A client that was left alone by its creator starts a server within this time, if at all. */
const LATE_START_MS = 250;
const LATE_STARTS_MAX = 8;

/**
 * Ends everything that runs in a terminal, and then the session. Works from what is written down and from the marks of processes, so it
 * needs no living server, and works for a terminal whose creation was interrupted anywhere.
 */
export async function destroyTerminal(location: LaunchLocation, graceMs: number, clock: Clock): Promise<DestroyResult> {
  const processes = await readProcesses(location.directory);
  const wasRunning = processes !== null && (await isSameProcess(processes.program));
  const attendants = processes === null ? await findAttendants(location) : attendantsOf(processes);
  const result = await endProcesses({ find: (found) => findProcesses(location, processes, attendants, found), graceMs, clock });
  const survivors = await endSession(location, attendants, processes !== null, clock);
  await rm(location.socketDirectory, { recursive: true, force: true });
  const wasInterrupted = processes === null && (result.found > 0 || (await readSpec(location.directory)) !== null);
  const late = wasInterrupted ? await endLateStarts(location, graceMs, clock) : [];
  return { alreadyGone: !wasRunning && result.found === 0, survivors: [...result.survivors, ...survivors, ...late] };
}

/**
 * A process that is between being made and being executed shows no marks. So where a creation was interrupted, it is looked again until
 * nothing has come for a while: neither a process nor the sockets of one.
 */
async function endLateStarts(location: LaunchLocation, graceMs: number, clock: Clock): Promise<readonly ProcessIdentity[]> {
  for (let count = 1; ; count += 1) {
    await clock.sleep(LATE_START_MS);
    const { found, survivors } = await endProcesses({ find: (ours) => findProcesses(location, null, [], ours), graceMs, clock });
    const hasSockets = (await stat(location.socketDirectory).catch(() => null)) !== null;
    await rm(location.socketDirectory, { recursive: true, force: true });
    if ((found === 0 && !hasSockets) || count === LATE_STARTS_MAX) return survivors;
  }
}

/**
 * Ends what is left of a session whose program has ended: the server and the keeper. Waits while the keeper still has something to do.
 * Answers what could not be ended.
 */
export async function endSession(
  location: LaunchLocation,
  attendants: readonly ProcessIdentity[],
  wait: boolean,
  clock: Clock,
): Promise<readonly ProcessIdentity[]> {
  const deadline = clock.monotonic() + (wait ? ATTENDANTS_GO_MS : 0);
  const left = async () => {
    const running = await Promise.all(attendants.map(async (each) => ((await isSameProcess(each)) ? [each] : [])));
    return running.flat();
  };
  while (clock.monotonic() < deadline && (await left()).length > 0) await clock.sleep(ATTENDANTS_LOOK_MS);
  if ((await left()).length === 0) return [];
  const marks = { ...(await marksOf(location)), roots: attendants };
  const { survivors } = await endProcesses({
    find: (found) => findLaunchProcesses({ ...marks, roots: [...attendants, ...found] }),
    graceMs: 0,
    clock,
  });
  return survivors;
}

async function findProcesses(
  location: LaunchLocation,
  processes: LaunchProcesses | null,
  attendants: readonly ProcessIdentity[],
  found: readonly ProcessIdentity[],
): Promise<readonly ProcessIdentity[]> {
  const program = processes?.program;
  const marks = {
    ...(await marksOf(location)),
    ...(processes === null ? {} : { notBefore: processes.server }),
    roots: program === undefined ? found : [program, ...found],
    spare: attendants,
  };
  if (processes === null) return findLaunchProcesses(marks);
  // Once the program has ended, what runs in the session of its terminal is the keeper at work.
  const { keeper, terminalPath } = processes;
  return findTerminalProcesses(marks, { program: processes.program, terminalPath, sessionLeader: keeper });
}

async function marksOf(location: LaunchLocation): Promise<Pick<LaunchMarks, 'environment' | 'notBefore' | 'roots'>> {
  return {
    roots: [],
    environment: `${TERMINAL_ID_VARIABLE}=${location.terminalId}`,
    notBefore: { pid: 0, startTime: '0', bootId: await readBootId() },
  };
}

/** Server and keeper of a terminal whose creation was interrupted, as far as they have told who they are. */
async function findAttendants(location: LaunchLocation): Promise<readonly ProcessIdentity[]> {
  const words = await readKeeper(location.directory);
  if (words === null) return [];
  const marked = await findLaunchProcesses(await marksOf(location));
  const isMarked = (identity: ProcessIdentity | null) => marked.some((each) => each.pid === identity?.pid);
  const identities = await Promise.all([words.keeperPid, words.serverPid].map((pid) => readProcessIdentity(pid)));
  return identities.flatMap((identity) => (identity !== null && isMarked(identity) ? [identity] : []));
}
