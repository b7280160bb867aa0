import { rmdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { checkSocketPath, holdProcessFor, terminalGone } from '@ao/adapter-kit';
import { AoError, type RuntimeHandle } from '@ao/domain';
import type { Clock, DestroyResult, Logger, RuntimeProbe, RuntimeV1, Subscription, ToolCheck } from '@ao/ports';
import { createExitWatch } from './exit-watch.ts';
import { prepareLaunch, removeLaunch, startLaunch } from './launch/launch-starter.ts';
import { launchFolders, type LaunchLocation, locate, type RuntimePlaces, SESSION_NAME, sessionsDirectory } from './launch-location.ts';
import { destroyTerminal } from './terminal-destroy.ts';
import { isLaunchFolder, probeTerminal } from './terminal-probe.ts';
import { createTerminal, type Terminal } from './terminal.ts';
import { checkZellij, requireZellij, type ZellijSearch } from './zellij-program.ts';
import { configurationDirectory } from './zellij-setup.ts';

/** What the runtime needs. */
export interface ZellijRuntimeOptions {
  /** Where terminals and zellij keep their files. Made when missing, readable by the owner only; for this runtime alone. */
  readonly directory: string;
  /** Holds a socket directory for each terminal; for this runtime alone. Keep the path short: systems allow about 100 bytes. */
  readonly socketDirectory: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Absolute path of zellij, or a name that is looked for on PATH. Default `zellij`. */
  readonly program?: string | undefined;
  /** PATH and HOME by which zellij is found. Default: those of this process. */
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** A terminal that could not be created is cleared away without waiting for its program to end politely. */
const FAILED_CREATE_GRACE_MS = 0;

/**
 * The runtime on zellij, with one session, and so one server, for each terminal.
 *
 * - servers are detached: they and their programs outlive this process, and the death of one touches one terminal only
 * - everything a terminal is lies in its folder; a new instance on the same folders finds it all
 * - neither the user's sessions of zellij nor their configuration are read or changed
 */
export function createZellijRuntime(options: ZellijRuntimeOptions): RuntimeV1 {
  const { clock, logger } = options;
  const places: RuntimePlaces = { directory: resolve(options.directory), socketDirectory: resolve(options.socketDirectory) };
  const search: ZellijSearch = {
    program: options.program ?? 'zellij',
    env: options.env ?? { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' },
  };
  /** Where zellij was found last; people attach with the very one. */
  let foundPath: string | null = null;
  const terminals = new Map<RuntimeHandle, Terminal>();
  const destroying = new Map<RuntimeHandle, Promise<DestroyResult>>();
  const exitListeners = new Set<(handle: RuntimeHandle) => void>();
  const exits = createExitWatch({
    hasEnded: async (handle) => (await probe(handle)).state === 'dead',
    onExit: (handle) => {
      for (const listener of exitListeners) listener(handle);
    },
    clock,
  });

  function locationOf(handle: RuntimeHandle): LaunchLocation {
    const location = locate(places, handle);
    if (location === null) throw terminalGone(`"${handle}" names no terminal of this runtime`);
    return location;
  }

  function terminalOf(handle: RuntimeHandle): Terminal {
    const terminal = terminals.get(handle) ?? createTerminal({ location: locationOf(handle), clock });
    terminals.set(handle, terminal);
    return terminal;
  }

  async function probe(handle: RuntimeHandle, signal?: AbortSignal): Promise<RuntimeProbe> {
    const location = locate(places, handle);
    if (location !== null) return probeTerminal(location, clock, signal);
    return { state: 'dead', exit: { at: clock.now(), code: null, signal: null, evidence: 'runtime_gone' }, lastOutputAt: null };
  }

  async function probeAndWatch(handle: RuntimeHandle, signal: AbortSignal | undefined): Promise<RuntimeProbe> {
    const result = await probe(handle, signal);
    if (result.state === 'alive') exits.watch(handle);
    return result;
  }

  async function destroyOnce(location: LaunchLocation, graceMs: number): Promise<DestroyResult> {
    try {
      const result = await holdProcessFor(destroyTerminal(location, graceMs, clock));
      if (result.survivors.length > 0) logger.warn('processes of a terminal could not be ended', { survivors: result.survivors });
      return result;
    } finally {
      destroying.delete(location.handle);
    }
  }

  async function destroy(location: LaunchLocation, graceMs: number): Promise<DestroyResult> {
    const running = destroying.get(location.handle) ?? destroyOnce(location, graceMs);
    destroying.set(location.handle, running);
    return running;
  }

  return {
    specificationVersion: 'runtime-v1',
    name: 'zellij',

    async check(signal) {
      const example = locate(places, launchFolders.handleOf('x' as never, 'x' as never));
      try {
        if (example !== null) checkSocketPath(example.socketPath);
      } catch (error) {
        if (AoError.isInstance(error)) return tooLong(error);
        throw error;
      }
      const check = await checkZellij(search, signal);
      if (check.level === 'ok') foundPath = check.path;
      return check;
    },

    handleFor: launchFolders.handleOf,

    async create(request, signal) {
      const handle = launchFolders.handleOf(request.sessionId, request.launchId);
      const location = locationOf(handle);
      signal?.throwIfAborted();
      const zellij = await requireZellij(search, signal);
      foundPath = zellij.path;
      await prepareLaunch(places, location, request);
      try {
        const program = await holdProcessFor(startLaunch({ places, zellij, clock }, location, request, signal));
        exits.watch(handle);
        return { handle, process: program };
      } catch (error) {
        await destroy(location, FAILED_CREATE_GRACE_MS);
        await removeLaunch(location);
        await rmdir(location.sessionDirectory).catch(() => {});
        throw error;
      }
    },

    probe: (handles, signal) => holdProcessFor(Promise.all(handles.map((handle) => probeAndWatch(handle, signal)))),

    async list() {
      const handles: RuntimeHandle[] = [];
      for (const handle of await launchFolders.list(sessionsDirectory(places))) {
        const location = locate(places, handle);
        if (location !== null && (await isLaunchFolder(location.directory))) handles.push(handle);
      }
      return handles;
    },

    write: async (handle, bytes) => terminalOf(handle).write(bytes),
    resize: async (handle, size) => terminalOf(handle).resize(size),
    screen: async (handle, signal) => terminalOf(handle).screen(signal),
    lines: async (handle, count, signal) => terminalOf(handle).lines(count, signal),
    attach: async (handle, request) => terminalOf(handle).attach(request),
    destroy: async (handle, { graceMs }) => destroy(locationOf(handle), graceMs),

    async forget(handle) {
      const location = locate(places, handle);
      if (location === null) return;
      const state = await probeTerminal(location, clock);
      if (state.state === 'unknown') throw state.error;
      if (state.state === 'alive') {
        throw new AoError('SESSION_NOT_ENDED', { message: `The terminal ${handle} is still running. End it first.`, details: { handle } });
      }
      terminals.get(handle)?.close();
      terminals.delete(handle);
      exits.unwatch(handle);
      // A session without its program: zellij may hang, or the keeper may have been killed.
      await destroy(location, FAILED_CREATE_GRACE_MS);
      await removeLaunch(location);
      // Holds other launches: then it stays.
      await rmdir(location.sessionDirectory).catch(() => {});
    },

    onExit(listener): Subscription {
      exitListeners.add(listener);
      return { close: () => void exitListeners.delete(listener) };
    },

    ownAttach(handle) {
      const { socketDirectory } = locationOf(handle);
      return {
        argv: [foundPath ?? search.program, '--config-dir', configurationDirectory(places), 'attach', SESSION_NAME],
        env: { ZELLIJ_SOCKET_DIR: socketDirectory },
        leave: 'Ctrl-Alt-d',
      };
    },

    async close() {
      exitListeners.clear();
      exits.close();
      for (const terminal of terminals.values()) terminal.close();
      terminals.clear();
    },
  };
}

function tooLong(error: AoError): ToolCheck {
  return {
    level: 'warning',
    summary: `zellij cannot be used: ${error.message}`,
    path: null,
    version: null,
    remedy: 'Set AO_HOME to a shorter path.',
    code: error.code,
  };
}
