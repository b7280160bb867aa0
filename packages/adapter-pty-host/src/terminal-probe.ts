import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { findLaunchProcesses, readBootId, readProcessFate, TERMINAL_ID_VARIABLE } from '@ao/adapter-kit';
import { AoError, type ExitEvidence, type ExitFacts } from '@ao/domain';
import type { Clock, RuntimeProbe } from '@ao/ports';
import { ZodError } from 'zod';
import { LAUNCH_FILE, segmentOffset } from './files/launch-files.ts';
import { isMissing, readExitRecord, readHostRecord, type StoredHost } from './files/launch-records.ts';
import type { LaunchLocation } from './launch-location.ts';

/** A host writes the exit record right after the program has ended and its last output is stored; that takes no longer than this. */
const EXIT_RECORD_WAIT_MS = 3_000;
const EXIT_RECORD_LOOK_MS = 20;
/** A folder without a host may be one that is just being made, for this long. */
const START_WAIT_MS = 20_000;
/** A host that nobody has started by now will not be: between the making of its folder and its process nothing takes long. */
const NO_HOST_MS = 1_000;

/** Who runs which folder's program, kept between probes: it never changes once the program runs, and reading it is half of a probe. */
export type KnownHosts = Map<string, StoredHost>;

/** What a probe takes besides the place. */
export interface ProbeOptions {
  readonly clock: Clock;
  /** Filled and cleared by the probes. */
  readonly knownHosts?: KnownHosts | undefined;
}

/** Looks at one terminal. Never rejects: what could not be looked at is unknown. */
export async function probeTerminal(location: LaunchLocation, options: ProbeOptions, signal?: AbortSignal): Promise<RuntimeProbe> {
  try {
    const probe = await look(location, options, signal);
    if (probe.state !== 'alive') options.knownHosts?.delete(location.directory);
    return probe;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return unknown(`The terminal ${location.handle} could not be looked at: ${message}`, error);
  }
}

async function look(location: LaunchLocation, { clock, knownHosts }: ProbeOptions, signal: AbortSignal | undefined): Promise<RuntimeProbe> {
  const { directory } = location;
  const names = await namesIn(directory);
  const lastOutputAt = await lastOutputOf(directory, names);
  const dead = (exit: ExitFacts): RuntimeProbe => ({ state: 'dead', exit, lastOutputAt });
  const recorded = names.includes(LAUNCH_FILE.exit) ? await readUnderstood(() => readExitRecord(directory), location, clock) : null;
  if (recorded === 'damaged') return dead(withoutRecord('process_gone', lastOutputAt ?? clock.now()));
  if (recorded !== null) return dead(recorded.exit);
  const known = names.includes(LAUNCH_FILE.host) ? knownHosts?.get(directory) : undefined;
  const host = known ?? (await readUnderstood(() => readHostRecord(directory), location, clock));
  if (host === 'damaged') return dead(withoutRecord('process_gone', lastOutputAt ?? clock.now()));
  if (host === null) return lookAtUnstarted(location, { clock, dead }, signal);
  const { program } = host;
  if (program === null) return lookAtUnstarted(location, { clock, dead }, signal);
  knownHosts?.set(directory, host);
  const fate = await readProcessFate(program);
  if (fate === 'running') return { state: 'alive', process: program, lastOutputAt };
  if (fate === 'boot_changed') return dead(withoutRecord('boot_changed', lastOutputAt ?? host.startedAt));
  const late = await awaitExitRecord(directory, host, clock, signal);
  return dead(late ?? withoutRecord(fate === 'replaced' ? 'process_replaced' : 'process_gone', clock.now()));
}

/**
 * Reads a record. One that a loss of power or a failing disk has damaged will never be read, so it must not keep a terminal unknown for
 * ever: where nothing of the terminal has run for longer than any start takes, it is said to be damaged. A record of a younger version is
 * none of that.
 */
async function readUnderstood<Stored>(read: () => Promise<Stored>, location: LaunchLocation, clock: Clock): Promise<Stored | 'damaged'> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof ZodError)) throw error;
    const { mtimeMs } = await stat(location.directory);
    // A time that is still to come says nothing about an age: the clock was set back.
    if (Math.abs(clock.now() - mtimeMs) <= START_WAIT_MS || (await isAnybodyAtWork(location))) throw error;
    return 'damaged';
  }
}

/** The program is gone, but its host may still be about to write down how. */
async function awaitExitRecord(
  directory: string,
  { host }: StoredHost,
  clock: Clock,
  signal: AbortSignal | undefined,
): Promise<ExitFacts | null> {
  const deadline = clock.monotonic() + EXIT_RECORD_WAIT_MS;
  for (;;) {
    const hostRuns = (await readProcessFate(host)) === 'running';
    const recorded = await readExitRecord(directory);
    if (recorded !== null) return recorded.exit;
    if (!hostRuns || clock.monotonic() >= deadline) return null;
    await clock.sleep(EXIT_RECORD_LOOK_MS, signal);
  }
}

/** A daemon that died may have made the folder and no host, or a host that has not written down yet what it runs. */
async function lookAtUnstarted(
  location: LaunchLocation,
  { clock, dead }: { readonly clock: Clock; readonly dead: (exit: ExitFacts) => RuntimeProbe },
  signal: AbortSignal | undefined,
): Promise<RuntimeProbe> {
  const { directory } = location;
  const folder = await stat(directory).catch((error: unknown) => {
    if (isMissing(error)) return null;
    throw error;
  });
  if (folder === null) return dead(withoutRecord('runtime_gone', clock.now()));
  const never = dead(withoutRecord('runtime_gone', Math.trunc(folder.mtimeMs)));
  // A host that hangs is no terminal: whoever began the launch takes it back, and ends the host with it. Nor does a clock that was set
  // back make it one.
  if (Math.abs(clock.now() - folder.mtimeMs) > START_WAIT_MS) return never;
  if (!(await isAnybodyAtWork(location))) {
    const ageMs = Math.max(0, clock.now() - folder.mtimeMs);
    if (ageMs < NO_HOST_MS) await clock.sleep(NO_HOST_MS - ageMs, signal);
    const stillNobody = ageMs >= NO_HOST_MS || !(await isAnybodyAtWork(location));
    const recorded = await readExitRecord(directory);
    if (recorded !== null) return dead(recorded.exit);
    if (stillNobody) return never;
  }
  return unknown('The terminal is still being created. Look again in a moment.');
}

/** A host carries the name of its terminal from its first moment, and so does all it starts. */
async function isAnybodyAtWork({ terminalId }: LaunchLocation): Promise<boolean> {
  const notBefore = { pid: 0, startTime: '0', bootId: await readBootId() };
  return (await findLaunchProcesses({ roots: [], environment: `${TERMINAL_ID_VARIABLE}=${terminalId}`, notBefore })).length > 0;
}

function unknown(message: string, cause?: unknown): RuntimeProbe {
  return { state: 'unknown', error: new AoError('RUNTIME_UNAVAILABLE', { message, cause }) };
}

function withoutRecord(evidence: ExitEvidence, at: number): ExitFacts {
  return { at, code: null, signal: null, evidence };
}

/** When output was last stored; null when there never was any. */
export async function readLastOutputAt(directory: string): Promise<number | null> {
  return lastOutputOf(directory, await namesIn(directory));
}

async function namesIn(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function lastOutputOf(directory: string, names: readonly string[]): Promise<number | null> {
  const newest = names
    .filter((name) => segmentOffset(name) !== null)
    .sort()
    .at(-1);
  if (newest === undefined) return null;
  const file = await stat(join(directory, newest)).catch(() => null);
  return file === null || file.size === 0 ? null : Math.trunc(file.mtimeMs);
}

/** Whether a folder holds a terminal. */
export async function isLaunchFolder(directory: string): Promise<boolean> {
  return (await stat(join(directory, LAUNCH_FILE.spec)).catch(() => null)) !== null;
}
