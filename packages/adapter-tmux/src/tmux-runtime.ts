import { checkSocketPath, checkTerminalProgram, holdProcessFor, terminalGone } from '@ao/adapter-kit';
import { AoError, type ExitFacts, type RuntimeHandle, toAoError } from '@ao/domain';
import type { Clock, DestroyResult, Logger, RuntimeProbe, RuntimeV1 } from '@ao/ports';
import { launchFolderTime, removeLaunchFolder, type StoredScreen } from './files/launch-records.ts';
import { launchFolders, type LaunchLocation, locate, placesOf } from './launch-location.ts';
import { checkRuntime } from './runtime-check.ts';
import { ENDED_WINDOW_NAME } from './server/server-config.ts';
import { createLateServer } from './server/late-server.ts';
import { findTmux, type TmuxProgram } from './server/tmux-program.ts';
import { createTmuxServer, type ServerLink } from './server/tmux-server.ts';
import type { PaneFacts } from './terminal/pane-facts.ts';
import { createEndWatch } from './terminal/end-watch.ts';
import { createOnServer, prepareLaunch } from './terminal/terminal-create.ts';
import { endTerminalProcesses } from './terminal/terminal-destroy.ts';
import { storeEnding } from './terminal/terminal-ending.ts';
import { probeTerminal, type ServerView } from './terminal/terminal-probe.ts';
import { createTmuxTerminal, type TmuxTerminal } from './terminal/tmux-terminal.ts';

/** What the runtime needs. */
export interface TmuxRuntimeOptions {
  /** Where terminals keep their files: `<directory>/<session>/<launch>/`. Made when missing, readable by the owner only. */
  readonly directory: string;
  /** Where the socket of the server is put, as `tmux.sock`. Keep the path short: systems allow about 100 bytes. */
  readonly socketDirectory: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The tmux to use. Default: the first one on PATH. */
  readonly tmuxPath?: string | undefined;
  /** Where PATH and HOME are read from to find tmux. Default: the environment of this process. Nothing of it reaches the server. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
  /** Lines kept above each screen, for terminals of a server that is started anew. Default 2000. */
  readonly historyLines?: number | undefined;
}

const HISTORY_LINES = 2000;
/** A terminal that could not be created is cleared away without waiting for its program to end politely. */
const FAILED_CREATE_GRACE_MS = 0;
/** After its last process has ended, the server tells so within this. */
const DRAIN_WAIT_MS = 2_000;
const DRAIN_LOOK_MS = 10;

/**
 * The runtime with all terminals on one private tmux server, for people who attach with tmux.
 *
 * - the server and what runs on it outlive this process, whichever way it ends
 * - neither the user's tmux server nor the user's tmux configuration is touched
 * - the end of the server is never taken for the end of an agent: the recorded process decides
 */
export function createTmuxRuntime(options: TmuxRuntimeOptions): RuntimeV1 {
  const { clock, logger } = options;
  const places = placesOf(options.directory, options.socketDirectory);
  const historyLines = options.historyLines ?? HISTORY_LINES;
  const terminals = new Map<RuntimeHandle, TmuxTerminal>();
  const watched = createEndWatch({ clock, onGone: lookAfter });
  /** The look for what a daemon before this one had not let go of yet. */
  let lettingGo: Promise<void> | null = null;
  /** Terminals whose creation was given up while the server did not answer. */
  const undecided = new Map<string, LaunchLocation>();
  const endings = new Map<RuntimeHandle, Promise<ExitFacts | null>>();
  const told = new Set<RuntimeHandle>();
  const destroying = new Map<RuntimeHandle, Promise<DestroyResult>>();
  const exitListeners = new Set<(handle: RuntimeHandle) => void>();
  let program: Promise<TmuxProgram> | null = null;
  let known: TmuxProgram | null = null;
  let sweeping: Promise<void> | null = null;
  let sweepAgain = false;

  const server = createTmuxServer({
    places,
    findProgram,
    clock,
    logger,
    historyLines,
    onNotice({ name, text }) {
      if (name.endsWith('window-renamed') && text.endsWith(` ${ENDED_WINDOW_NAME}`)) sweep();
    },
    onLost: () => void Promise.all(watched.locations().map(lookAfter)),
  });

  const lateServer = createLateServer(clock, async () => (await look()).type === 'panes');

  function findProgram(): Promise<TmuxProgram> {
    const environment = options.environment ?? process.env;
    const env = Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined));
    program ??= findTmux({ tmuxPath: options.tmuxPath, env }).then(
      (found) => (known = found),
      (error: unknown) => {
        program = null;
        throw error;
      },
    );
    return program;
  }

  function locationOf(handle: RuntimeHandle): LaunchLocation {
    const location = locate(places, handle);
    if (location === null) throw terminalGone(`"${handle}" names no terminal of this runtime`);
    return location;
  }

  function terminalOf(handle: RuntimeHandle): TmuxTerminal {
    const open = terminals.get(handle);
    if (open !== undefined) return open;
    const location = locationOf(handle);
    const terminal = createTmuxTerminal({
      location,
      server,
      historyLines,
      async findExit() {
        const probe = await probeTerminal(location, probeOptions());
        return probe.state === 'dead' ? probe.exit : null;
      },
    });
    terminals.set(handle, terminal);
    return terminal;
  }

  async function look(): Promise<ServerView> {
    try {
      const link = await server.link('existing');
      const view: ServerView = link === null ? { type: 'no_server' } : { type: 'panes', panes: await link.list() };
      void undoUndecided();
      return view;
    } catch (error) {
      return { type: 'unknown', error: toAoError(error, 'asking tmux for its terminals') };
    }
  }

  async function lookAgain(): Promise<ServerView> {
    const link = await server.link('existing').catch(() => null);
    await link?.nudge().catch(() => {});
    await clock.sleep(DRAIN_LOOK_MS);
    return look();
  }

  function probeOptions() {
    let view: Promise<ServerView> | null = null;
    return { clock, look: () => (view ??= look()), lookAgain, settle };
  }

  /** Stores an ending once, however many notice it. */
  function settle(location: LaunchLocation, pane: PaneFacts): Promise<ExitFacts | null> {
    const running = endings.get(location.handle);
    if (running !== undefined) return running;
    const ending = storeOnce(location, pane).finally(() => endings.delete(location.handle));
    endings.set(location.handle, ending);
    return ending;
  }

  async function storeOnce(location: LaunchLocation, first: PaneFacts): Promise<ExitFacts | null> {
    const link = await server.link('existing');
    if (link === null) return null;
    const pane = await drained(link, first);
    return storeEnding(location, pane, { link, historyLines, onStored: (exit, screen) => ended(location, exit, screen) });
  }

  /** The program may be gone while its last words are still in the terminal. */
  async function drained(link: ServerLink, first: PaneFacts): Promise<PaneFacts> {
    let pane = first;
    const deadline = clock.monotonic() + DRAIN_WAIT_MS;
    while (!pane.dead && clock.monotonic() < deadline) {
      await clock.sleep(DRAIN_LOOK_MS);
      pane = (await link.list()).get(first.terminalId) ?? pane;
    }
    return { ...pane, ended: pane.ended ?? first.ended };
  }

  async function ended(location: LaunchLocation, exit: ExitFacts, screen: StoredScreen): Promise<void> {
    await terminals.get(location.handle)?.finish(exit, screen);
    tellEnd(location);
  }

  function tellEnd({ handle, terminalId }: LaunchLocation): void {
    watched.delete(terminalId);
    if (told.has(handle)) return;
    told.add(handle);
    for (const listener of exitListeners) listener(handle);
  }

  /** Looks for programs that have ended. What is told while it looks makes it look once more. */
  function sweep(): void {
    sweepAgain = true;
    sweeping ??= sweepAll().finally(() => (sweeping = null));
  }

  async function sweepAll(): Promise<void> {
    while (sweepAgain) {
      sweepAgain = false;
      const view = await look();
      if (view.type !== 'panes') return;
      const over = [...view.panes.values()].flatMap((pane) => (pane.dead || pane.ended !== null ? [watched.get(pane.terminalId)] : []));
      const shared = { ...probeOptions(), look: async () => view };
      await Promise.all(over.map(async (location) => location !== undefined && probeTerminal(location, shared)));
    }
  }

  /** Its program has ended without a word, or its server has gone, which its program may have survived. */
  async function lookAfter(location: LaunchLocation): Promise<void> {
    const probe = await probeTerminal(location, probeOptions());
    // Told and forgotten meanwhile, its handle may be that of a new terminal.
    const isWatched = () => watched.get(location.terminalId) === location;
    if (probe.state !== 'dead' || !isWatched()) return;
    await terminals.get(location.handle)?.finish(probe.exit, null);
    if (isWatched()) tellEnd(location);
  }

  async function probe(location: LaunchLocation, shared: ReturnType<typeof probeOptions>): Promise<RuntimeProbe> {
    const result = await probeTerminal(location, shared);
    if (result.state === 'alive') watched.add(location, result.process);
    return result;
  }

  async function destroyOnce(location: LaunchLocation, graceMs: number): Promise<DestroyResult> {
    try {
      const result = await endTerminalProcesses(location, graceMs, clock);
      // Stores how it ended. What cannot be told now is found by the next probe.
      if ((await launchFolderTime(location.directory)) !== null) await awaitEnding(location);
      return result;
    } finally {
      destroying.delete(location.handle);
    }
  }

  async function awaitEnding(location: LaunchLocation): Promise<void> {
    const deadline = clock.monotonic() + DRAIN_WAIT_MS;
    for (;;) {
      const { state } = await probeTerminal(location, probeOptions());
      if (state !== 'alive' || clock.monotonic() >= deadline) return;
      await clock.sleep(DRAIN_LOOK_MS);
    }
  }

  /** Somebody may have been cut off between storing an ending and letting go of the terminal. */
  async function letGoOfEnded(): Promise<void> {
    const view = await look();
    if (view.type === 'no_server') lateServer.await();
    if (view.type !== 'panes' || view.panes.size === 0) return;
    for (const handle of await launchFolders.list(places.directory)) {
      const location = locate(places, handle);
      const pane = location === null ? undefined : view.panes.get(location.terminalId);
      if (location !== null && pane?.dead === true) await settle(location, pane).catch(() => null);
    }
  }

  /** Ends the tmux session of a terminal, if there is one. Rejects when the server cannot be asked. */
  async function endTmuxSession(location: LaunchLocation): Promise<void> {
    const link = await server.link('existing');
    const pane = (await link?.list())?.get(location.terminalId);
    if (pane !== undefined) await link?.change({ lines: [`kill-session -t ${pane.paneId}`] });
  }

  /** Ends what a creation has made. False when the server does not tell whether there is something. */
  async function undoCreation(location: LaunchLocation): Promise<boolean> {
    await endTerminalProcesses(location, FAILED_CREATE_GRACE_MS, clock);
    return endTmuxSession(location).then(
      () => true,
      () => false,
    );
  }

  /** The server answers again: what it was asked for before has been done by now, or never will be. */
  async function undoUndecided(): Promise<void> {
    const locations = Array.from(undecided.values());
    undecided.clear();
    for (const location of locations) {
      try {
        if (await holdProcessFor(undoCreation(location))) await removeLaunchFolder(location);
        else undecided.set(location.terminalId, location);
      } catch (error) {
        logger.warn('a terminal whose creation was given up could not be undone', { handle: location.handle, error });
        undecided.set(location.terminalId, location);
      }
    }
  }

  return {
    specificationVersion: 'runtime-v1',
    name: 'tmux',
    check: () => checkRuntime(places, findProgram),
    handleFor: launchFolders.handleOf,

    async create(request, signal) {
      const handle = launchFolders.handleOf(request.sessionId, request.launchId);
      const location = locationOf(handle);
      signal?.throwIfAborted();
      checkSocketPath(places.socketPath);
      await checkTerminalProgram(request);
      await prepareLaunch(location, request, clock);
      try {
        const link = await server.link('start');
        if (link === null) throw terminalGone('its server was not started');
        const created = await createOnServer({ location, link, clock }, request, signal);
        watched.add(location, created);
        // It may have ended before it was watched.
        sweep();
        return { handle, process: created };
      } catch (error) {
        if (await holdProcessFor(undoCreation(location))) await removeLaunchFolder(location);
        // The server hangs. It may do what it was asked for when it goes on: the folder stays, so that it is not forgotten.
        else undecided.set(location.terminalId, location);
        throw error;
      }
    },

    async probe(handles) {
      const shared = probeOptions();
      return holdProcessFor(
        Promise.all(
          handles.map(async (handle): Promise<RuntimeProbe> => {
            const location = locate(places, handle);
            if (location !== null) return probe(location, shared);
            return { state: 'dead', exit: { at: clock.now(), code: null, signal: null, evidence: 'runtime_gone' }, lastOutputAt: null };
          }),
        ),
      );
    },

    async list() {
      // What a daemon before this one was killed over may come late, and even bring a server of its own.
      lettingGo ??= letGoOfEnded().finally(() => (lettingGo = null));
      const handles: RuntimeHandle[] = [];
      for (const handle of await launchFolders.list(places.directory)) {
        const location = locate(places, handle);
        if (location !== null && (await launchFolderTime(location.directory)) !== null) handles.push(handle);
      }
      return handles;
    },

    write: async (handle, bytes) => terminalOf(handle).write(bytes),
    resize: async (handle, size) => terminalOf(handle).resize(size),
    screen: async (handle) => terminalOf(handle).screen(),
    lines: async (handle, count) => terminalOf(handle).lines(count),

    async attach(handle, request) {
      const location = locationOf(handle);
      // Who looks is told of the end, whoever created the terminal.
      if (watched.get(location.terminalId) === undefined) await probe(location, probeOptions());
      return terminalOf(handle).attach(request);
    },

    ownAttach(handle) {
      const { tmuxSession } = locationOf(handle);
      return {
        argv: [known?.path ?? options.tmuxPath ?? 'tmux', '-u', '-S', places.socketPath, 'attach-session', '-t', `=${tmuxSession}`],
        env: {},
        leave: 'Ctrl-b d',
      };
    },

    async destroy(handle, { graceMs }) {
      const location = locationOf(handle);
      const running = destroying.get(handle) ?? holdProcessFor(destroyOnce(location, graceMs));
      destroying.set(handle, running);
      return running;
    },

    async forget(handle) {
      const location = locate(places, handle);
      if (location === null) return;
      const state = await probeTerminal(location, probeOptions());
      if (state.state === 'unknown') throw state.error;
      if (state.state === 'alive') {
        throw new AoError('SESSION_NOT_ENDED', { message: `The terminal ${handle} is still running. End it first.`, details: { handle } });
      }
      await endTmuxSession(location).catch(() => {});
      terminals.get(handle)?.close();
      terminals.delete(handle);
      watched.delete(location.terminalId);
      told.delete(handle);
      await removeLaunchFolder(location);
    },

    onExit(listener) {
      exitListeners.add(listener);
      return { close: () => void exitListeners.delete(listener) };
    },

    async close() {
      exitListeners.clear();
      watched.close();
      lateServer.close();
      for (const terminal of terminals.values()) terminal.close();
      terminals.clear();
      // What has ended must be off the server, which would otherwise be left with it.
      await Promise.allSettled(endings.values());
      await lettingGo;
      await letGoOfEnded();
      // Whoever closes last has nothing else that keeps it up while the server ends.
      await holdProcessFor(server.close());
    },
  };
}
