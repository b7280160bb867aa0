import { stat } from 'node:fs/promises';
import { findLaunchProcesses, isSameProcess, readBootId, readProcessFate, TERMINAL_ID_VARIABLE } from '@ao/adapter-kit';
import { AoError, type ExitEvidence, type ExitFacts } from '@ao/domain';
import type { Clock, RuntimeProbe } from '@ao/ports';
import { LAUNCH_FILE } from './launch/launch-files.ts';
import { type LaunchProcesses, readExitRecord, readProcesses, readSpec, readText } from './launch/launch-records.ts';
import type { LaunchLocation } from './launch-location.ts';

/** The keeper writes down the end of the program at once; that takes no longer than this. */
const EXIT_RECORD_WAIT_MS = 3_000;
const EXIT_RECORD_LOOK_MS = 20;
/** A folder without processes may be one that is just being made, for this long. */
const START_WAIT_MS = 20_000;
/** The first steps of a creation take no longer, and then it is written down who creates. */
const NEXT_STEP_MS = 1_000;

/**
 * Looks at one terminal. Never rejects: what could not be looked at is unknown. zellij is not asked: what it does not know is no
 * evidence, and the files and the process table tell more. So a server that hangs costs nothing here.
 */
export async function probeTerminal(location: LaunchLocation, clock: Clock, signal?: AbortSignal): Promise<RuntimeProbe> {
  try {
    return await look(location, clock, signal);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      state: 'unknown',
      error: new AoError('RUNTIME_UNAVAILABLE', {
        message: `The terminal ${location.handle} could not be looked at: ${message}`,
        cause: error,
      }),
    };
  }
}

async function look(location: LaunchLocation, clock: Clock, signal: AbortSignal | undefined): Promise<RuntimeProbe> {
  const { directory } = location;
  // Until the program is let go, what runs, and what ends, is the script that stands in for it.
  if (!(await wasLetGo(directory))) return lookAtUnstarted(location, clock, signal);
  const recorded = await readExitRecord(directory);
  if (recorded !== null) return dead(recorded, recorded.at);
  const processes = await readProcesses(directory);
  if (processes === null) return lookAtUnstarted(location, clock, signal);
  const fate = await readProcessFate(processes.program);
  if (fate === 'running') return { state: 'alive', process: processes.program, lastOutputAt: await readLastOutputAt(processes) };
  if (fate === 'boot_changed') return dead(withoutRecord('boot_changed', processes.startedAt), null);
  const late = await awaitExitRecord(directory, processes, clock, signal);
  const exit = late ?? withoutRecord(fate === 'replaced' ? 'process_replaced' : 'process_gone', clock.now());
  return dead(exit, exit.at);
}

/** The program is gone, but its keeper may still be about to write down how. */
async function awaitExitRecord(
  directory: string,
  { keeper }: LaunchProcesses,
  clock: Clock,
  signal: AbortSignal | undefined,
): Promise<ExitFacts | null> {
  const deadline = clock.monotonic() + EXIT_RECORD_WAIT_MS;
  for (;;) {
    const keeperRuns = (await readProcessFate(keeper)) === 'running';
    const recorded = await readExitRecord(directory);
    if (recorded !== null) return recorded;
    if (!keeperRuns || clock.monotonic() >= deadline) return null;
    await clock.sleep(EXIT_RECORD_LOOK_MS, signal);
  }
}

/** A daemon that died may have made the folder and nothing more, or a session whose program nobody will ever let go. */
async function lookAtUnstarted(location: LaunchLocation, clock: Clock, signal: AbortSignal | undefined): Promise<RuntimeProbe> {
  const { directory } = location;
  const folder = await stat(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (folder === null) return dead(withoutRecord('runtime_gone', clock.now()), null);
  const never = dead(withoutRecord('runtime_gone', Math.trunc(folder.mtimeMs)), null);
  if ((await readExitRecord(directory)) !== null) return never;
  if (clock.now() - folder.mtimeMs > START_WAIT_MS) {
    // Let go, and yet nobody knows who it is: what was written down is damaged. What still runs is not called ended for that.
    if (!(await wasLetGo(directory)) || !(await isAnybodyAtWork(location))) return never;
    return unknown('What was written down of the terminal is damaged, and something of it still runs. End the session.');
  }
  const creator = (await readSpec(directory))?.creator ?? null;
  if (creator !== null) {
    // The program waits for the word of its creator, which is looked for last.
    if (!(await isSameProcess(creator)) && !(await wasLetGo(directory))) return never;
  } else if (!(await isAnybodyAtWork(location))) {
    const ageMs = Math.max(0, clock.now() - folder.mtimeMs);
    if (ageMs < NEXT_STEP_MS) await clock.sleep(NEXT_STEP_MS - ageMs, signal);
    if ((await readSpec(directory)) === null && !(await isAnybodyAtWork(location))) return never;
  }
  return unknown('The terminal is still being created. Look again in a moment.');
}

/** Whether the program was told to start. Until then a script stands in for it. */
async function wasLetGo(directory: string): Promise<boolean> {
  return (await readText(directory, LAUNCH_FILE.go)) !== null;
}

/** Whatever works for a terminal carries its name from the first moment. */
async function isAnybodyAtWork({ terminalId }: LaunchLocation): Promise<boolean> {
  const notBefore = { pid: 0, startTime: '0', bootId: await readBootId() };
  return (await findLaunchProcesses({ roots: [], environment: `${TERMINAL_ID_VARIABLE}=${terminalId}`, notBefore })).length > 0;
}

/**
 * When the terminal was last written to: the system keeps the time with the terminal device, good to eight seconds. Only while the
 * program runs: afterwards the device may be another's.
 */
export async function readLastOutputAt({ terminalPath, startedAt }: LaunchProcesses): Promise<number | null> {
  if (terminalPath === null) return null;
  const device = await stat(terminalPath).catch(() => null);
  return device === null ? null : Math.max(startedAt, Math.trunc(device.mtimeMs));
}

/** Whether a folder holds a terminal. */
export async function isLaunchFolder(directory: string): Promise<boolean> {
  return (await stat(`${directory}/${LAUNCH_FILE.spec}`).catch(() => null)) !== null;
}

function unknown(message: string): RuntimeProbe {
  return { state: 'unknown', error: new AoError('RUNTIME_UNAVAILABLE', { message }) };
}

function dead(exit: ExitFacts, lastOutputAt: number | null): RuntimeProbe {
  return { state: 'dead', exit, lastOutputAt };
}

function withoutRecord(evidence: ExitEvidence, at: number): ExitFacts {
  return { at, code: null, signal: null, evidence };
}
