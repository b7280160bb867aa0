import { readFileSync } from 'node:fs';
import { readProcessIdentity, terminalNotCreated } from '@ao/adapter-kit';
import { AoError, type ProcessIdentity } from '@ao/domain';
import type { Clock, RuntimeCreateRequest } from '@ao/ports';
import { type StoredProgram, UNKNOWN_START, writeLaunchSpec, writeProgramRecord } from '../files/launch-records.ts';
import type { LaunchLocation } from '../launch-location.ts';
import type { ServerLink } from '../server/tmux-server.ts';
import { createCommand, launcherMark } from './launch-command.ts';

/** A machine that is busy beyond this is in no state to run an agent. */
const CREATE_TIMEOUT_MS = 15_000;
/** Becoming the program takes about a millisecond. */
const EXEC_WAIT_MS = 2_000;
const EXEC_LOOK_MS = 1;

/** Makes the folder of a launch. A folder that was there before is left alone. */
export async function prepareLaunch(location: LaunchLocation, request: RuntimeCreateRequest, clock: Clock): Promise<void> {
  try {
    await writeLaunchSpec(location, {
      terminalId: location.terminalId,
      tmuxSession: location.tmuxSession,
      argv: request.argv,
      cwd: request.cwd,
      size: request.size,
      createdAt: clock.now(),
    });
  } catch (error) {
    const isTaken = (error as NodeJS.ErrnoException).code === 'EEXIST';
    throw terminalNotCreated(request, isTaken ? `the terminal ${location.handle} exists already` : String(error), error);
  }
}

/**
 * Creates a terminal on the server and waits until its process is the program. When it rejects, what may have been started is on the
 * caller to end.
 *
 * @throws AoError `RUNTIME_CREATE_FAILED`, `RUNTIME_UNAVAILABLE`, or the reason of the signal
 */
export async function createOnServer(
  options: { readonly location: LaunchLocation; readonly link: ServerLink; readonly clock: Clock },
  request: RuntimeCreateRequest,
  signal?: AbortSignal,
): Promise<ProcessIdentity> {
  const { location, link, clock } = options;
  signal?.throwIfAborted();
  const command = createCommand(location, request);
  const { replies } = await link.change({ lines: [command] }, CREATE_TIMEOUT_MS);
  const failure = replies.find(({ failed }) => failed);
  if (failure !== undefined) throw terminalNotCreated(request, `tmux said: ${failure.lines.map(String).join(' ')}`);
  const created = /^(%\d+) (\d+) (\S*)$/.exec(replies[0]?.lines[0]?.toString() ?? '');
  if (created === null) throw terminalNotCreated(request, 'tmux did not tell what it had created');
  const [, paneId = '', pidText, tty = ''] = created;
  const program = await identityOf(Number(pidText));
  await writeProgramRecord(location.directory, { program, terminalPath: tty === '' ? null : tty, startedAt: clock.now() });
  signal?.throwIfAborted();
  await waitForExec(program.pid, link.serverPid, clock);
  await refuseUnstarted(link, paneId, request);
  signal?.throwIfAborted();
  return program;
}

/** What runs in a terminal whose creation was interrupted before it was written down. */
export async function adoptProgram(
  location: LaunchLocation,
  pid: number,
  terminalPath: string | null,
  clock: Clock,
): Promise<StoredProgram> {
  const record = { program: await identityOf(pid), terminalPath, startedAt: clock.now() };
  await writeProgramRecord(location.directory, record);
  return record;
}

/** A program that ends at once may be gone before it was looked at. Then nothing can be mistaken for it. */
async function identityOf(pid: number): Promise<ProcessIdentity> {
  const identity = await readProcessIdentity(pid);
  if (identity !== null) return identity;
  const own = await readProcessIdentity(process.pid);
  if (own === null) throw new AoError('INTERNAL', { message: 'The process table does not show this process. Run `ao doctor`.' });
  return { pid, startTime: UNKNOWN_START, bootId: own.bootId };
}

/** Waits until the process is no longer on its way to become the program. On systems without /proc it is taken as it is. */
async function waitForExec(pid: number, serverPid: number, clock: Clock): Promise<void> {
  const server = commandLine(serverPid);
  if (server === null) return;
  const deadline = clock.monotonic() + EXEC_WAIT_MS;
  while (clock.monotonic() < deadline) {
    const its = commandLine(pid);
    const isUnderWay = its !== null && (its.startsWith(launcherMark()) || its === server);
    if (!isUnderWay) return;
    await clock.sleep(EXEC_LOOK_MS);
  }
}

function commandLine(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return null;
  }
}

const LAUNCHER_FAILED = /^(?:\/usr\/bin\/)?env: /;
const LAUNCHER_CODES: readonly string[] = ['126', '127'];

/** What could not be started after all: the launcher says so on the terminal and by its exit code. */
async function refuseUnstarted({ connection }: ServerLink, paneId: string, request: RuntimeCreateRequest): Promise<void> {
  const { closing } = await connection.request({ lines: [], closing: { paneId, format: '#{pane_dead_status}' } });
  if (!LAUNCHER_CODES.includes(closing)) return;
  const { replies } = await connection.request({ lines: [`capture-pane -p -t ${paneId} -S 0 -E 0`] });
  const text = replies[0]?.lines[0]?.toString() ?? '';
  if (LAUNCHER_FAILED.test(text)) throw terminalNotCreated(request, text);
}
