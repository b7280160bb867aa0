import { mkdir, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  checkSocketPath,
  checkTerminalProgram,
  readProcessIdentity,
  runCommand,
  terminalNotCreated,
  writePrivateFile,
} from '@ao/adapter-kit';
import { AoError, type ProcessIdentity } from '@ao/domain';
import type { Clock, RuntimeCreateRequest } from '@ao/ports';
import { resizeTerminal } from '../viewer/terminal-size-setter.ts';
import { type LaunchLocation, type RuntimePlaces, SESSION_NAME } from '../launch-location.ts';
import type { ZellijProgram } from '../zellij-program.ts';
import { configurationDirectory, layoutFor, prepareZellij, zellijDirectory, zellijEnvironment } from '../zellij-setup.ts';
import { launchEnvironment } from './launch-environment.ts';
import { chooseShell } from './launch-shell.ts';
import { LAUNCH_FILE } from './launch-files.ts';
import { readKeeper, readProgramPid, writeProcesses, writeSize, writeSpec } from './launch-records.ts';
import { keeperScript, type LaunchScripts, programScript } from './launch-scripts.ts';
import { waitForStart } from './program-start.ts';

/** How terminals are started. */
export interface LaunchStarter {
  readonly places: RuntimePlaces;
  readonly zellij: ZellijProgram;
  readonly clock: Clock;
}

/** A session starts in about 100 ms; a machine that is busy beyond this is in no state to run an agent. */
const START_WITHIN_MS = 15_000;
const LOOK_MS = 3;
/** The only pane of a session. */
const FIRST_PANE = 0;

/**
 * Makes the folder of a launch, after having checked that its program can be started. When it rejects, nothing was made; a folder
 * that was there before is left alone.
 *
 * @throws AoError `SOCKET_PATH_TOO_LONG`, `RUNTIME_CREATE_FAILED`
 */
export async function prepareLaunch(places: RuntimePlaces, location: LaunchLocation, request: RuntimeCreateRequest): Promise<void> {
  checkSocketPath(location.socketPath);
  await checkTerminalProgram(request);
  try {
    await prepareZellij(places, location.socketDirectory);
    await mkdir(location.sessionDirectory, { recursive: true, mode: 0o700 });
    await mkdir(location.directory, { mode: 0o700 });
  } catch (error) {
    // Only where they are empty: whoever is there already keeps them.
    for (const folder of [location.sessionDirectory, location.socketDirectory]) await rmdir(folder).catch(() => {});
    const code = (error as NodeJS.ErrnoException).code;
    throw terminalNotCreated(request, code === 'EEXIST' ? `the terminal ${location.handle} exists already` : String(error), error);
  }
}

/**
 * Starts a terminal in a folder that was prepared. When it rejects, what was started is on the caller to reap, and so is the folder.
 *
 * @throws AoError `RUNTIME_CREATE_FAILED`, or the reason of the signal
 */
export async function startLaunch(
  starter: LaunchStarter,
  location: LaunchLocation,
  request: RuntimeCreateRequest,
  signal?: AbortSignal,
): Promise<ProcessIdentity> {
  try {
    const layoutPath = await writeLaunchFiles(starter, location, request);
    await openSession(starter, location, request, layoutPath, signal);
    return await letGo(starter, location, request, signal);
  } catch (error) {
    if (signal?.aborted || (AoError.isInstance(error) && error.code === 'RUNTIME_CREATE_FAILED')) throw error;
    throw terminalNotCreated(request, error instanceof Error ? error.message : String(error), error);
  }
}

/** Removes the folder of a launch that came to nothing, or is forgotten. */
export async function removeLaunch(location: LaunchLocation): Promise<void> {
  await rm(location.directory, { recursive: true, force: true });
  await rm(location.socketDirectory, { recursive: true, force: true });
}

async function writeLaunchFiles({ places, zellij, clock }: LaunchStarter, location: LaunchLocation, request: RuntimeCreateRequest) {
  const { directory } = location;
  const own = zellijEnvironment(places, location.socketDirectory);
  const { unset, restore, path } = launchEnvironment(request.env, own, location.terminalId);
  const shell = await chooseShell(request.env);
  const scripts: LaunchScripts = {
    directory,
    argv: request.argv,
    cwd: request.cwd,
    path,
    unset,
    restore,
    zellij: [zellij.path, '--config-dir', configurationDirectory(places)],
    sessionName: SESSION_NAME,
    socketDirectory: location.socketDirectory,
    zellijEnvironment: own,
    pane: FIRST_PANE,
    shell,
  };
  const layoutPath = join(directory, LAUNCH_FILE.layout);
  const keeperPath = join(directory, LAUNCH_FILE.keeperScript);
  await writeSpec(directory, {
    version: 1,
    zellijPath: zellij.path,
    zellijVersion: zellij.version,
    socketPath: location.socketPath,
    pane: FIRST_PANE,
    createdAt: clock.now(),
    creator: await readProcessIdentity(process.pid),
  });
  await writeSize(directory, request.size);
  await writePrivateFile(join(directory, LAUNCH_FILE.programScript), programScript(scripts));
  await writePrivateFile(keeperPath, keeperScript(scripts));
  await writePrivateFile(layoutPath, layoutFor(shell, keeperPath));
  return layoutPath;
}

/** Starts zellij's server, which detaches itself, and has it open the session. */
async function openSession(
  { places, zellij }: LaunchStarter,
  location: LaunchLocation,
  request: RuntimeCreateRequest,
  layoutPath: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  // What a server of the same name has left behind: the name belongs to this launch alone.
  await rm(location.socketPath, { force: true });
  const { server } = launchEnvironment(request.env, zellijEnvironment(places, location.socketDirectory), location.terminalId);
  const result = await runCommand({
    argv: [
      zellij.path,
      // Not `--config`: without a folder of configuration zellij does not look at the layout it is given.
      '--config-dir',
      configurationDirectory(places),
      'attach',
      '--create-background',
      SESSION_NAME,
      'options',
      '--default-layout',
      layoutPath,
    ],
    cwd: zellijDirectory(places),
    env: server,
    timeoutMs: START_WITHIN_MS,
    signal,
  });
  signal?.throwIfAborted();
  if (result.outcome === 'exited' && result.exitCode === 0) return;
  const said = result.stderr.trim() || result.stdout.trim() || result.startFailure?.message;
  throw terminalNotCreated(request, `zellij did not open the session (${said ?? result.outcome})`);
}

/** Waits for the program's script, sets the size, writes down who runs, and lets the program start. */
async function letGo(
  { clock }: LaunchStarter,
  location: LaunchLocation,
  request: RuntimeCreateRequest,
  signal: AbortSignal | undefined,
): Promise<ProcessIdentity> {
  const { directory, socketPath } = location;
  const deadline = clock.monotonic() + START_WITHIN_MS;
  const pid = await pidOf(request, directory, clock, deadline, signal);
  const keeper = await readKeeper(directory);
  const [server, keeperIdentity, program] = await Promise.all(
    [keeper?.serverPid ?? 0, keeper?.keeperPid ?? 0, pid].map((each) => readProcessIdentity(each)),
  );
  if (!server || !keeperIdentity || !program) throw terminalNotCreated(request, 'it ended before it had begun');
  await resizeTerminal({ socketPath, pane: FIRST_PANE, size: request.size, clock });
  signal?.throwIfAborted();
  await writeProcesses(directory, {
    version: 1,
    server,
    keeper: keeperIdentity,
    program,
    terminalPath: keeper?.terminalPath ?? null,
    startedAt: clock.now(),
  });
  await writePrivateFile(join(directory, LAUNCH_FILE.go), '');
  const started = await waitForStart({ directory, program, clock, deadline, signal });
  if (!started) throw terminalNotCreated(request, 'the system refused to execute it');
  return program;
}

async function pidOf(
  request: RuntimeCreateRequest,
  directory: string,
  clock: Clock,
  deadline: number,
  signal: AbortSignal | undefined,
): Promise<number> {
  for (;;) {
    const pid = await readProgramPid(directory);
    if (pid !== null) return pid;
    if (await isFile(join(directory, LAUNCH_FILE.refused)))
      throw terminalNotCreated(request, `the folder ${request.cwd} cannot be entered`);
    if (clock.monotonic() >= deadline) throw terminalNotCreated(request, `zellij did not start it within ${START_WITHIN_MS / 1000} s`);
    await clock.sleep(LOOK_MS, signal);
  }
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}
