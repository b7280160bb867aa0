import { findLaunchProcesses, isSameProcess, type ProcessFate, readBootId, readProcessFate, TERMINAL_ID_VARIABLE } from '@ao/adapter-kit';
import { AoError, type ExitEvidence, type ExitFacts, type ProcessIdentity, toAoError } from '@ao/domain';
import type { Clock, RuntimeProbe } from '@ao/ports';
import {
  launchFolderTime,
  readCreator,
  readExitRecord,
  readProgramRecord,
  readScreenRecord,
  type StoredProgram,
} from '../files/launch-records.ts';
import type { LaunchLocation } from '../launch-location.ts';
import type { PaneFacts } from './pane-facts.ts';
import { adoptProgram } from './terminal-create.ts';

/** A folder without a program may be one that is just being made, for this long. */
const START_WAIT_MS = 20_000;
/** What somebody who has died since had asked of the server, it has done by then, if it answers others. */
const LAST_WORD_MS = 1_000;
/** The server notices the end of a program as soon as it gets a turn. */
const NOTICE_WAIT_MS = 2_000;
const NOTICE_LOOK_MS = 20;

/** What the server said when it was asked for all terminals. */
export type ServerView =
  | { readonly type: 'panes'; readonly panes: ReadonlyMap<string, PaneFacts> }
  | { readonly type: 'no_server' }
  /** It could not be asked. That proves nothing. */
  | { readonly type: 'unknown'; readonly error: AoError };

/** What a probe takes. */
export interface ProbeOptions {
  readonly clock: Clock;
  /** Asks the server; one answer serves all terminals of a probe. */
  readonly look: () => Promise<ServerView>;
  /** Asks again, for a program that has ended since, and has the server look after its children. */
  readonly lookAgain: () => Promise<ServerView>;
  /** Stores an ending the server tells of. */
  readonly settle: (location: LaunchLocation, pane: PaneFacts) => Promise<ExitFacts | null>;
}

/** Looks at one terminal. Never rejects: what could not be looked at is unknown. */
export async function probeTerminal(location: LaunchLocation, options: ProbeOptions): Promise<RuntimeProbe> {
  try {
    return await lookAt(location, options);
  } catch (error) {
    return { state: 'unknown', error: toAoError(error, `looking at the terminal ${location.handle}`) };
  }
}

async function lookAt(location: LaunchLocation, options: ProbeOptions): Promise<RuntimeProbe> {
  const { directory } = location;
  const recorded = await lookAtRecord(directory);
  if (recorded !== null) return recorded;
  const stored = await readProgramRecord(directory);
  const fate = await fateOf(stored?.program ?? null);
  // No server outlives the machine: this is certain without asking.
  if (stored !== null && fate === 'boot_changed') return dead('boot_changed', stored.startedAt);
  const view = await options.look();
  if (view.type === 'unknown') return { state: 'unknown', error: view.error };
  const pane = view.type === 'panes' ? view.panes.get(location.terminalId) : undefined;
  if (pane !== undefined) return lookAtPane(location, stored, pane, options);
  return stored === null ? lookAtUnstarted(location, options) : withoutPane(directory, stored, options.clock);
}

async function lookAtRecord(directory: string): Promise<RuntimeProbe | null> {
  const exit = await readExitRecord(directory);
  return exit === null ? null : { state: 'dead', exit, lastOutputAt: (await readScreenRecord(directory))?.lastOutputAt ?? null };
}

async function lookAtPane(
  location: LaunchLocation,
  stored: StoredProgram | null,
  pane: PaneFacts,
  options: ProbeOptions,
): Promise<RuntimeProbe> {
  const ended = await endedPane(location, pane, options);
  if (ended !== null) return ended;
  const record = stored ?? (await adoptProgram(location, pane.pid, pane.terminalPath, options.clock));
  if ((await fateOf(record.program)) === 'running') return { state: 'alive', process: record.program, lastOutputAt: pane.lastOutputAt };
  // The pane is there without the agent: either the server has not noticed yet, or somebody started something else in it.
  const deadline = options.clock.monotonic() + NOTICE_WAIT_MS;
  let last: PaneFacts | undefined = pane;
  while (pane.pid === record.program.pid && options.clock.monotonic() < deadline) {
    const view = await options.lookAgain();
    const again = view.type === 'panes' ? view.panes.get(location.terminalId) : undefined;
    last = again;
    if (again === undefined) break;
    const noticed = await endedPane(location, again, options);
    if (noticed !== null) return noticed;
    await options.clock.sleep(NOTICE_LOOK_MS);
  }
  if (last?.dead === true) await options.settle(location, { ...last, ended: { at: options.clock.now(), code: null, signal: null } });
  return withoutPane(location.directory, record, options.clock);
}

async function endedPane(location: LaunchLocation, pane: PaneFacts, options: ProbeOptions): Promise<RuntimeProbe | null> {
  if (pane.ended === null) return null;
  const exit = await options.settle(location, pane);
  return { state: 'dead', exit: exit ?? { ...pane.ended, evidence: 'exit_record' }, lastOutputAt: pane.lastOutputAt };
}

/** The server knows nothing of the terminal, or there is none: what became of the process decides. */
async function withoutPane(directory: string, { program }: StoredProgram, clock: Clock): Promise<RuntimeProbe> {
  // The ending may have been stored, and the terminal let go, since the record was looked for.
  const recorded = await lookAtRecord(directory);
  if (recorded !== null) return recorded;
  const fate = await readProcessFate(program);
  if (fate === 'running') return { state: 'alive', process: program, lastOutputAt: null };
  return dead(fate === 'replaced' ? 'process_replaced' : fate === 'boot_changed' ? 'boot_changed' : 'process_gone', clock.now());
}

async function lookAtUnstarted(location: LaunchLocation, options: ProbeOptions): Promise<RuntimeProbe> {
  const { directory } = location;
  const { clock } = options;
  const madeAt = await launchFolderTime(directory);
  if (madeAt === null) return dead('runtime_gone', clock.now());
  if (clock.now() - madeAt > START_WAIT_MS) {
    if (!(await isAnybodyAtWork(location))) return dead('runtime_gone', madeAt);
    return unknown('Its server has lost the terminal, nobody knows which process it was, and something of it still runs. End the session.');
  }
  const creator = await readCreator(directory);
  if (creator !== null && !(await isSameProcess(creator))) {
    const ageMs = Math.max(0, clock.now() - madeAt);
    if (ageMs < LAST_WORD_MS) await clock.sleep(LAST_WORD_MS - ageMs);
    const view = await options.lookAgain();
    if (view.type === 'unknown') return { state: 'unknown', error: view.error };
    const pane = view.type === 'panes' ? view.panes.get(location.terminalId) : undefined;
    return pane === undefined ? dead('runtime_gone', madeAt) : lookAtPane(location, null, pane, options);
  }
  return unknown('The terminal is still being created. Look again in a moment.');
}

/** Whether something runs that carries the name of the terminal: all that is started in it does. */
async function isAnybodyAtWork({ terminalId }: LaunchLocation): Promise<boolean> {
  const notBefore = { pid: 0, startTime: '0', bootId: await readBootId() };
  return (await findLaunchProcesses({ roots: [], environment: `${TERMINAL_ID_VARIABLE}=${terminalId}`, notBefore })).length > 0;
}

function unknown(message: string): RuntimeProbe {
  return { state: 'unknown', error: new AoError('RUNTIME_UNAVAILABLE', { message }) };
}

async function fateOf(program: ProcessIdentity | null): Promise<ProcessFate | null> {
  return program === null ? null : readProcessFate(program);
}

function dead(evidence: ExitEvidence, at: number): RuntimeProbe {
  return { state: 'dead', exit: { at, code: null, signal: null, evidence }, lastOutputAt: null };
}
